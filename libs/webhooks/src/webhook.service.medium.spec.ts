import { openTestDatabase } from '@zhike/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memberOf, WebhookHarness } from './webhook.harness.js';
import { WebhookService } from './webhook.service.js';

let shop: WebhookHarness;
beforeAll(async () => {
  shop = await WebhookHarness.open(await openTestDatabase());
});
beforeEach(() => shop.reset());
afterEach(() => shop.stop());
afterAll(() => shop.close());

describe('an endpoint', () => {
  it('shows its secret once, and is listed without it', async () => {
    const created = await shop.endpoint({ events: ['answer.rated', 'answer.rated'] });
    expect(created.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { secret, ...shown } = created;
    expect(await shop.service.list('w')).toEqual([shown]);
    expect(shown).toMatchObject({ active: true, events: ['answer.rated'] });
    expect(JSON.stringify(await shop.service.update(memberOf('w'), created.id, { active: false }))).not.toContain(
      secret,
    );
  });

  it('keeps every field that a change leaves out', async () => {
    const { id, url } = await shop.endpoint();
    expect(await shop.service.update(memberOf('w'), id, { active: false })).toMatchObject({ url, active: false });
    expect(await shop.service.update(memberOf('w'), id, { events: ['turn.refused'] })).toMatchObject({
      url,
      active: false,
      events: ['turn.refused'],
    });
    expect(await shop.service.update(memberOf('w'), id, { url: shop.receiver.url('/b'), active: true })).toMatchObject({
      url: shop.receiver.url('/b'),
      active: true,
      events: ['turn.refused'],
    });
  });

  it('is removed with its deliveries', async () => {
    const { id } = await shop.endpoint();
    await shop.tell('answer.rated');
    await shop.service.remove(memberOf('w'), id);
    expect(await shop.service.list('w')).toEqual([]);
    expect(await shop.database.query(`select 1 from webhook_deliveries`)).toEqual([]);
    await expect(shop.service.remove(memberOf('w'), id)).rejects.toMatchObject({ code: 'endpoint-not-found' });
  });

  it('is written down with who made it, changed it and removed it, and never with its secret', async () => {
    const { id, url, secret = '' } = await shop.endpoint();
    await shop.service.update(memberOf('w'), id, { active: false });
    await shop.service.remove(memberOf('w'), id);
    const by = { workspaceId: 'w', memberName: 'Ana', subject: id };
    expect(shop.audited).toMatchObject([
      { ...by, action: 'webhook.created', details: { url, active: true } },
      { ...by, action: 'webhook.changed', details: { url, active: false } },
      { ...by, action: 'webhook.removed', details: { url } },
    ]);
    expect(JSON.stringify(shop.audited)).not.toContain(secret);
  });

  it('cannot be saved with a private address or with credentials', async () => {
    const strict = new WebhookService(shop.database, shop.clock, { allowPrivate: false, auditIn: shop.auditIn });
    const save = (url: string) => strict.create(memberOf('w'), { url, events: ['answer.rated'] });
    await expect(save(shop.receiver.url())).rejects.toMatchObject({ code: 'address-not-allowed' });
    await expect(save('http://localhost/')).rejects.toMatchObject({ code: 'address-not-allowed' });
    await expect(save('https://a:b@crm.example.com/')).rejects.toMatchObject({ code: 'url-not-usable' });
    const { id } = await strict.create(memberOf('w'), { url: 'https://crm.example.com/', events: ['answer.rated'] });
    await expect(strict.update(memberOf('w'), id, { url: 'http://10.0.0.1/' })).rejects.toMatchObject({
      code: 'address-not-allowed',
    });
    expect(await strict.list('w')).toMatchObject([{ id, url: 'https://crm.example.com/' }]);
  });
});

describe('workspaces', () => {
  it('never hear each other’s news', async () => {
    const mine = await shop.endpoint({ url: shop.receiver.url('/mine') });
    const theirs = await shop.endpoint({ url: shop.receiver.url('/theirs') }, 'v');
    await shop.tell('answer.rated', 'v', { whose: 'v' });
    await shop.deliverer().drain();
    expect(shop.receiver.seen.map(({ path }) => path)).toEqual(['/theirs']);
    expect(await shop.logOf(mine.id)).toEqual([]);
    expect(await shop.logOf(theirs.id, 'v')).toHaveLength(1);
  });

  it('do not find each other’s endpoints and deliveries', async () => {
    const { id } = await shop.endpoint({}, 'v');
    await shop.tell('answer.rated', 'v');
    const [delivery] = await shop.logOf(id, 'v');
    const notFound = { code: 'endpoint-not-found' };
    expect(await shop.service.list('w')).toEqual([]);
    await expect(shop.service.update(memberOf('w'), id, { active: false })).rejects.toMatchObject(notFound);
    await expect(shop.service.remove(memberOf('w'), id)).rejects.toMatchObject(notFound);
    await expect(shop.service.deliveries('w', id)).rejects.toMatchObject(notFound);
    await expect(shop.service.replay('w', delivery?.id ?? '')).rejects.toMatchObject({ code: 'delivery-not-found' });
    expect(await shop.service.list('v')).toMatchObject([{ id, active: true }]);
  });
});

describe('news', () => {
  it('becomes one delivery per endpoint that is switched on and wants its type', async () => {
    const [wants, , off] = [
      await shop.endpoint(),
      await shop.endpoint({ events: ['turn.refused'] }),
      await shop.endpoint({ active: false }),
    ];
    await shop.tell('answer.rated');
    await shop.tell('turn.unheard-of');
    expect((await shop.onlyOf(wants.id)).type).toBe('answer.rated');
    expect(await shop.logOf(off.id)).toEqual([]);
    expect(await shop.database.query(`select 1 from webhook_deliveries`)).toHaveLength(1);
  });

  it('is sent once, however often it is told, and its body never changes', async () => {
    const { id } = await shop.endpoint();
    const event = {
      id: 'e1',
      type: 'answer.rated',
      key: 'k',
      workspaceId: 'w',
      attempts: 1,
      createdAt: shop.clock.now(),
    };
    await shop.service.fanOut({ ...event, data: { told: 'first' } });
    await shop.service.fanOut({ ...event, data: { told: 'again' } });
    expect(JSON.parse((await shop.onlyOf(id)).body)).toMatchObject({ data: { told: 'first' } });
  });
});
