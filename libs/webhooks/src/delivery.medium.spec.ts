import { openTestDatabase } from '@zhike/testing';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LocalReceiver, silence, status } from './local.receiver.js';
import { memberOf, WebhookHarness } from './webhook.harness.js';

const DAY = 86_400;
let shop: WebhookHarness;
beforeAll(async () => {
  shop = await WebhookHarness.open(await openTestDatabase());
});
beforeEach(() => shop.reset());
afterEach(() => shop.stop());
afterAll(() => shop.close());

describe('a delivery', () => {
  it('arrives, and the verifier of Standard Webhooks accepts it', async () => {
    const { id, secret } = await shop.endpoint();
    await shop.tell('answer.rated');
    expect(await shop.deliverer().drain()).toBe(1);

    const received = shop.receiver.request(0);
    const delivery = await shop.onlyOf(id);
    expect(new Webhook(secret ?? '').verify(received.body, received.headers)).toEqual({
      type: 'answer.rated',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { note: '退换货 ✓', at: 1 },
    });
    expect(received.headers).toMatchObject({
      'webhook-id': delivery.id,
      'content-type': 'application/json',
      'user-agent': expect.stringContaining('Zhike'),
    });
    expect(received.body).toBe(delivery.body);
    expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 204 });
    expect(delivery.deliveredAt).toBeDefined();
    expect(delivery).not.toHaveProperty('nextAttemptAt');
  });

  it('is tried again after a 500, with the same id and bytes and a fresh signature', async () => {
    const { id, secret } = await shop.endpoint();
    shop.receiver.answer = (response, received, count) => status(count === 1 ? 500 : 200)(response, received, count);
    await shop.tell('answer.rated');
    const deliverer = shop.deliverer();
    await deliverer.drain();
    expect(await shop.onlyOf(id)).toMatchObject({
      state: 'pending',
      attempts: 1,
      lastStatus: 500,
      lastError: 'the receiver answered 500',
    });
    expect(await deliverer.drain()).toBe(0);

    shop.clock.pass(6);
    expect(await deliverer.drain()).toBe(1);
    const [first, second] = [shop.receiver.request(0), shop.receiver.request(1)];
    expect(second.body).toBe(first.body);
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    const timestamps = [first, second].map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(timestamps[1]).toBeGreaterThanOrEqual((timestamps[0] ?? Number.NaN) + 5);
    new Webhook(secret ?? '').verify(second.body, second.headers);
    const delivered = await shop.onlyOf(id);
    expect(delivered).toMatchObject({ state: 'delivered', attempts: 2, lastStatus: 200 });
    expect(delivered).not.toHaveProperty('lastError');
  });

  it('waits as long as retry-after asks', async () => {
    const { id } = await shop.endpoint();
    shop.receiver.answer = status(429, { 'retry-after': '600' });
    await shop.tell('answer.rated');
    const deliverer = shop.deliverer();
    await deliverer.drain();
    const { nextAttemptAt } = await shop.onlyOf(id);
    expect(new Date(nextAttemptAt ?? 0).getTime()).toBeGreaterThan(shop.clock.now().getTime() + 590_000);
    shop.clock.pass(590);
    expect(await deliverer.drain()).toBe(0);
    shop.clock.pass(80);
    expect(await deliverer.drain()).toBe(1);
  });

  it('fails after its eighth attempt; the endpoint stays on', async () => {
    const { id } = await shop.endpoint();
    shop.receiver.answer = status(503);
    await shop.tell('answer.rated');
    const deliverer = shop.deliverer();
    for (let attempt = 1; attempt <= 10; attempt++) {
      await deliverer.drain();
      shop.clock.pass(DAY / 2);
    }
    expect(shop.receiver.seen).toHaveLength(8);
    expect(new Set(shop.receiver.seen.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const failed = await shop.onlyOf(id);
    expect(failed).toMatchObject({ state: 'failed', attempts: 8, lastStatus: 503 });
    expect(failed).not.toHaveProperty('nextAttemptAt');
    expect(await shop.service.list('w')).toMatchObject([{ active: true }]);
  });

  it('does not follow a redirect', async () => {
    const { id } = await shop.endpoint();
    shop.receiver.answer = status(307, { location: shop.receiver.url('/elsewhere') });
    await shop.tell('answer.rated');
    await shop.deliverer().drain();
    expect(shop.receiver.seen.map(({ path }) => path)).toEqual(['/hook']);
    expect(await shop.onlyOf(id)).toMatchObject({
      state: 'pending',
      lastStatus: 307,
      lastError: 'the receiver answered 307; redirects are not followed',
    });
  });

  it('is cut off when no answer comes in time', async () => {
    const { id } = await shop.endpoint();
    shop.receiver.answer = silence;
    await shop.tell('answer.rated');
    await shop.deliverer({ timeoutMs: 300 }).drain();
    const delivery = await shop.onlyOf(id);
    expect(delivery).toMatchObject({ state: 'pending', attempts: 1, lastError: 'no answer within 0.3 seconds' });
    expect(delivery).not.toHaveProperty('lastStatus');
  });

  it('counts the status of an answer that never ends, and does not wait for its end', async () => {
    const { id } = await shop.endpoint();
    let written = 0;
    shop.receiver.answer = (response) => {
      response.writeHead(200);
      const pour = setInterval(() => (written += response.write('x'.repeat(16_384)) ? 16_384 : 0), 5);
      response.on('close', () => clearInterval(pour));
    };
    await shop.tell('answer.rated');
    const begun = performance.now();
    await shop.deliverer({ timeoutMs: 20_000 }).drain();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(written).toBeLessThan(4_000_000);
    expect(await shop.onlyOf(id)).toMatchObject({ state: 'delivered', lastStatus: 200 });
  });

  it('names the cause when the connection fails or is broken off', async () => {
    const closed = await LocalReceiver.open();
    const refused = await shop.endpoint({ url: closed.url() });
    await closed.close();
    shop.receiver.answer = (response) => response.destroy();
    const broken = await shop.endpoint();
    const unknown = await shop.endpoint({ url: 'http://nowhere.invalid/' });
    await shop.tell('answer.rated');
    const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    await shop.deliverer({ resolve }).drain();
    expect((await shop.onlyOf(refused.id)).lastError).toBe('the connection was refused (ECONNREFUSED)');
    expect((await shop.onlyOf(broken.id)).lastError).toBe('the connection was broken off (ECONNRESET)');
    expect((await shop.onlyOf(unknown.id)).lastError).toBe('the host name cannot be resolved (ENOTFOUND)');
  });

  it('tells the log the cause, and neither the secret nor the path of the URL', async () => {
    const lines: string[] = [];
    const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
    const { secret } = await shop.endpoint({ url: shop.receiver.url('/hook?key=hush') });
    shop.receiver.answer = status(500);
    await shop.tell('answer.rated');
    await shop.deliverer({}, { debug: write, info: write, warn: write, error: write }).drain();
    expect(lines.join()).toContain('the receiver answered 500');
    expect(lines.join()).not.toContain(secret?.slice(6));
    expect(lines.join()).not.toContain('hush');
  });

  it('is sent again by a replay, with its id and its bytes', async () => {
    const { id } = await shop.endpoint();
    await shop.tell('answer.rated');
    const deliverer = shop.deliverer();
    await deliverer.drain();
    const first = await shop.onlyOf(id);
    await shop.service.replay('w', first.id);
    expect(await shop.onlyOf(id)).toMatchObject({ id: first.id, state: 'pending', attempts: 0, body: first.body });
    await deliverer.drain();
    expect(shop.receiver.seen.map(({ headers, body }) => [headers['webhook-id'], body])).toEqual([
      [first.id, first.body],
      [first.id, first.body],
    ]);
    expect(await shop.onlyOf(id)).toMatchObject({ state: 'delivered', attempts: 1 });
    await expect(shop.service.replay('w', 'nothing')).rejects.toMatchObject({ code: 'delivery-not-found' });
  });

  it('is listed newest first', async () => {
    const { id } = await shop.endpoint();
    await shop.tell('answer.rated');
    shop.clock.pass(1);
    await shop.tell('policy.published');
    expect((await shop.logOf(id)).map(({ type }) => type)).toEqual(['policy.published', 'answer.rated']);
  });
});

describe('an endpoint is disabled', () => {
  it('when it answers 410; what else was pending waits until it is switched on', async () => {
    const { id } = await shop.endpoint();
    shop.receiver.answer = status(410);
    await shop.tell('answer.rated');
    await shop.tell('policy.published');
    const deliverer = shop.deliverer();
    await deliverer.drain();
    expect(shop.receiver.seen).toHaveLength(1);
    expect(await shop.service.list('w')).toMatchObject([
      { active: false, disabledBecause: 'the receiver answered 410 Gone' },
    ]);
    await shop.tell('answer.rated');
    expect((await shop.logOf(id)).map(({ state }) => state).sort()).toEqual(['failed', 'pending']);

    shop.receiver.answer = status(200);
    const changed = await shop.service.update(memberOf('w'), id, { active: true });
    expect(changed).not.toHaveProperty('disabledBecause');
    expect(await deliverer.drain()).toBe(1);
    expect((await shop.logOf(id)).map(({ state }) => state).sort()).toEqual(['delivered', 'failed']);
  });

  it('when nothing has reached it for five days', async () => {
    await shop.endpoint();
    shop.receiver.answer = status(500);
    const deliverer = shop.deliverer();
    for (let halfDay = 0; halfDay < 20; halfDay++) {
      await shop.tell('answer.rated');
      await deliverer.drain();
      const [state] = await shop.service.list('w');
      if (halfDay < 10) expect(state?.active).toBe(true);
      shop.clock.pass(DAY / 2);
    }
    expect(await shop.service.list('w')).toMatchObject([
      { active: false, disabledBecause: 'nothing could be delivered for 5 days' },
    ]);
  });

  it('but not when something reached it in between', async () => {
    await shop.endpoint();
    const deliverer = shop.deliverer();
    for (let halfDay = 0; halfDay < 24; halfDay++) {
      shop.receiver.answer = status(halfDay % 8 === 7 ? 200 : 500);
      await shop.tell('answer.rated');
      await deliverer.drain();
      shop.clock.pass(DAY / 2);
    }
    expect(await shop.service.list('w')).toMatchObject([{ active: true }]);
  });
});

describe('a private address', () => {
  const strict = (...addresses: string[]) =>
    shop.deliverer({ allowPrivate: false, resolve: async () => addresses.map((address) => ({ address, family: 4 })) });

  it('is refused at sending when the URL names it', async () => {
    const { id } = await shop.endpoint();
    await shop.tell('answer.rated');
    await shop.deliverer({ allowPrivate: false }).drain();
    expect(shop.receiver.seen).toEqual([]);
    expect((await shop.onlyOf(id)).lastError).toContain('127.0.0.1 is not on the public internet');
  });

  it('is refused at sending when a name resolves to it', async () => {
    const { id } = await shop.endpoint({ url: `http://crm.example.com:${shop.receiver.port}/` });
    await shop.tell('answer.rated');
    await strict('127.0.0.1', '10.0.0.1').drain();
    expect(shop.receiver.seen).toEqual([]);
    expect(await shop.onlyOf(id)).toMatchObject({
      state: 'pending',
      attempts: 1,
      lastError: expect.stringContaining('crm.example.com is not on the public internet'),
    });
  });

  it('gains nothing from a second answer of DNS: a name is asked once, and that address is connected to', async () => {
    const answers = ['127.0.0.1', '203.0.113.1'];
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return [{ address: answers.shift() ?? '', family: 4 }];
    };
    const { id } = await shop.endpoint({ url: `http://crm.invalid:${shop.receiver.port}/` });
    await shop.tell('answer.rated');
    await shop.deliverer({ resolve }).drain();
    expect(asked).toEqual(['crm.invalid']);
    expect(shop.receiver.request(0).headers['host']).toBe(`crm.invalid:${shop.receiver.port}`);
    expect((await shop.onlyOf(id)).state).toBe('delivered');
  });
});
