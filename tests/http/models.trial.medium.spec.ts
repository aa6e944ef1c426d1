import type { ModelTrial } from '@zhike/contracts';
import type { ChatScript } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningApi, startApi } from './api.harness.js';
import type { ConsoleClient } from './console.client.js';
import { add, modelsOf, openTwoShops, PINE_KEY, type Shop, type TwoShops } from './models.shops.js';

let shops: TwoShops;
let pine: Shop;
beforeAll(async () => {
  shops = await openTwoShops();
  ({ pine } = shops);
});
afterAll(() => shops?.close());
beforeEach(() => shops.reset());

describe('trying a model out', () => {
  const tryOut = async (input: object = {}) => {
    const { id } = await add(pine.console, { url: pine.url, model: 'qwen', key: PINE_KEY, ...input });
    const { status, body } = await pine.console.post<ModelTrial>(`models/${id}/test`);
    expect(status).toBe(200);
    return body;
  };

  it('tells what it said, how long it took and what it cost in tokens', async () => {
    const usage = { promptTokens: 30, answerTokens: 4 };
    pine.server.play({ kind: 'answer', text: '我最擅长中文。', usage, afterMs: 30 });
    const trial = await tryOut();
    expect(trial).toMatchObject({
      result: 'answered',
      text: '我最擅长中文。',
      ...usage,
      isEstimated: false,
      without: [],
    });
    if (trial.result !== 'answered') throw new Error('it did not answer');
    expect(trial.firstTextMs).toBeGreaterThanOrEqual(25);
    expect(trial.tookMs).toBeGreaterThanOrEqual(trial.firstTextMs);
    expect(pine.server.asked).toHaveLength(1);
    expect(JSON.stringify(pine.server.asked[0]?.body.messages)).not.toContain('退货');
  });

  it('names the parameters that it refuses', async () => {
    pine.server.play({ kind: 'takes-no', parameter: 'temperature', text: 'Yes.' });
    expect(await tryOut()).toMatchObject({ result: 'answered', without: ['temperature'] });
  });

  it.each<[string, ChatScript | undefined, object, string, RegExp]>([
    ['a wrong key', { kind: 'refuse', status: 401 }, {}, 'model-unauthorised', /401/],
    ['a model that is not known', { kind: 'refuse', status: 404 }, {}, 'model-not-found', /404/],
    [
      'silence',
      { kind: 'mute' },
      { timeoutsMs: { firstText: 200 } },
      'model-timed-out',
      /first text took more than 200 ms/,
    ],
    ['a host without an address', undefined, { url: 'http://models.invalid/v1' }, 'model-unreachable', /resolved/],
    ['nobody at the door', undefined, { url: 'http://127.0.0.1:9/v1' }, 'model-unreachable', /refused/],
  ])('tells %s apart', async (_what, script, input, code, message) => {
    if (script) pine.server.play(script);
    expect(await tryOut(input)).toMatchObject({ result: 'failed', code, message: expect.stringMatching(message) });
  });
});

describe('what is refused', () => {
  it.each<[string, object, number, string]>([
    ['no address at all', { url: 'qwen', model: 'qwen' }, 400, 'invalid-input'],
    ['another protocol', { url: 'ftp://models.example/v1', model: 'qwen' }, 400, 'invalid-input'],
    ['a password in the address', { url: 'https://me:hush@models.example/v1', model: 'qwen' }, 400, 'url-not-usable'],
    ['a key in the address', { url: 'https://models.example/v1?key=hush', model: 'qwen' }, 400, 'url-not-usable'],
    [
      'a key with a line break',
      { url: 'https://models.example/v1', model: 'qwen', key: 'hush\nhush' },
      400,
      'invalid-input',
    ],
    ['no model', { url: 'https://models.example/v1' }, 400, 'invalid-input'],
    [
      'a negative price',
      { url: 'https://m.example', model: 'q', price: { input: -1, output: 0 } },
      400,
      'invalid-input',
    ],
  ])('%s', async (_what, input, status, code) => {
    const refused = await pine.console.post('models', input);
    expect(refused).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(refused.body)).not.toContain('hush');
    expect((await modelsOf(pine.console)).models).toEqual([]);
  });

  it('a name that is taken, and more models than a workspace can have', async () => {
    const input = { url: pine.url, model: 'qwen' };
    const first = await add(pine.console, input);
    expect(await pine.console.post('models', input)).toMatchObject({ status: 409, body: { code: 'model-name-taken' } });
    for (let number = 2; number <= 8; number++) await add(pine.console, { ...input, name: `qwen ${number}` });
    expect(await pine.console.send('PATCH', `models/${first.id}`, { name: 'qwen 2' })).toMatchObject({ status: 409 });
    expect(await pine.console.post('models', { ...input, name: 'one more' })).toMatchObject({
      status: 422,
      body: { code: 'models-too-many' },
    });
  });

  it('members who are no owners', async () => {
    const login = { email: 'editor@example.com', password: 'a long enough password' };
    await shops.api.product.identity.addMember(pine.workspaceId, { name: '编辑', role: 'editor', ...login });
    const editor = shops.api.console();
    await editor.post('login', login);
    expect(await editor.get('models')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    expect((await editor.post('models', { url: pine.url, model: 'qwen' })).status).toBe(403);
  });
});

describe('a private address', () => {
  let strict: RunningApi;
  let owner: ConsoleClient;
  beforeAll(async () => {
    strict = await startApi();
    owner = strict.console();
    await owner.setUp(await strict.product.identity.issueSetupCode());
  });
  afterAll(() => strict?.close());

  it.each([
    'http://127.0.0.1:11434/v1',
    'http://localhost:11434/v1',
    'http://169.254.169.254/latest',
    'http://[::1]/v1',
  ])('such as %s is refused, and the refusal names the setting', async (url) => {
    expect(await owner.post('models', { url, model: 'qwen' })).toMatchObject({
      status: 400,
      body: { code: 'address-not-allowed', message: expect.stringContaining('MODELS_ALLOW_PRIVATE=1') },
    });
  });

  it('is not reached when it was stored while it was allowed', async () => {
    const { id } = await add(owner, { url: 'https://models.example/v1', model: 'qwen' });
    await strict.product.database.query(`update writer_models set url = $1 where id = $2`, [pine.url, id]);
    pine.server.play({ kind: 'answer', text: 'Yes.' });
    expect((await owner.post<ModelTrial>(`models/${id}/test`)).body).toMatchObject({
      result: 'failed',
      code: 'model-unreachable',
      message: expect.stringContaining('not on the public internet'),
    });
    expect(pine.server.asked).toEqual([]);
  });
});
