import type { WebhookDelivery, WebhookEventType } from '@zhike/contracts';
import { type Db, newId } from '@zhike/platform';

export interface DeliveryRow {
  readonly id: string;
  readonly endpointId: string;
  readonly type: WebhookEventType;
  readonly state: WebhookDelivery['state'];
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly dueAt: Date;
  readonly deliveredAt: Date | null;
  readonly createdAt: Date;
  readonly body: string;
}

export interface News {
  readonly workspaceId: string;
  readonly eventId: string;
  readonly type: WebhookEventType;
  readonly body: string;
}

/** The log of what was sent and what is still to be sent. */
export class SqlDeliveryStore {
  constructor(private readonly db: Db) {}

  /** Told twice, an event is still sent once: the first row stands. An endpoint removed meanwhile is passed over. */
  async add(news: News, endpointIds: readonly string[], at: Date): Promise<void> {
    await this.db.query(
      `insert into webhook_deliveries (id, workspace_id, endpoint_id, event_id, type, body, state, due_at, created_at)
       select n.id, e.workspace_id, e.id, $2, $3, $4, 'pending', $5, $5
         from unnest($6::text[], $7::text[]) as n (id, endpoint_id)
         join webhook_endpoints e on e.id = n.endpoint_id and e.workspace_id = $1
       on conflict (endpoint_id, event_id) do nothing`,
      [news.workspaceId, news.eventId, news.type, news.body, at, endpointIds.map(() => newId()), endpointIds],
    );
  }

  newest(workspaceId: string, endpointId: string, limit: number): Promise<DeliveryRow[]> {
    return this.db.query<DeliveryRow>(
      `select d.id, d.endpoint_id as "endpointId", d.type, d.state, d.attempts, d.last_status as "lastStatus",
              d.last_error as "lastError", d.due_at as "dueAt", d.delivered_at as "deliveredAt",
              d.created_at as "createdAt", d.body
         from webhook_deliveries d where d.workspace_id = $1 and d.endpoint_id = $2
        order by d.created_at desc, d.id desc limit $3`,
      [workspaceId, endpointId, limit],
    );
  }

  /** The same id and the same bytes once more, with all attempts before it. */
  async replay(workspaceId: string, id: string, at: Date): Promise<boolean> {
    const rows = await this.db.query(
      `update webhook_deliveries d
          set state = 'pending', attempts = 0, due_at = $3, last_status = null, last_error = null, delivered_at = null
        where d.workspace_id = $1 and d.id = $2 returning d.id`,
      [workspaceId, id, at],
    );
    return rows.length > 0;
  }
}
