import type { ConversationEvent, ConversationNews, Locale, TurnEvent } from '@zhike/contracts';
import { type Db, newId } from '@zhike/platform';
import type { Utterance } from '@zhike/ports';

export interface Conversation {
  readonly id: string;
  readonly workspaceId: string;
  readonly locale: Locale;
  readonly tokenHash: string;
  /** The shop's id of the customer, once it has been shown. */
  readonly customerId?: string | undefined;
}

/** Who the customer is, as the shop has sworn to it, and until when that counts. */
export interface ShownCustomer {
  readonly id: string;
  readonly audiences: readonly string[];
  readonly until: Date;
}

export interface AcceptedMessage {
  readonly turnId: string;
  /** False when the same message had been accepted before: a repeated send starts no second turn. */
  readonly isNew: boolean;
}

interface EventRow {
  readonly sequence: number;
  readonly event: TurnEvent | ConversationNews;
  readonly at: Date;
}

/** Conversations and their logs. Owns `conversations` and `conversation_events`; construct it on a transaction's Db to join one. */
export class SqlConversationStore {
  constructor(private readonly db: Db) {}

  async begin(conversation: Conversation): Promise<void> {
    await this.db.query(`insert into conversations (id, workspace_id, locale, token_hash) values ($1, $2, $3, $4)`, [
      conversation.id,
      conversation.workspaceId,
      conversation.locale,
      conversation.tokenHash,
    ]);
  }

  async find(id: string): Promise<Conversation | undefined> {
    const rows = await this.db.query<Conversation & { customerId: string | null }>(
      `select id, workspace_id as "workspaceId", locale, token_hash as "tokenHash", customer_id as "customerId"
         from conversations where id = $1`,
      [id],
    );
    return rows[0] && { ...rows[0], customerId: rows[0].customerId ?? undefined };
  }

  /** What is shown takes the place of what was shown before; whose conversation it is stays known when nothing is. */
  async showCustomer(conversationId: string, shown: ShownCustomer | undefined): Promise<void> {
    await this.db.query(
      `update conversations set customer_id = coalesce($2, customer_id), audiences = $3::text[], audiences_until = $4
         where id = $1 and (customer_id, audiences, audiences_until) is distinct from (coalesce($2, customer_id), $3::text[], $4)`,
      [conversationId, shown?.id ?? null, shown?.audiences ?? [], shown?.until ?? null],
    );
  }

  /** Groups the customer belongs to at a moment; they end with the proof of them. */
  async audiencesAt(conversationId: string, at: Date): Promise<readonly string[]> {
    const rows = await this.db.query<{ audiences: string[] }>(
      `select audiences from conversations where id = $1 and audiences_until > $2`,
      [conversationId, at],
    );
    return rows[0]?.audiences ?? [];
  }

  /** Gives the event the conversation's next sequence. The row lock on the conversation orders writers. */
  async append(conversationId: string, event: TurnEvent | ConversationNews, at: Date): Promise<ConversationEvent> {
    const rows = await this.db.query<{ sequence: number }>(
      `with next as (
         update conversations set last_sequence = last_sequence + 1 where id = $1 returning last_sequence, workspace_id)
       insert into conversation_events (conversation_id, sequence, workspace_id, event, created_at)
         select $1, last_sequence, workspace_id, $2::jsonb, $3 from next
       returning sequence`,
      [conversationId, JSON.stringify(event), at],
    );
    const [row] = rows;
    if (!row) throw new Error(`conversation ${conversationId} has gone`);
    return { sequence: row.sequence, at: at.toISOString(), event };
  }

  async eventsAfter(conversationId: string, sequence: number, limit = 1_000): Promise<ConversationEvent[]> {
    const rows = await this.db.query<EventRow>(
      `select sequence, event, created_at as at from conversation_events
         where conversation_id = $1 and sequence > $2 order by sequence limit $3`,
      [conversationId, sequence, limit],
    );
    return rows.map((row) => ({ sequence: row.sequence, at: row.at.toISOString(), event: row.event }));
  }

  async recordHandover(conversationId: string, at: Date): Promise<boolean> {
    const rows = await this.db.query(
      `update conversations set handed_over_at = $2 where id = $1 and handed_over_at is null returning id`,
      [conversationId, at],
    );
    return rows.length > 0;
  }

  /** What was said before a turn, oldest first, as far as the context window could ever use it. */
  async history(conversationId: string, beforeTurnId: string, mostTurns = 20): Promise<Utterance[]> {
    const turns = await this.db.query<SaidRow>(
      `select t.question, t.answer, coalesce(said.cites, '{}') as cites, coalesce(said.quotes, false) as "isQuotation",
              array(select c from conversation_events e, jsonb_array_elements_text(e.event->'choices') c
                     where e.conversation_id = t.conversation_id and e.event->>'type' = 'choices-offered' and e.event->>'turnId' = t.id) as choices
         from (select id, conversation_id, question, answer from turns
                where conversation_id = $1 and id < $2 and closed_at is not null order by id desc limit $3) t
         cross join lateral (
           select array_agg(distinct c->>'sourceId') as cites, bool_and(c->>'kind' = 'clause') as quotes
             from conversation_events e, jsonb_array_elements(e.event->'citations') c
            where e.conversation_id = t.conversation_id and e.event->>'type' = 'sentence-ready' and e.event->>'turnId' = t.id) said
        order by t.id desc`,
      [conversationId, beforeTurnId, mostTurns],
    );
    return turns
      .reverse()
      .flatMap(({ question, answer, cites, isQuotation, choices }): Utterance[] => [
        { role: 'customer', text: question },
        ...(answer ? [{ role: 'agent' as const, text: answer, cites, isQuotation, choices }] : []),
      ]);
  }
}

interface SaidRow {
  readonly question: string;
  readonly answer: string;
  /** Ids of the sources that the answer's sentences stood on. */
  readonly cites: readonly string[];
  readonly isQuotation: boolean;
  readonly choices: readonly string[];
}

export const newConversationId = () => newId();
