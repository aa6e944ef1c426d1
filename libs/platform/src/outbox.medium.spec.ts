import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger, type ClaimedEvent } from './index.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox.relay.js';
import type { TypeOrmDatabase } from './typeorm.database.js';

let database: TypeOrmDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.query(`insert into workspaces (id, slug, name) values ('w', 'w', 'W')`);
});
afterAll(() => database.close());
beforeEach(() => database.query(`delete from outbox`));

const event = { type: 'policy.published', key: 'v1', workspaceId: 'w', data: { version: 1 } };

describe('Outbox', () => {
  it('keeps one event per key, so a retried publish tells nothing twice', async () => {
    const outbox = new Outbox(database);
    await outbox.append(event);
    await outbox.append(event);
    expect(await outbox.claim(10, 30)).toMatchObject([{ ...event, attempts: 1 }]);
  });

  it('does not hand a leased event to a second relay, and gives it back when the lease has run out', async () => {
    const outbox = new Outbox(database);
    await outbox.append(event);
    await outbox.claim(10, 30);
    expect(await outbox.claim(10, 30)).toEqual([]);
    await database.query(`update outbox set due_at = now() - interval '1 second'`);
    expect(await outbox.claim(10, 30)).toMatchObject([{ attempts: 2 }]);
  });

  it('forgets news whose transaction was rolled back', async () => {
    const failing = database.transaction(async (db) => {
      await new Outbox(db).append(event);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await new Outbox(database).countPending()).toBe(0);
  });
});

describe('OutboxRelay', () => {
  it('tells every handler, and tries again for the one that failed', async () => {
    const heard: string[] = [];
    let isAway = true;
    const graph = async (news: ClaimedEvent) => {
      if (isAway) throw new Error('graph away');
      heard.push(`graph ${news.key}`);
    };
    const relay = new OutboxRelay(
      database,
      { 'policy.published': [graph], '*': [async (news) => void heard.push(`webhooks ${news.key}`)] },
      silentLogger,
    );
    await new Outbox(database).append(event);

    await relay.drain();
    expect(heard).toEqual(['webhooks v1']);
    isAway = false;
    await database.query(`update outbox set due_at = now()`);
    await relay.drain();
    expect(heard).toEqual(['webhooks v1', 'graph v1', 'webhooks v1']);
    expect(await new Outbox(database).countPending()).toBe(0);
  });

  it('wakes at a nudge and ends when stopped', async () => {
    let tell: (key: string) => void = () => {};
    const told = new Promise<string>((resolve) => (tell = resolve));
    const relay = new OutboxRelay(database, { '*': [async (news) => tell(news.key)] }, silentLogger, 60_000);
    relay.start();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await new Outbox(database).append(event);
    relay.nudge();
    expect(await told).toBe('v1');
    await relay.stop();
  });
});
