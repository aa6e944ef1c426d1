import type { Db } from './database.js';
import { newId } from './ids.js';

/** News of a change, committed with the change itself. `key` makes it unique within its type: told once, however often appended. */
export interface OutboxEvent {
  readonly type: string;
  readonly key: string;
  readonly workspaceId: string;
  readonly data: object;
}

export interface OutboxWriter {
  append(event: OutboxEvent): Promise<void>;
}

export interface ClaimedEvent extends OutboxEvent {
  readonly id: string;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** Construct it on the Db of your transaction to append; on the database to claim. */
export class Outbox implements OutboxWriter {
  constructor(private readonly db: Db) {}

  async append({ type, key, workspaceId, data }: OutboxEvent): Promise<void> {
    await this.db.query(
      `insert into outbox (id, type, key, workspace_id, data) values ($1, $2, $3, $4, $5::jsonb) on conflict (type, key) do nothing`,
      [newId(), type, key, workspaceId, JSON.stringify(data)],
    );
  }

  /** Leases rather than locks: a relay that dies gives its events back when the lease ends. */
  claim(limit: number, leaseSeconds: number): Promise<ClaimedEvent[]> {
    return this.db.query<ClaimedEvent>(
      `with due as (
         select id from outbox where delivered_at is null and due_at <= now()
         order by due_at, id limit $1 for update skip locked)
       update outbox o set attempts = o.attempts + 1, due_at = now() + make_interval(secs => $2)
         from due where o.id = due.id
       returning o.id, o.type, o.key, o.workspace_id as "workspaceId", o.data, o.attempts, o.created_at as "createdAt"`,
      [limit, leaseSeconds],
    );
  }

  async markDelivered(id: string): Promise<void> {
    await this.db.query(`update outbox set delivered_at = now(), last_error = null where id = $1`, [id]);
  }

  /** Nothing is given up: an event waits longer after each failure and stays until it is delivered. */
  async postpone(id: string, seconds: number, reason: string): Promise<void> {
    await this.db.query(`update outbox set due_at = now() + make_interval(secs => $2), last_error = $3 where id = $1`, [
      id,
      seconds,
      reason.slice(0, 500),
    ]);
  }

  async countPending(type?: string): Promise<number> {
    const rows = await this.db.query<{ count: string }>(
      `select count(*) as count from outbox where delivered_at is null and ($1::text is null or type = $1)`,
      [type ?? null],
    );
    return Number(rows[0]?.count ?? 0);
  }
}
