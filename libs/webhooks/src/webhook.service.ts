import {
  type SaveWebhookEndpoint,
  type WebhookDelivery,
  type WebhookEndpoint,
  WebhookEventType,
} from '@zhike/contracts';
import {
  type AddressGuard,
  type ClaimedEvent,
  type Clock,
  type Database,
  type Db,
  type EventHandler,
  newId,
} from '@zhike/platform';
import { type AuditedMember, auditEntry, type AuditWriter } from '@zhike/ports';
import { SqlDeliveryStore, type DeliveryRow } from './delivery.store.js';
import { SqlEndpointStore, type EndpointChange, type EndpointRow } from './endpoint.store.js';
import { webhookGuard } from './webhook.address.js';
import { WebhookError } from './webhook.errors.js';
import { newSecret } from './webhook.signature.js';

export interface WebhookOptions {
  /** Loopback and private networks may be named: for development, or receivers beside the product. */
  readonly allowPrivate: boolean;
  /** What of an event's data may leave the house. Left out: all of it, as it is. */
  readonly mask?: (event: Pick<ClaimedEvent, 'type' | 'data'>) => object;
  /** Where changes are written down, in their own transaction. */
  readonly auditIn: (db: Db) => AuditWriter;
}

const NEWEST = 100;

/** Endpoints and their deliveries, for the console; and the ear that turns news into deliveries. */
export class WebhookService {
  private readonly guard: AddressGuard;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly options: WebhookOptions,
  ) {
    this.guard = webhookGuard(options);
  }

  async list(workspaceId: string): Promise<WebhookEndpoint[]> {
    return (await new SqlEndpointStore(this.database).list(workspaceId)).map(toEndpoint);
  }

  /** The only answer that shows the secret. The caller has checked the member's role. */
  async create(member: AuditedMember, asked: SaveWebhookEndpoint): Promise<WebhookEndpoint> {
    this.guard.check(asked.url);
    const secret = newSecret();
    const row = {
      id: newId(),
      workspaceId: member.workspaceId,
      url: asked.url,
      events: [...new Set(asked.events)],
      active: asked.active ?? true,
      createdAt: this.clock.now(),
    };
    const { url, events, active } = row;
    await this.database.transaction(async (db) => {
      await new SqlEndpointStore(db).add(row, secret);
      await this.note(db, member, 'webhook.created', row.id, { url, events, active });
    });
    return { ...toEndpoint({ ...row, disabledBecause: null }), secret };
  }

  /** A field left out stays as it is. Switching an endpoint on forgets why it was disabled; what was pending goes out. */
  async update(member: AuditedMember, id: string, change: EndpointChange): Promise<WebhookEndpoint> {
    if (change.url !== undefined) this.guard.check(change.url);
    const events = change.events && [...new Set(change.events)];
    return this.database.transaction(async (db) => {
      const row = await new SqlEndpointStore(db).change(member.workspaceId, id, { ...change, events });
      if (!row) throw endpointNotFound();
      await this.note(db, member, 'webhook.changed', id, { url: row.url, events: row.events, active: row.active });
      return toEndpoint(row);
    });
  }

  /** Its deliveries go with it. */
  async remove(member: AuditedMember, id: string): Promise<void> {
    await this.database.transaction(async (db) => {
      const url = await new SqlEndpointStore(db).remove(member.workspaceId, id);
      if (url === undefined) throw endpointNotFound();
      await this.note(db, member, 'webhook.removed', id, { url });
    });
  }

  /** Newest first. */
  async deliveries(workspaceId: string, endpointId: string, limit = NEWEST): Promise<WebhookDelivery[]> {
    if (!(await new SqlEndpointStore(this.database).isThere(workspaceId, endpointId))) throw endpointNotFound();
    return (await new SqlDeliveryStore(this.database).newest(workspaceId, endpointId, limit)).map(toDelivery);
  }

  /** Sends a delivery again, as it was; receivers tell by its id that they have seen it. A disabled endpoint gets it when switched on. */
  async replay(workspaceId: string, deliveryId: string): Promise<void> {
    if (await new SqlDeliveryStore(this.database).replay(workspaceId, deliveryId, this.clock.now())) return;
    throw new WebhookError('delivery-not-found', 'There is no such delivery.');
  }

  private note(db: Db, ...entry: Parameters<typeof auditEntry>): Promise<void> {
    return this.options.auditIn(db).append(auditEntry(...entry), this.clock.now());
  }

  /** The body is made here, once: exactly these bytes are signed and sent, however often. */
  readonly fanOut: EventHandler = async (event) => {
    const type = WebhookEventType.safeParse(event.type);
    if (!type.success) return;
    const { workspaceId, id: eventId, createdAt } = event;
    const endpointIds = await new SqlEndpointStore(this.database).wanting(workspaceId, type.data);
    if (!endpointIds.length) return;
    const data = this.options.mask?.(event) ?? event.data;
    const body = JSON.stringify({ type: type.data, timestamp: createdAt.toISOString(), data });
    const news = { workspaceId, eventId, type: type.data, body };
    await new SqlDeliveryStore(this.database).add(news, endpointIds, this.clock.now());
  };
}

const endpointNotFound = () => new WebhookError('endpoint-not-found', 'There is no such webhook endpoint.');

const toEndpoint = ({ id, url, events, active, disabledBecause, createdAt }: EndpointRow): WebhookEndpoint => ({
  id,
  url,
  events,
  active,
  ...(disabledBecause === null ? {} : { disabledBecause }),
  createdAt: createdAt.toISOString(),
});

function toDelivery({ dueAt, lastStatus, lastError, deliveredAt, createdAt, ...row }: DeliveryRow): WebhookDelivery {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    ...(lastStatus === null ? {} : { lastStatus }),
    ...(lastError === null ? {} : { lastError }),
    ...(row.state === 'pending' ? { nextAttemptAt: dueAt.toISOString() } : {}),
    ...(deliveredAt === null ? {} : { deliveredAt: deliveredAt.toISOString() }),
  };
}
