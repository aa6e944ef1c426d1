import { createHash, randomBytes } from 'node:crypto';
import { type ConversationEvent, detectLocale, type Locale, type RateAnswer, type SendMessage } from '@zhike/contracts';
import { type Clock, type Database, type Db, isSameSecret, Outbox } from '@zhike/platform';
import { ConversationError } from './conversation.errors.js';
import type { ConversationLog } from './conversation.log.js';
import {
  type Conversation,
  newConversationId,
  type ShownCustomer,
  SqlConversationStore,
} from './conversation.store.js';
import type { TurnRunner } from './turn.runner.js';
import { SqlTurnStore } from './turn.store.js';

export interface ConversationPorts {
  readonly database: Database;
  readonly runner: Pick<TurnRunner, 'start' | 'stop'>;
  readonly log: ConversationLog;
  readonly clock: Clock;
}

/** What a customer may do in a conversation. Whoever holds the token began it; nobody else sees it. */
export class ConversationService {
  constructor(private readonly ports: ConversationPorts) {}

  async begin(
    workspaceId: string,
    locale: Locale,
    shown?: ShownCustomer,
  ): Promise<{ conversation: Conversation; token: string }> {
    const token = randomBytes(32).toString('base64url');
    const conversation = { id: newConversationId(), workspaceId, locale, tokenHash: hashOf(token) };
    await this.ports.database.transaction(async (db) => {
      const conversations = new SqlConversationStore(db);
      await conversations.begin(conversation);
      if (shown) await conversations.showCustomer(conversation.id, shown);
    });
    return { conversation, token };
  }

  /**
   * The conversation, when the token is its own and it belongs to the workspace; a refusal that does not tell which was wrong.
   * It belongs to the groups that are shown now, and to none where none is. Another customer at the same browser does not get it.
   */
  async resume(workspaceId: string, id: string, token: string, shown?: ShownCustomer): Promise<Conversation> {
    const conversation = await this.conversations().find(id);
    const isOwn = conversation?.workspaceId === workspaceId && isSameSecret(conversation.tokenHash, hashOf(token));
    const isOthers = shown && conversation?.customerId !== undefined && conversation.customerId !== shown.id;
    if (!isOwn || isOthers)
      throw new ConversationError('conversation-not-found', 'This conversation is not known here; begin a new one.');
    await this.conversations().showCustomer(id, shown);
    return conversation;
  }

  eventsAfter(conversation: Conversation, sequence: number): Promise<ConversationEvent[]> {
    return this.conversations().eventsAfter(conversation.id, sequence);
  }

  /** Accepts a message once, however often it is sent, and begins its turn. */
  async send({ id, workspaceId, locale }: Conversation, { messageId, text }: SendMessage): Promise<string> {
    const message = { conversationId: id, workspaceId, messageId, text, locale: detectLocale(text, locale) };
    const { turnId, event } = await this.ports.database.transaction(async (db) => {
      const accepted = await new SqlTurnStore(db).accept(message, this.ports.clock.now());
      if (!accepted.isNew) return { turnId: accepted.turnId, event: undefined };
      const stored = await new SqlConversationStore(db).append(
        id,
        { type: 'message-accepted', turnId: accepted.turnId, messageId, text },
        this.ports.clock.now(),
      );
      return { turnId: accepted.turnId, event: stored };
    });
    if (event) {
      this.ports.log.tell(id, event);
      this.ports.runner.start(turnId);
    }
    return turnId;
  }

  stop(_conversation: Conversation, turnId: string): void {
    this.ports.runner.stop(turnId);
  }

  async rate({ id, workspaceId }: Conversation, rating: RateAnswer): Promise<void> {
    await this.tellAfter(id, async (db) => {
      if (!(await new SqlTurnStore(db).rate(id, rating)))
        throw new ConversationError(
          'turn-not-found',
          'This answer cannot be rated; it is not part of the conversation.',
        );
      const at = this.ports.clock.now();
      await new Outbox(db).append({
        type: 'answer.rated',
        key: `${rating.turnId}@${at.getTime()}`,
        workspaceId,
        data: { conversationId: id, ...rating },
      });
      const { turnId, rating: thumb, reason } = rating;
      return new SqlConversationStore(db).append(
        id,
        { type: 'answer-rated', turnId, rating: thumb, ...(reason ? { reason } : {}) },
        at,
      );
    });
  }

  /** Asks for a person; asking again changes nothing. */
  async requestPerson({ id, workspaceId }: Conversation): Promise<void> {
    await this.tellAfter(id, async (db) => {
      const at = this.ports.clock.now();
      const conversations = new SqlConversationStore(db);
      if (!(await conversations.recordHandover(id, at))) return undefined;
      await new Outbox(db).append({
        type: 'conversation.handed-over',
        key: `${id}@request`,
        workspaceId,
        data: { conversationId: id, reason: 'customer-request' },
      });
      return conversations.append(id, { type: 'handover-requested', reason: 'customer-request' }, at);
    });
  }

  private async tellAfter(
    conversationId: string,
    work: (db: Db) => Promise<ConversationEvent | undefined>,
  ): Promise<void> {
    const event = await this.ports.database.transaction(work);
    if (event) this.ports.log.tell(conversationId, event);
  }

  private conversations(): SqlConversationStore {
    return new SqlConversationStore(this.ports.database);
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
