import { Inject, type OnApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Product } from '@zhike/assembly';
import { type ConversationOpened, OpenConversation, RateAnswer, type Refused, SendMessage } from '@zhike/contracts';
import type { Conversation, ShownCustomer } from '@zhike/conversation';
import type { Socket } from 'socket.io';
import { RateLimit } from '../http/rate.limit.js';
import { PRODUCT } from '../product.token.js';
import { ChatRefusal, parseInput, refusalOf } from './chat.acks.js';
import { ChatTails } from './chat.tails.js';
import { addressOf } from './client.address.js';
import { ConversationTail, openTurnsOf } from './conversation.tail.js';
import { findShop } from './workspace.lookup.js';

type ChatProduct = Pick<
  Product,
  'config' | 'logger' | 'workspaces' | 'customers' | 'conversations' | 'conversationLog'
>;
type Acknowledgement = Record<string, unknown> & { readonly ok: true };

/** A minute's worth. Generous to a fast typist, tight for a script. */
const MOST = { messagesOfConversation: 20, messagesOfAddress: 120, openingsOfAddress: 120 };
/** Events looked back for a turn to stop; a turn is seldom longer than twenty. */
const RECENT = 200;
const EVENTS = ['conversation-open', 'message-send', 'turn-stop', 'answer-rate', 'person-request'];

/** What a socket is following. Everything that lasts is in SQL; this is gone with the socket. */
interface Following {
  readonly conversation: Conversation;
  readonly tail: ConversationTail;
}

/**
 * The chat, as `contracts/chat-socket` describes it. A socket only asks and follows: turns run elsewhere, and their
 * events are in SQL before any socket hears of them.
 */
@WebSocketGateway({
  namespace: '/chat',
  cors: { origin: '*' },
  maxHttpBufferSize: 64 * 1024,
  serveClient: false,
  pingInterval: 20_000,
  pingTimeout: 20_000,
})
export class ChatGateway implements OnGatewayConnection, OnGatewayDisconnect, OnApplicationShutdown {
  private readonly following = new WeakMap<Socket, Following>();
  private readonly tails: ChatTails;
  private readonly messages = new RateLimit(MOST.messagesOfConversation);
  private readonly messagesFrom = new RateLimit(MOST.messagesOfAddress);
  private readonly openingsFrom = new RateLimit(MOST.openingsOfAddress);

  constructor(@Inject(PRODUCT) private readonly product: ChatProduct) {
    this.tails = new ChatTails(product.conversationLog, product.logger);
  }

  /** An event nobody handles is answered too: a client that waits for its acknowledgement is not left hanging. */
  handleConnection(socket: Socket): void {
    socket.use(([name, ...rest], next) => {
      if (EVENTS.includes(String(name))) return next();
      const ack: unknown = rest.at(-1);
      if (typeof ack === 'function')
        ack({
          ok: false,
          code: 'unknown-event',
          message: `There is no event of this name. Known: ${EVENTS.join(', ')}.`,
        });
    });
  }

  handleDisconnect(socket: Socket): void {
    this.unfollow(socket);
  }

  onApplicationShutdown(): void {
    this.tails.close();
  }

  @SubscribeMessage('conversation-open')
  open(@ConnectedSocket() socket: Socket, @MessageBody() input: unknown): Promise<ConversationOpened | Refused> {
    return this.answer<ConversationOpened>(async () => {
      const asked = parseInput(OpenConversation, input);
      const { conversations, customers } = this.product;
      const { id: workspaceId } = await findShop(this.product.workspaces, asked.workspace);
      const shown =
        asked.identityToken === undefined ? undefined : await customers.verify(workspaceId, asked.identityToken);
      const { conversationId, token = '', afterSequence, locale } = asked;
      const opened =
        conversationId === undefined
          ? await this.begin(socket, workspaceId, locale, shown)
          : { conversation: await conversations.resume(workspaceId, conversationId, token, shown), token };
      const events = await conversations.eventsAfter(opened.conversation, afterSequence);
      this.follow(socket, opened.conversation, events.at(-1)?.sequence ?? afterSequence).note(events);
      return { ok: true, conversationId: opened.conversation.id, token: opened.token, events };
    });
  }

  @SubscribeMessage('message-send')
  send(@ConnectedSocket() socket: Socket, @MessageBody() input: unknown): Promise<object> {
    return this.answer(async () => {
      const following = this.followed(socket);
      const message = parseInput(SendMessage, input);
      this.throttle(socket, following.conversation);
      return { ok: true, turnId: await this.product.conversations.send(following.conversation, message) };
    });
  }

  @SubscribeMessage('turn-stop')
  stop(@ConnectedSocket() socket: Socket): Promise<object> {
    return this.answer(async () => {
      const { conversation, tail } = this.followed(socket);
      // From the log, not from memory: after a reload this socket has not seen the message that is being answered.
      const recent = await this.product.conversations.eventsAfter(conversation, Math.max(0, tail.position - RECENT));
      for (const turnId of openTurnsOf(recent)) this.product.conversations.stop(conversation, turnId);
      return { ok: true };
    });
  }

  @SubscribeMessage('answer-rate')
  rate(@ConnectedSocket() socket: Socket, @MessageBody() input: unknown): Promise<object> {
    return this.answer(async () => {
      const { conversation } = this.followed(socket);
      await this.product.conversations.rate(conversation, parseInput(RateAnswer, input));
      return { ok: true };
    });
  }

  @SubscribeMessage('person-request')
  requestPerson(@ConnectedSocket() socket: Socket): Promise<object> {
    return this.answer(async () => {
      await this.product.conversations.requestPerson(this.followed(socket).conversation);
      return { ok: true };
    });
  }

  private async begin(socket: Socket, workspaceId: string, locale: 'zh' | 'en', shown: ShownCustomer | undefined) {
    if (!this.openingsFrom.allows(this.addressOf(socket)))
      throw new ChatRefusal('too-many-conversations', 'Too many conversations were begun from here. Wait a minute.');
    return this.product.conversations.begin(workspaceId, locale, shown);
  }

  /** From the last event the acknowledgement brings; woken right after it, for what was stored in between. */
  private follow(socket: Socket, conversation: Conversation, after: number): ConversationTail {
    this.unfollow(socket);
    const tail = new ConversationTail(
      (sequence) => this.product.conversations.eventsAfter(conversation, sequence),
      (event) => void socket.emit('conversation-event', event),
      after,
    );
    this.following.set(socket, { conversation, tail });
    setImmediate(() => {
      if (!socket.connected || this.following.get(socket)?.tail !== tail) return;
      this.tails.add(conversation.id, tail);
      this.tails.wake(tail);
    });
    return tail;
  }

  private unfollow(socket: Socket): void {
    const following = this.following.get(socket);
    if (!following) return;
    this.following.delete(socket);
    this.tails.remove(following.conversation.id, following.tail);
  }

  private followed(socket: Socket): Following {
    const following = this.following.get(socket);
    if (!following) throw new ChatRefusal('conversation-not-open', 'Open a conversation first.');
    return following;
  }

  private throttle(socket: Socket, conversation: Conversation): void {
    if (this.messages.allows(conversation.id) && this.messagesFrom.allows(this.addressOf(socket))) return;
    throw new ChatRefusal(
      'too-many-messages',
      'That were many messages in a short time. Wait a minute and send again.',
    );
  }

  private addressOf(socket: Socket): string {
    return addressOf(socket.handshake, this.product.config.TRUST_PROXY);
  }

  private async answer<Answer extends Acknowledgement>(work: () => Promise<Answer>): Promise<Answer | Refused> {
    try {
      return await work();
    } catch (error) {
      return refusalOf(error, this.product.logger);
    }
  }
}
