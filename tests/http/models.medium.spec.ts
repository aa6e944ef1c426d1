import { assembleProduct, type Product } from '@zhike/assembly';
import type { Health, ModelTrial, OwnModel, OwnModels, StudioSetting } from '@zhike/contracts';
import { type Database, loadConfig, silentLogger } from '@zhike/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  add,
  addBothSizes,
  ask,
  detailsOf,
  LOTUS_KEY,
  modelsOf,
  newSecretsKey,
  openTwoShops,
  paraphrase,
  PINE_KEY,
  QUESTION,
  quote,
  saying,
  type Shop,
  SIZES,
  textOf,
  type TwoShops,
} from './models.shops.js';

let shops: TwoShops;
let pine: Shop;
let lotus: Shop;
beforeAll(async () => {
  shops = await openTwoShops();
  ({ pine, lotus } = shops);
});
afterAll(() => shops?.close());
beforeEach(() => shops.reset());

describe('models of two workspaces', () => {
  it('write each for its own, with its own key, and never for the other', async () => {
    pine.server.play(saying(paraphrase('七'), '7 天内'));
    lotus.server.play(saying(paraphrase('三十'), '30 天内'));
    expect(textOf(await ask(pine))).toBe(quote(7));
    await addBothSizes(pine.console, pine.url, PINE_KEY);
    expect(textOf(await ask(pine))).toBe(paraphrase('七'));
    // The other workspace has none yet: the composer answers it, and nobody’s model hears of the question.
    expect(textOf(await ask(lotus))).toBe(quote(30));
    expect(pine.server.asked).toHaveLength(1);

    await addBothSizes(lotus.console, lotus.url, LOTUS_KEY);
    for (let times = 0; times < 3; times++) {
      expect(textOf(await ask(lotus))).toBe(paraphrase('三十'));
      expect(textOf(await ask(pine))).toBe(paraphrase('七'));
    }
    expect(new Set(pine.server.asked.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${PINE_KEY}`]),
    );
    expect(new Set(lotus.server.asked.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${LOTUS_KEY}`]),
    );
    expect(JSON.stringify(pine.server.asked)).not.toContain('30 天');
    expect(JSON.stringify(lotus.server.asked)).not.toMatch(/(?<!\d)7 天/);
  });

  it('cannot be seen, changed, tested, ordered or removed by the other', async () => {
    const [model] = await addBothSizes(pine.console, pine.url, PINE_KEY);
    const id = model?.id ?? '';
    expect((await modelsOf(lotus.console)).models).toEqual([]);
    expect((await lotus.console.send('PATCH', `models/${id}`, { url: lotus.url })).status).toBe(404);
    expect((await lotus.console.post(`models/${id}/test`)).status).toBe(404);
    expect((await lotus.console.ask('DELETE', `/api/admin/models/${id}`)).status).toBe(404);
    expect((await lotus.console.send('PUT', 'models/order', { ids: [id] })).status).toBe(409);
    expect((await modelsOf(pine.console)).models).toHaveLength(2);
    expect(pine.server.asked).toEqual([]);
  });

  it('write the studio’s copy, each its own', async () => {
    await addBothSizes(pine.console, pine.url, PINE_KEY);
    expect((await pine.console.get<StudioSetting>('studio')).body.model).toBe('qwen-hard');
    expect((await lotus.console.get<StudioSetting>('studio')).body.model).toBeUndefined();
  });

  it('reach customers at once, also those who asked the same before', async () => {
    const chat = shops.api.chat(pine.slug);
    await chat.open({ locale: 'zh' });
    const said = async () => (await chat.question(QUESTION)).sentences.map(({ text }) => text).join('');
    expect(await said()).toBe(quote(7));
    pine.server.play(saying(paraphrase('七'), '7 天内'));
    const [simple, hard] = await addBothSizes(pine.console, pine.url, PINE_KEY);
    const after = shops.api.chat(pine.slug);
    await after.open({ locale: 'zh' });
    const { sentences } = await after.question(QUESTION);
    expect(sentences.map(({ text }) => text).join('')).toBe(paraphrase('七'));
    for (const model of [simple, hard]) await pine.console.ask('DELETE', `/api/admin/models/${model?.id ?? ''}`);
    expect((await modelsOf(pine.console)).writtenBy).toBe('composer');
    const last = shops.api.chat(pine.slug);
    await last.open({ locale: 'zh' });
    expect((await last.question(QUESTION)).sentences.map(({ text }) => text).join('')).toBe(quote(7));
  });

  it('are asked in their order, and another order counts from the next answer on', async () => {
    pine.server.play(saying(paraphrase('七'), '7 天内'));
    const [first] = await addBothSizes(pine.console, lotus.url, PINE_KEY);
    const others = await Promise.all(
      SIZES.map((size) => add(pine.console, { name: `spare-${size}`, size, url: pine.url, model: 'spare' })),
    );
    lotus.server.play({ kind: 'refuse', status: 503, retryAfter: '30' });
    const tried = detailsOf(await ask(pine), 'model').map(({ model }) => String(model).split('-')[0]);
    expect([...new Set(tried)]).toEqual(['qwen', 'spare']);
    const { models } = await modelsOf(pine.console);
    const ids = [
      ...others.map(({ id }) => id),
      ...models.map(({ id }) => id).filter((id) => !others.some((o) => o.id === id)),
    ];
    const { body } = await pine.console.send<OwnModels>('PUT', 'models/order', { ids });
    expect(body.models.map(({ id }) => id)).toEqual(ids);
    lotus.server.play({ kind: 'refuse', status: 500 });
    expect(textOf(await ask(pine))).toBe(paraphrase('七'));
    expect(lotus.server.asked).toEqual([]);
    expect(await pine.console.send('PUT', 'models/order', { ids: [first?.id ?? ''] })).toMatchObject({
      status: 409,
      body: { code: 'models-changed' },
    });
  });

  it('keep a model resting that was away, also when another one changes', async () => {
    pine.server.play({ kind: 'refuse', status: 503, retryAfter: '60' });
    const models = await addBothSizes(pine.console, pine.url, PINE_KEY);
    for (let times = 0; times < 3; times++) await ask(pine);
    const resting = (await modelsOf(pine.console)).models.filter(({ state }) => state === 'resting');
    expect(resting).toHaveLength(1);
    const asked = pine.server.asked.length;
    for (const { id } of models) await pine.console.send('PATCH', `models/${id}`, { price: { input: 1, output: 2 } });
    const answer = await ask(pine);
    expect(textOf(answer)).toBe(quote(7));
    expect(detailsOf(answer, 'model')).toMatchObject([{ result: 'model-resting' }]);
    expect(pine.server.asked).toHaveLength(asked);
    pine.server.play({ kind: 'answer', text: 'Yes.' });
    await pine.console.post(`models/${resting[0]?.id ?? ''}/test`);
    expect((await modelsOf(pine.console)).models.every(({ state }) => state === 'ready')).toBe(true);
  });
});

describe('a model’s key', () => {
  it('is told by its end alone, whoever asks and wherever one looks', async () => {
    const model = await add(pine.console, { url: pine.url, model: 'qwen', key: PINE_KEY });
    expect(model.key).toEqual({ lastFour: '1234', setAt: expect.any(String), isReadable: true });
    pine.server.play({ kind: 'refuse', status: 401, message: `Incorrect API key: ${PINE_KEY}` });
    const trial = await pine.console.post<ModelTrial>(`models/${model.id}/test`);
    const listed = await pine.console.get<OwnModels>('models');
    const rows = await shops.database.query('select * from writer_models');
    const audit = await shops.database.query<{ action: string }>(
      `select * from audit_entries where subject = $1 order by at, id`,
      [model.id],
    );
    expect(audit.map(({ action }) => action)).toEqual(['model.added', 'model.tested']);
    for (const told of [trial, listed.body, rows, audit, await ask(pine)])
      expect(JSON.stringify(told)).not.toContain('hush');
  });

  it('is shown not even by its end where it is short', async () => {
    const model = await add(pine.console, { url: pine.url, model: 'qwen', key: 'abcd1234' });
    expect(model.key).toEqual({ setAt: expect.any(String), isReadable: true });
  });

  it('stays while it goes to the same host, is replaced, and is removed', async () => {
    const { id } = await add(pine.console, { url: `${pine.url}/chat/completions`, model: 'qwen', key: PINE_KEY });
    const change = (body: object) => pine.console.send<OwnModel>('PATCH', `models/${id}`, body);
    expect((await change({ url: `${pine.url}/`, name: 'Qwen' })).body).toMatchObject({
      ...{ name: 'Qwen', url: pine.url, key: { lastFour: '1234' } },
    });
    const refused = await pine.console.send('PATCH', `models/${id}`, { url: lotus.url });
    expect(refused).toMatchObject({ status: 422, body: { code: 'model-key-needed' } });
    expect((await change({ url: lotus.url, key: LOTUS_KEY })).body.key).toMatchObject({ lastFour: '9876' });
    lotus.server.play({ kind: 'answer', text: 'Yes.' });
    await pine.console.post(`models/${id}/test`);
    expect((await change({ key: null })).body.key).toBeUndefined();
    await pine.console.post(`models/${id}/test`);
    expect(lotus.server.asked.map(({ authorization }) => authorization)).toEqual([`Bearer ${LOTUS_KEY}`, undefined]);
  });

  it('does not open in another row, workspace or at another address, whoever moves it in the database', async () => {
    await addBothSizes(pine.console, pine.url, PINE_KEY);
    const moved = await add(lotus.console, { url: lotus.url, model: 'thief', key: LOTUS_KEY, name: 'thief' });
    await shops.database.query(
      `update writer_models set sealed_key = (select sealed_key from writer_models where workspace_id = $1 limit 1) where id = $2`,
      [pine.workspaceId, moved.id],
    );
    await shops.database.query(`update writer_models set url = $1 where workspace_id = $2`, [
      lotus.url,
      pine.workspaceId,
    ]);
    lotus.server.play({ kind: 'answer', text: 'Yes.' });
    expect((await modelsOf(lotus.console)).models).toMatchObject([{ state: 'key-unreadable' }]);
    expect(await lotus.console.post(`models/${moved.id}/test`)).toMatchObject({
      status: 422,
      body: { code: 'secret-unreadable' },
    });
    const answer = await ask(pine);
    expect(textOf(answer)).toBe(quote(7));
    expect(detailsOf(answer, 'own-models')).toMatchObject([{ because: 'a model is left out' }]);
    expect(lotus.server.asked).toEqual([]);
  });
});

describe('a change of SECRETS_KEY', () => {
  /** The same installation started again. */
  async function restarted(secrets: string | undefined, work: (product: Product) => Promise<void>): Promise<void> {
    const { SECRETS_KEY: _before, ...others } = shops.env;
    const config = loadConfig({
      ...{ DEMO_SHOP: '0', ROLE: 'all', ...others },
      ...(secrets === undefined ? {} : { SECRETS_KEY: secrets }),
    });
    // The database is the running installation’s: it is not this one’s to close.
    const shared = { ...{ engine: shops.database.engine, close: async () => {} } };
    const held: Database = {
      ...shared,
      query: (sql, params) => shops.database.query(sql, params),
      transaction: (unit) => shops.database.transaction(unit),
    };
    const product = await assembleProduct(config, { database: held, logger: silentLogger });
    try {
      await work(product);
    } finally {
      await product.close(0);
    }
  }
  const askOf = (product: Product) =>
    product.testQuestion(pine.workspaceId, { question: QUESTION, history: [], audiences: [] });

  it('keeps every key readable: a new one before the old, a start, and the old one can go', async () => {
    pine.server.play(saying(paraphrase('七'), '7 天内'));
    await addBothSizes(pine.console, pine.url, PINE_KEY);
    const next = newSecretsKey();
    await restarted(`${next},${shops.env['SECRETS_KEY']}`, async (product) => {
      expect(textOf(await askOf(product))).toBe(paraphrase('七'));
      await product.ownModels.resealKeys();
    });
    await restarted(next, async (product) => {
      expect(textOf(await askOf(product))).toBe(paraphrase('七'));
      expect((await product.health(pine.workspaceId)).unreadableKeys).toBeUndefined();
      expect((await product.ownModels.list(pine.workspaceId)).models[0]?.key).toMatchObject({ lastFour: '1234' });
    });
    expect(new Set(pine.server.asked.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${PINE_KEY}`]),
    );
  });

  it.each([
    ['wrong', newSecretsKey()],
    ['gone', undefined],
  ])('is told where the key is %s, and the composer answers, not somebody else’s model', async (_how, secrets) => {
    pine.server.play(saying(paraphrase('七'), '7 天内'));
    await addBothSizes(pine.console, pine.url, PINE_KEY);
    await restarted(secrets, async (product) => {
      await product.ownModels.resealKeys();
      const answer = await askOf(product);
      expect(textOf(answer)).toBe(quote(7));
      const [trouble] = detailsOf(answer, 'own-models');
      expect(trouble).toMatchObject({
        because: 'a model is left out',
        troubles: [{ model: 'qwen-simple', because: expect.stringContaining('SECRETS_KEY') }, { model: 'qwen-hard' }],
      });
      expect(await product.health(pine.workspaceId)).toMatchObject({ unreadableKeys: 2 });
      expect((await product.health(lotus.workspaceId)).unreadableKeys).toBeUndefined();
    });
    expect(pine.server.asked).toEqual([]);
    const { body } = await pine.console.get<Health>('health');
    expect(body.unreadableKeys).toBeUndefined();
    expect(textOf(await ask(pine))).toBe(paraphrase('七'));
  });

  it('refuses to store a key without one, says how it is made, and keeps nothing', async () => {
    await restarted(undefined, async (product) => {
      const member = { workspaceId: pine.workspaceId, memberId: 'm', name: '店主' };
      const input = { size: 'hard' as const, url: pine.url, model: 'qwen', timeoutsMs: {} };
      await expect(product.ownModels.add({ ...input, key: PINE_KEY }, member)).rejects.toMatchObject({
        code: 'secrets-key-missing',
        message: expect.stringContaining('randomBytes(32)'),
      });
      expect(await product.ownModels.list(pine.workspaceId)).toMatchObject({ models: [], hasSecretsKey: false });
      expect((await product.ownModels.add(input, member)).state).toBe('ready');
    });
  });
});
