import type { Locale, OutcomeKind, RateAnswer, TurnSummary, TurnTrace } from '@zhike/contracts';
import { type Db, newId } from '@zhike/platform';
import type { AcceptedMessage } from './conversation.store.js';
import type { TurnRecord } from './turn.record.js';

export interface OpenTurn {
  readonly id: string;
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly question: string;
  readonly locale: Locale;
  readonly acceptedAt: Date;
}

const OPEN = `id, workspace_id as "workspaceId", conversation_id as "conversationId", question, locale, accepted_at as "acceptedAt"`;

interface SummaryRow {
  readonly id: string;
  readonly conversationId: string;
  readonly question: string;
  readonly answer: string;
  readonly outcome: OutcomeKind | null;
  readonly rating: 'up' | 'down' | null;
  readonly at: Date;
}

/** Turns: one row a message. Owns the table `turns`. */
export class SqlTurnStore {
  constructor(private readonly db: Db) {}

  async accept(
    message: { conversationId: string; workspaceId: string; messageId: string; text: string; locale: Locale },
    at: Date,
  ): Promise<AcceptedMessage> {
    const rows = await this.db.query<{ id: string }>(
      `insert into turns (id, workspace_id, conversation_id, message_id, locale, question, accepted_at, heartbeat_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)
       on conflict (conversation_id, message_id) do nothing returning id`,
      [newId(), message.workspaceId, message.conversationId, message.messageId, message.locale, message.text, at],
    );
    if (rows[0]) return { turnId: rows[0].id, isNew: true };
    const known = await this.db.query<{ id: string }>(
      `select id from turns where conversation_id = $1 and message_id = $2`,
      [message.conversationId, message.messageId],
    );
    return { turnId: known[0]?.id ?? '', isNew: false };
  }

  async findOpen(id: string): Promise<OpenTurn | undefined> {
    const rows = await this.db.query<OpenTurn>(`select ${OPEN} from turns where id = $1 and closed_at is null`, [id]);
    return rows[0];
  }

  /** Marks the turn closed; false when it already was, so that only one runner ends it. */
  async close(id: string, { outcome, sentences, trace }: TurnRecord, at: Date): Promise<boolean> {
    const rows = await this.db.query(
      `update turns set outcome = $2, reason = $3, answer = $4, trace = $5::jsonb, closed_at = $6
         where id = $1 and closed_at is null returning id`,
      [id, outcome.kind, outcome.reason, sentences.map(({ text }) => text).join('\n'), JSON.stringify(trace), at],
    );
    return rows.length > 0;
  }

  /** A sign of life. A turn without one belongs to a process that died. */
  async beat(ids: readonly string[], at: Date): Promise<void> {
    if (ids.length)
      await this.db.query(`update turns set heartbeat_at = $2 where id = any($1::text[]) and closed_at is null`, [
        ids,
        at,
      ]);
  }

  /** Takes over turns whose runner has not been heard of since `before`; each is handed to one taker only. */
  claimStale(before: Date, at: Date): Promise<OpenTurn[]> {
    return this.db.query<OpenTurn>(
      `with stale as (select id from turns where closed_at is null and heartbeat_at < $1 order by id limit 50 for update skip locked)
       update turns t set heartbeat_at = $2 from stale where t.id = stale.id
       returning t.id, t.workspace_id as "workspaceId", t.conversation_id as "conversationId", t.question, t.locale, t.accepted_at as "acceptedAt"`,
      [before, at],
    );
  }

  async rate(conversationId: string, { turnId, rating, reason }: RateAnswer): Promise<boolean> {
    const rows = await this.db.query(
      `update turns set rating = $3, rating_reason = $4 where id = $2 and conversation_id = $1 and closed_at is not null returning id`,
      [conversationId, turnId, rating, reason ?? null],
    );
    return rows.length > 0;
  }

  async recent(workspaceId: string, limit: number, before?: Date): Promise<TurnSummary[]> {
    const rows = await this.db.query<SummaryRow>(
      `select id, conversation_id as "conversationId", question, answer, outcome, rating, accepted_at as at from turns
         where workspace_id = $1 and ($3::timestamptz is null or accepted_at < $3)
         order by accepted_at desc, id desc limit $2`,
      [workspaceId, limit, before ?? null],
    );
    return rows.map(({ outcome, rating, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      ...(outcome ? { outcome } : {}),
      ...(rating ? { rating } : {}),
    }));
  }

  async trace(workspaceId: string, turnId: string): Promise<TurnTrace | undefined> {
    const rows = await this.db.query<{ trace: TurnTrace | null }>(
      `select trace from turns where workspace_id = $1 and id = $2`,
      [workspaceId, turnId],
    );
    return rows[0]?.trace ?? undefined;
  }
}
