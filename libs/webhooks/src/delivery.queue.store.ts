import type { WebhookEventType } from '@zhike/contracts';
import { type Db, newId } from '@zhike/platform';
import type { Verdict } from './delivery.verdict.js';

/** The right to send to one endpoint, for a while. */
export interface Lease {
  readonly id: string;
  readonly endpointId: string;
}

export interface DueDelivery {
  readonly id: string;
  readonly type: WebhookEventType;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly secret: string;
  readonly failingSince: Date | null;
}

/** Longer than an attempt with all its writing can take; so long a dead process keeps an endpoint waiting. */
const LEASE_MS = 45_000;

/**
 * What is due, endpoint by endpoint. Endpoints are leased rather than deliveries, so that no receiver gets two at a time and
 * a slow one takes one place, not all. A delivery under a lease stays pending and due: when the lease has run out, it comes back.
 */
export class SqlDeliveryQueue {
  constructor(private readonly db: Db) {}

  /** Endpoints with something due and no living lease; the one that has waited longest goes first. */
  async lease(limit: number, now: Date): Promise<Lease[]> {
    const id = newId();
    const rows = await this.db.query<{ endpointId: string }>(
      `with ready as (
         select e.id from webhook_endpoints e
          where e.active and (e.leased_until is null or e.leased_until <= $2)
            and exists (select 1 from webhook_deliveries d
                         where d.endpoint_id = e.id and d.state = 'pending' and d.due_at <= $2)
          order by e.attempted_at nulls first, e.id limit $1 for update of e skip locked)
       update webhook_endpoints e set lease = $3, leased_until = $4, attempted_at = $2
         from ready where e.id = ready.id
       returning e.id as "endpointId"`,
      [limit, now, id, leaseEnd(now)],
    );
    return rows.map(({ endpointId }) => ({ id, endpointId }));
  }

  /**
   * Asked anew before each attempt, in a statement after the lease: it sees what the former holder has settled, and that an
   * endpoint was switched off, changed or removed meanwhile.
   */
  async next({ id, endpointId }: Lease, now: Date): Promise<DueDelivery | undefined> {
    const rows = await this.db.query<DueDelivery>(
      `select d.id, d.type, d.body, d.attempts, e.url, e.secret, e.failing_since as "failingSince"
         from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
        where e.id = $1 and e.lease = $2 and e.active and d.state = 'pending' and d.due_at <= $3
        order by d.due_at, d.id limit 1`,
      [endpointId, id, now],
    );
    return rows[0];
  }

  /** Writes what came of an attempt and renews the lease. Who has lost the lease writes nothing: another has taken over. */
  async settle({ id, endpointId }: Lease, deliveryId: string, verdict: Verdict, now: Date): Promise<void> {
    const { state, attempts, status, error, dueAt, disabledBecause } = verdict;
    await this.db.query(
      `with held as (
         update webhook_endpoints e
            set leased_until = $4,
                failing_since = case when $5 = 'delivered' then null else coalesce(e.failing_since, $3) end,
                active = e.active and $10::text is null, disabled_because = coalesce($10, e.disabled_because)
          where e.id = $1 and e.lease = $2 returning e.id)
       update webhook_deliveries d
          set state = $5, attempts = $6, last_status = $7, last_error = $8, due_at = coalesce($9, d.due_at),
              delivered_at = case when $5 = 'delivered' then $3::timestamptz end
         from held where d.endpoint_id = held.id and d.id = $11`,
      [
        endpointId,
        id,
        now,
        leaseEnd(now),
        state,
        attempts,
        status ?? null,
        error?.slice(0, 500) ?? null,
        dueAt ?? null,
        disabledBecause ?? null,
        deliveryId,
      ],
    );
  }

  async release({ id, endpointId }: Lease): Promise<void> {
    await this.db.query(`update webhook_endpoints set lease = null, leased_until = null where id = $1 and lease = $2`, [
      endpointId,
      id,
    ]);
  }
}

const leaseEnd = (now: Date) => new Date(now.getTime() + LEASE_MS);
