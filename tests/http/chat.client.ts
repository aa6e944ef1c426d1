import { randomUUID } from 'node:crypto';
import type { ConversationEvent, ConversationOpened, OpenConversation, TurnEvent } from '@zhike/contracts';
import { io, type Socket } from 'socket.io-client';

export interface Ack {
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly turnId?: string;
}
type Sentence = Extract<TurnEvent, { type: 'sentence-ready' }>;
type End = Extract<TurnEvent, { type: 'turn-end' }>;

/** A widget without a page: one socket, and every event it was sent, in the order of arrival. */
export class ChatClient {
  readonly received: ConversationEvent[] = [];
  readonly socket: Socket;
  conversationId = '';
  token = '';
  private wake = () => {};

  constructor(
    url: string,
    readonly workspace: string,
  ) {
    this.socket = io(`${url}/chat`, { transports: ['websocket'], reconnection: false, forceNew: true });
    this.socket.on('conversation-event', (event: ConversationEvent) => this.take(event));
  }

  ask<Answer = Ack>(event: string, ...args: unknown[]): Promise<Answer> {
    return this.socket.timeout(10_000).emitWithAck(event, ...args) as Promise<Answer>;
  }

  async open(input: Partial<OpenConversation> = {}): Promise<ConversationOpened> {
    const opened = await this.ask<ConversationOpened & Ack>('conversation-open', {
      workspace: this.workspace,
      ...input,
    });
    if (!opened.ok) throw new Error(`opening failed: ${JSON.stringify(opened)}`);
    this.conversationId = opened.conversationId;
    this.token = opened.token;
    for (const event of opened.events) this.take(event);
    return opened;
  }

  /** What another tab or the next page load needs to go on. */
  get ticket() {
    return { conversationId: this.conversationId, token: this.token };
  }

  send(text: string, messageId: string = randomUUID()): Promise<Ack> {
    return this.ask('message-send', { messageId, text });
  }

  /** Asks and waits for the end of that turn. */
  async question(text: string): Promise<{ sentences: Sentence[]; end: End }> {
    const { turnId, ...ack } = await this.send(text);
    if (!turnId) throw new Error(`not accepted: ${JSON.stringify(ack)}`);
    const end = await this.until((event): event is End => event.type === 'turn-end' && event.turnId === turnId);
    const sentences = this.events().filter(
      (event): event is Sentence => event.type === 'sentence-ready' && event.turnId === turnId,
    );
    return { sentences, end };
  }

  events(): ConversationEvent['event'][] {
    return this.received.map(({ event }) => event);
  }

  async until<Event extends ConversationEvent['event']>(
    isWanted: (event: ConversationEvent['event']) => event is Event,
    withinMs = 30_000,
  ): Promise<Event> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = this.events().find(isWanted);
      if (found) return found;
      const left = deadline - Date.now();
      if (left <= 0)
        throw new Error(`not heard in time; heard: ${JSON.stringify(this.events().map(({ type }) => type))}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.wake = () => (clearTimeout(timer), resolve());
      });
    }
  }

  leave(): void {
    this.socket.disconnect();
  }

  private take(event: ConversationEvent): void {
    this.received.push(event);
    this.wake();
  }
}
