import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SqlAuditLog } from '@zhike/identity';
import { migrations } from '@zhike/migrations';
import { openDatabase, systemClock } from '@zhike/platform';
import { WebhookService } from '@zhike/webhooks';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LocalReceiver, silence, status } from '../../libs/webhooks/src/local.receiver.js';
import type { ProcessOptions } from './webhooks.process.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = fileURLToPath(new URL('webhooks.process.ts', import.meta.url));

/** More than a lease, less than the five minutes that verifiers tolerate. */
const AFTER_LEASE_MS = 50_000;

let receiver: LocalReceiver;
let dataDir: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  receiver = await LocalReceiver.open();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.reset();
  dataDir = mkdtempSync(join(tmpdir(), 'zhike-fault-'));
});
afterEach(async () => {
  await kill();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(options: Omit<ProcessOptions, 'dataDir'>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, JSON.stringify({ dataDir, ...options })], {
    cwd: ROOT,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.base.json') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  return child;
}

async function secretFrom(child: ChildProcess): Promise<string> {
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until(() => said.endsWith('\n'));
  return said.trim().replace('secret ', '');
}

/** No chance to say goodbye: what is under way is simply gone. */
async function kill(): Promise<void> {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

async function statesAfterwards(): Promise<string[]> {
  const database = await openDatabase({ migrations, dataDir });
  const service = new WebhookService(database, systemClock, {
    allowPrivate: true,
    auditIn: (db) => new SqlAuditLog(db),
  });
  const [endpoint] = await service.list('w');
  const deliveries = await service.deliveries('w', endpoint?.id ?? '');
  await database.close();
  return deliveries.map(({ state }) => state);
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 50_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const eventOf = (body: string) => (JSON.parse(body) as { data: { at: number } }).data.at;

describe('a process killed with SIGKILL', () => {
  it(
    'in mid-delivery leaves the delivery to the next one, which sends the same id and bytes',
    { timeout: 120_000 },
    async () => {
      receiver.answer = silence;
      const secret = await secretFrom(start({ first: { url: receiver.url(), events: 1 }, aheadMs: 0 }));
      await until(() => receiver.seen.length === 1);
      await kill();

      receiver.answer = status(204);
      start({ aheadMs: AFTER_LEASE_MS });
      await until(() => receiver.seen.length === 2);
      const [lost, found] = [receiver.request(0), receiver.request(1)];
      expect(found.headers['webhook-id']).toBe(lost.headers['webhook-id']);
      expect(found.body).toBe(lost.body);
      expect(new Webhook(secret).verify(found.body, found.headers)).toMatchObject({
        type: 'answer.rated',
        data: { at: 0 },
      });

      await new Promise((resolve) => setTimeout(resolve, 500));
      await kill();
      expect(await statesAfterwards()).toEqual(['delivered']);
    },
  );

  it('again and again loses none of its events', { timeout: 240_000 }, async () => {
    const events = 12;
    receiver.answer = (response) => void setTimeout(() => response.end(), 30);
    const arrived = () => new Set(receiver.seen.map(({ body }) => eventOf(body)));
    for (let round = 0; round < 3; round++) {
      const seen = arrived().size;
      start({ ...(round ? {} : { first: { url: receiver.url(), events } }), aheadMs: round * AFTER_LEASE_MS });
      await until(() => arrived().size >= seen + 2);
      await kill();
    }
    expect(arrived().size).toBeLessThan(events);

    start({ aheadMs: 3 * AFTER_LEASE_MS });
    await until(() => arrived().size === events);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await kill();
    expect(await statesAfterwards()).toEqual(Array.from({ length: events }, () => 'delivered'));
    // At least once: what was answered but not yet written down comes twice, at most once per kill.
    expect(receiver.seen.length).toBeLessThanOrEqual(events + 3);
  });
});
