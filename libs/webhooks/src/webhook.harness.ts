import type { SaveWebhookEndpoint, WebhookDelivery } from '@zhike/contracts';
import { type Clock, type Database, type Logger, Outbox, OutboxRelay, silentLogger } from '@zhike/platform';
import type { AuditedMember, AuditEntry, AuditWriter } from '@zhike/ports';
import { LocalReceiver } from './local.receiver.js';
import { WebhookDeliverer, type DelivererOptions } from './webhook.deliverer.js';
import { WebhookService } from './webhook.service.js';

/** Real time, moved ahead by hand. */
class MovedClock implements Clock {
  aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  pass(seconds: number): void {
    this.aheadMs += seconds * 1_000;
  }
}

/** An owner of that workspace. */
export const memberOf = (workspaceId: string): AuditedMember => ({ workspaceId, memberId: 'ana', name: 'Ana' });

/** The room's parts on a real database and a real receiver, for the medium tests: two workspaces, `w` and `v`. */
export class WebhookHarness {
  readonly clock = new MovedClock();
  readonly service: WebhookService;
  /** What the service wrote down. */
  readonly audited: AuditEntry[] = [];
  private readonly deliverers: WebhookDeliverer[] = [];
  private eventCount = 0;

  private constructor(
    readonly database: Database,
    readonly receiver: LocalReceiver,
  ) {
    this.service = new WebhookService(database, this.clock, { allowPrivate: true, auditIn: this.auditIn });
  }

  readonly auditIn = (): AuditWriter => ({
    append: (entry) => Promise.resolve(void this.audited.push(entry)),
  });

  static async open(database: Database): Promise<WebhookHarness> {
    await database.query(`insert into workspaces (id, slug, name) values ('w', 'w', 'W'), ('v', 'v', 'V')`);
    return new WebhookHarness(database, await LocalReceiver.open());
  }

  async reset(): Promise<void> {
    this.receiver.reset();
    this.clock.aheadMs = 0;
    this.audited.length = 0;
    for (const workspaceId of ['w', 'v'])
      for (const { id } of await this.service.list(workspaceId)) await this.service.remove(memberOf(workspaceId), id);
  }

  async stop(): Promise<void> {
    await Promise.all(this.deliverers.splice(0).map((deliverer) => deliverer.stop()));
  }

  async close(): Promise<void> {
    await this.receiver.close();
    await this.database.close();
  }

  deliverer(options: Partial<DelivererOptions> = {}, logger: Logger = silentLogger): WebhookDeliverer {
    const deliverer = new WebhookDeliverer(this.database, this.clock, logger, { allowPrivate: true, ...options });
    this.deliverers.push(deliverer);
    return deliverer;
  }

  endpoint(change: Partial<SaveWebhookEndpoint> = {}, workspaceId = 'w') {
    const url = this.receiver.url();
    return this.service.create(memberOf(workspaceId), { url, events: ['answer.rated', 'policy.published'], ...change });
  }

  /** As in the product: appended to the outbox and told by the relay. */
  async tell(type: string, workspaceId = 'w', data: object = { note: '退换货 ✓', at: 1 }): Promise<void> {
    await new Outbox(this.database).append({ type, key: `k${this.eventCount++}`, workspaceId, data });
    await new OutboxRelay(this.database, { '*': [this.service.fanOut] }, silentLogger).drain();
  }

  logOf(endpointId: string, workspaceId = 'w'): Promise<WebhookDelivery[]> {
    return this.service.deliveries(workspaceId, endpointId);
  }

  async onlyOf(endpointId: string): Promise<WebhookDelivery> {
    const [delivery, ...others] = await this.logOf(endpointId);
    if (!delivery || others.length) throw new Error(`${others.length + (delivery ? 1 : 0)} deliveries instead of one`);
    return delivery;
  }
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not come true in time');
}
