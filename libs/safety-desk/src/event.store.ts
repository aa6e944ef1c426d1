import { createHash } from 'node:crypto';
import type { SafetyEventsQuery } from '@zhike/contracts';
import type { Db, PageCursor } from '@zhike/platform';
import type { EventRow, EventText, NewEvent } from './safety.rows.js';

const ROW = `e.id, e.workspace_id as "workspaceId", e.turn_id as "turnId", e.direction, e.verdict, e.reason, e.excerpt,
  e.excerpt_hits as "excerptHits", e.at, e.status, e.handled_by as "handledBy", e.handled_at as "handledAt",
  coalesce((select jsonb_agg(a.word order by a.added_at, a.id) from safety_allowances a
             where a.workspace_id = e.workspace_id and a.event_id = e.id), '[]') as allowed,
  exists (select 1 from safety_examples x where x.workspace_id = e.workspace_id and x.event_id = e.id) as "isExample"`;

export interface EventFilter extends Pick<SafetyEventsQuery, 'direction' | 'verdict' | 'rule'> {
  readonly status: 'open' | 'handled' | 'all';
  readonly limit: number;
  readonly after?: PageCursor;
}

/** What screening found in customers' turns. Owns `safety_events`. */
export class SqlEventStore {
  constructor(private readonly db: Db) {}

  /** False: this text of the turn is there already. A turn that is taken up again screens it again. */
  async add(event: NewEvent): Promise<boolean> {
    const { id, workspaceId, turnId, direction, verdict, reason, text, hits, excerpt, excerptHits, at } = event;
    const rows = await this.db.query(
      `insert into safety_events (id, workspace_id, turn_id, direction, verdict, reason, text, hits, excerpt, excerpt_hits, rules, digest, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10::jsonb, $11::text[], $12, $13)
       on conflict (turn_id, direction, digest) do nothing returning id`,
      [
        ...[id, workspaceId, turnId, direction, verdict, reason, text, JSON.stringify(hits)],
        ...[excerpt, JSON.stringify(excerptHits), [...new Set(hits.map(({ rule }) => rule))], digestOf(text), at],
      ],
    );
    return rows.length > 0;
  }

  page(workspaceId: string, { status, direction, verdict, rule, limit, after }: EventFilter): Promise<EventRow[]> {
    return this.db.query(
      `select ${ROW} from safety_events e
        where e.workspace_id = $1
          and ($2 = 'all' or ($2 = 'open') = (e.status = 'open'))
          and ($3::text is null or e.direction = $3)
          and ($4::text is null or e.verdict = $4)
          and ($5::text is null or $5 = any(e.rules))
          and ($6::timestamptz is null or (e.at, e.id) < ($6, $7))
        order by e.at desc, e.id desc limit $8`,
      [
        workspaceId,
        status,
        direction ?? null,
        verdict ?? null,
        rule ?? null,
        after?.at ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }

  async find(workspaceId: string, id: string): Promise<(EventRow & EventText) | undefined> {
    const [row] = await this.db.query<EventRow & EventText>(
      `select ${ROW}, e.text, e.hits from safety_events e where e.workspace_id = $1 and e.id = $2`,
      [workspaceId, id],
    );
    return row;
  }

  async countOpen(workspaceId: string): Promise<number> {
    const [row] = await this.db.query<{ open: number }>(
      `select count(*)::integer as open from safety_events where workspace_id = $1 and status = 'open'`,
      [workspaceId],
    );
    return row?.open ?? 0;
  }

  /** False: somebody else has handled it, or opened it again, meanwhile. */
  async handle(
    { id, workspaceId }: Pick<EventRow, 'id' | 'workspaceId'>,
    status: 'confirmed' | 'false-positive',
    by: string,
    at: Date,
  ): Promise<boolean> {
    const rows = await this.db.query(
      `update safety_events set status = $3, handled_by = $4, handled_at = $5
        where workspace_id = $1 and id = $2 and status = 'open' returning id`,
      [workspaceId, id, status, by, at],
    );
    return rows.length > 0;
  }

  async reopen({ id, workspaceId, status }: Pick<EventRow, 'id' | 'workspaceId' | 'status'>): Promise<boolean> {
    const rows = await this.db.query(
      `update safety_events set status = 'open', handled_by = null, handled_at = null
        where workspace_id = $1 and id = $2 and status = $3 and status <> 'open' returning id`,
      [workspaceId, id, status],
    );
    return rows.length > 0;
  }

  /** Of every workspace. */
  async removeBefore(at: Date): Promise<number> {
    const rows = await this.db.query(`delete from safety_events where at < $1 returning id`, [at]);
    return rows.length;
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
