import { openTestDatabase } from '@zhike/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silence, status } from './local.receiver.js';
import { memberOf, until, WebhookHarness } from './webhook.harness.js';

let shop: WebhookHarness;
beforeAll(async () => {
  shop = await WebhookHarness.open(await openTestDatabase());
});
beforeEach(() => shop.reset());
afterEach(() => shop.stop());
afterAll(() => shop.close());

describe('the deliverer', () => {
  it('sends by itself once started, and at once after a nudge', async () => {
    await shop.endpoint();
    const deliverer = shop.deliverer({ pollMs: 60_000 });
    deliverer.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await shop.tell('answer.rated');
    deliverer.nudge();
    await until(() => shop.receiver.seen.length === 1);
  });

  it('works a backlog off in order, one at a time for one endpoint', async () => {
    await shop.endpoint();
    let atWork = 0;
    let most = 0;
    shop.receiver.answer = (response) => {
      most = Math.max(most, ++atWork);
      setTimeout(() => {
        atWork--;
        response.end();
      }, 20);
    };
    for (let at = 0; at < 6; at++) await shop.tell('answer.rated', 'w', { at });
    expect(await shop.deliverer().drain()).toBe(6);
    expect(most).toBe(1);
    expect(shop.receiver.seen.map(({ body }) => (JSON.parse(body) as { data: { at: number } }).data.at)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  it('does not let silent endpoints keep others waiting, even with fewer places than silent ones', async () => {
    shop.receiver.answer = (response, received, count) => {
      if (received.path !== '/silent') status(204)(response, received, count);
    };
    for (let at = 0; at < 4; at++) await shop.endpoint({ url: shop.receiver.url('/silent') });
    for (let at = 0; at < 5; at++) await shop.tell('answer.rated');
    await shop.endpoint({ url: shop.receiver.url('/quick') });
    for (let at = 0; at < 3; at++) await shop.tell('answer.rated');
    shop.deliverer({ places: 2, timeoutMs: 1_500, pollMs: 50 }).start();
    await until(() => shop.receiver.seen.filter(({ path }) => path === '/quick').length === 3);
    // 4 endpoints × 5 attempts × 1.5 s in two places would be 15 s.
    expect(shop.receiver.seen.filter(({ path }) => path === '/silent').length).toBeLessThan(10);
  });

  it('sends nothing twice when two processes work at once', async () => {
    for (let at = 0; at < 3; at++) await shop.endpoint({ url: shop.receiver.url(`/${at}`) });
    for (let at = 0; at < 5; at++) await shop.tell('answer.rated');
    const counts = await Promise.all([shop.deliverer().drain(), shop.deliverer().drain()]);
    await shop.deliverer().drain();
    expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(15);
    const ids = shop.receiver.seen.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(15);
    expect(new Set(ids).size).toBe(15);
  });

  it('takes up a delivery whose lease is dead, and not before', async () => {
    const { id } = await shop.endpoint();
    await shop.tell('answer.rated');
    const leaseEnd = new Date(shop.clock.now().getTime() + 45_000);
    await shop.database.query(`update webhook_endpoints set lease = 'dead', leased_until = $1`, [leaseEnd]);
    const deliverer = shop.deliverer();
    expect(await deliverer.drain()).toBe(0);
    shop.clock.pass(46);
    expect(await deliverer.drain()).toBe(1);
    expect((await shop.onlyOf(id)).state).toBe('delivered');
  });

  it('cuts off at stop what is still under way, counts no attempt, and gives the lease back', async () => {
    const { id } = await shop.endpoint();
    shop.receiver.answer = silence;
    await shop.tell('answer.rated');
    const deliverer = shop.deliverer({ pollMs: 50 });
    deliverer.start();
    await until(() => shop.receiver.seen.length === 1);
    await deliverer.stop();
    expect(await shop.onlyOf(id)).toMatchObject({ state: 'pending', attempts: 0 });
    shop.receiver.answer = status(204);
    expect(await shop.deliverer().drain()).toBe(1);
    expect((await shop.onlyOf(id)).state).toBe('delivered');
  });

  it('keeps an endpoint removed or switched off in mid-delivery out of the next attempt', async () => {
    const removed = await shop.endpoint({ url: shop.receiver.url('/removed') });
    const paused = await shop.endpoint({ url: shop.receiver.url('/paused') });
    shop.receiver.answer = (response, received) => {
      const change =
        received.path === '/removed'
          ? shop.service.remove(memberOf('w'), removed.id)
          : shop.service.update(memberOf('w'), paused.id, { active: false });
      void change.then(() => response.end());
    };
    await shop.tell('answer.rated');
    await shop.tell('answer.rated');
    await shop.deliverer().drain();
    expect(shop.receiver.seen.map(({ path }) => path).sort()).toEqual(['/paused', '/removed']);
    expect((await shop.logOf(paused.id)).map(({ state }) => state).sort()).toEqual(['delivered', 'pending']);
  });
});
