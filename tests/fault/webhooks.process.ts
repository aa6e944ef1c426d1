import { SqlAuditLog } from '@zhike/identity';
import { migrations } from '@zhike/migrations';
import { openDatabase, Outbox, OutboxRelay, silentLogger } from '@zhike/platform';
import { WebhookDeliverer, WebhookService } from '@zhike/webhooks';

/** A process to be killed: the embedded database, the relay and the deliverer, without the rest of the product. */
export interface ProcessOptions {
  readonly dataDir: string;
  /** On the first start: where to send, and how many events to tell. */
  readonly first?: { readonly url: string; readonly events: number };
  /** The clock runs ahead by so much, so that a test need not sit out the lease of the process it killed. */
  readonly aheadMs: number;
}

async function main({ dataDir, first, aheadMs }: ProcessOptions): Promise<void> {
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const database = await openDatabase({ migrations, dataDir });
  const webhooks = new WebhookService(database, clock, { allowPrivate: true, auditIn: (db) => new SqlAuditLog(db) });
  if (first) {
    await database.query(`insert into workspaces (id, slug, name) values ('w', 'w', 'W')`);
    const { secret } = await webhooks.create(
      { workspaceId: 'w', memberId: 'ana', name: 'Ana' },
      { url: first.url, events: ['answer.rated'] },
    );
    for (let at = 0; at < first.events; at++)
      await new Outbox(database).append({ type: 'answer.rated', key: `${at}`, workspaceId: 'w', data: { at } });
    console.log(`secret ${secret}`);
  }
  new OutboxRelay(database, { '*': [webhooks.fanOut] }, silentLogger).start();
  new WebhookDeliverer(database, clock, silentLogger, { allowPrivate: true }).start();
}

await main(JSON.parse(process.argv[2] ?? '{}') as ProcessOptions);
