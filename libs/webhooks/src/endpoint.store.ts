import type { WebhookEventType } from '@zhike/contracts';
import type { Db } from '@zhike/platform';

export interface EndpointRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly url: string;
  readonly events: WebhookEventType[];
  readonly active: boolean;
  readonly disabledBecause: string | null;
  readonly createdAt: Date;
}

export interface EndpointChange {
  readonly url?: string | undefined;
  readonly events?: readonly WebhookEventType[] | undefined;
  readonly active?: boolean | undefined;
}

/** The secret is not among them: it leaves the table only to sign. */
const COLUMNS = `
  e.id, e.workspace_id as "workspaceId", e.url, e.events, e.active, e.disabled_because as "disabledBecause",
  e.created_at as "createdAt"`;

/** Every method is told the workspace: another workspace's id is simply not found. */
export class SqlEndpointStore {
  constructor(private readonly db: Db) {}

  list(workspaceId: string): Promise<EndpointRow[]> {
    return this.db.query<EndpointRow>(
      `select ${COLUMNS} from webhook_endpoints e where e.workspace_id = $1 order by e.created_at, e.id`,
      [workspaceId],
    );
  }

  async isThere(workspaceId: string, id: string): Promise<boolean> {
    const sql = `select 1 from webhook_endpoints e where e.workspace_id = $1 and e.id = $2`;
    return (await this.db.query(sql, [workspaceId, id])).length > 0;
  }

  async add(row: Omit<EndpointRow, 'disabledBecause'>, secret: string): Promise<void> {
    await this.db.query(
      `insert into webhook_endpoints (id, workspace_id, url, events, active, secret, created_at)
       values ($1, $2, $3, $4::text[], $5, $6, $7)`,
      [row.id, row.workspaceId, row.url, row.events, row.active, secret, row.createdAt],
    );
  }

  /** Switched on or sent elsewhere, an endpoint begins with a clean slate. */
  async change(workspaceId: string, id: string, change: EndpointChange): Promise<EndpointRow | undefined> {
    const rows = await this.db.query<EndpointRow>(
      `update webhook_endpoints e
          set url = coalesce($3, e.url), events = coalesce($4::text[], e.events), active = coalesce($5, e.active),
              disabled_because = case when $5 then null else e.disabled_because end,
              failing_since = case when $5 or e.url <> $3 then null else e.failing_since end
        where e.workspace_id = $1 and e.id = $2
       returning ${COLUMNS}`,
      [workspaceId, id, change.url ?? null, change.events ?? null, change.active ?? null],
    );
    return rows[0];
  }

  /** Where it led; undefined where there was none. */
  async remove(workspaceId: string, id: string): Promise<string | undefined> {
    const sql = `delete from webhook_endpoints e where e.workspace_id = $1 and e.id = $2 returning e.url`;
    return (await this.db.query<{ url: string }>(sql, [workspaceId, id]))[0]?.url;
  }

  /** Endpoints that want to hear of such an event now. */
  async wanting(workspaceId: string, type: WebhookEventType): Promise<string[]> {
    const sql = `select e.id from webhook_endpoints e where e.workspace_id = $1 and e.active and $2 = any(e.events)`;
    return (await this.db.query<{ id: string }>(sql, [workspaceId, type])).map(({ id }) => id);
  }
}
