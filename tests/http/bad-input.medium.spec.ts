import { randomBytes, randomUUID } from 'node:crypto';
import type { PolicySummary, VersionDetail } from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, startApi } from './api.harness.js';
import type { ConsoleClient, Refusal } from './console.client.js';

let api: RunningApi;
let owner: ConsoleClient;
let shop = '';
beforeAll(async () => {
  api = await startApi();
  owner = api.console();
  shop = (await owner.setUp(await api.product.identity.issueSetupCode())).workspace.slug;
});
afterAll(() => api.close());

const policies = async () => (await owner.get<PolicySummary[]>('policies')).body;

describe('a file that cannot be imported', () => {
  it.each([
    [
      'a table with other columns',
      '商品.csv',
      'entity,relation,colour\n包,颜色,红\n',
      'csv-columns-wrong',
      /relation|value/,
    ],
    [
      'a table with a torn row',
      '商品.csv',
      'entity,relation,value\n包,颜色,红\n包,"颜色,红\n',
      'csv-row-invalid',
      /商品\.csv/,
    ],
    ['an empty document', '空.md', '   \n', 'file-empty', /空\.md/],
    [
      'invalid dates',
      '期限.md',
      '---\neffectiveFrom: 2026-13-45\n---\n# 政策\n\n内容。\n',
      'dates-invalid',
      /期限\.md:2/,
    ],
    ['broken JSON', '事实.json', '[{"entity": "包", ', 'json-invalid', /事实\.json/],
    [
      'a broken line of a pack',
      'clauses.jsonl',
      '{"id":"a","documentId":"d","title":"T","text":"x","locale":"en"}\n{"id":',
      'pack-line-invalid',
      /clauses\.jsonl:2/,
    ],
    ['a program', '程序.exe', 'MZ', 'file-type-unknown', /\.md/],
  ])('%s is refused with its place and leaves nothing behind', async (_what, name, content, code, says) => {
    const refused = await owner.upload<Refusal>(name, content, { locale: 'zh' });
    expect(refused).toMatchObject({ status: 400, body: { code } });
    expect(refused.body.message).toMatch(says);
    expect(await policies()).toEqual([]);
  });

  it('binary junk under a document’s name is refused as no text', async () => {
    const refused = await owner.upload('垃圾.md', new Uint8Array(randomBytes(4_096)), { locale: 'zh' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'file-not-text' } });
    expect(await policies()).toEqual([]);
  });

  it('20 MB are refused without being read to the end of memory', async () => {
    const refused = await owner.upload('大.md', 'a'.repeat(20 * 1024 * 1024));
    expect(refused).toMatchObject({ status: 413, body: { code: 'file-too-large' } });
    expect(await policies()).toEqual([]);
  });
});

describe('requests that make no sense', () => {
  it.each(['policies/unknown', 'versions/unknown', 'turns/unknown/trace'])('GET %s is not found', async (path) => {
    expect((await owner.get(path)).status).toBe(404);
  });

  it.each([
    ['an id of control characters', 'GET', 'versions/%00%0a', undefined, 400],
    ['a policy without a title', 'POST', 'policies', { locale: 'zh' }, 400],
    ['a body that is no JSON', 'POST', 'policies', '{"title": ', 400],
    ['an unknown language', 'POST', 'policies', { title: 'T', locale: 'fr' }, 400],
    ['an action of no life cycle', 'POST', 'versions/unknown/actions', { action: 'explode' }, 400],
    ['a question without words', 'POST', 'test-questions', { question: '   ' }, 400],
    ['a question too long', 'POST', 'test-questions', { question: '长'.repeat(2_001) }, 400],
    ['an address that is none', 'POST', 'webhooks', { url: 'not a url', events: ['turn.answered'] }, 400],
    ['a private address', 'POST', 'webhooks', { url: 'http://127.0.0.1:1/', events: ['turn.answered'] }, 400],
  ])('%s is refused', async (_what, method, path, body, status) => {
    const refused =
      body === undefined ? await owner.ask('GET', `/api/admin/${path}`) : await owner.send(method, path, body);
    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    expect(JSON.stringify(refused.body)).not.toMatch(/\bat .*\.[jt]s:\d+|select |insert /i);
    expect(await policies()).toEqual([]);
  });

  it('dates that end before they begin change nothing of a draft', async () => {
    const created = await owner.post<VersionDetail>('policies', { title: '政策', locale: 'zh' });
    const { id, updatedAt } = created.body;
    const wrong = {
      effectiveFrom: '2026-02-01T00:00:00Z',
      effectiveTo: '2026-01-01T00:00:00Z',
      clauses: [{ key: '1', heading: '一', text: '内容' }],
      basedOn: updatedAt,
    };
    expect(await owner.send('PUT', `versions/${id}`, wrong)).toMatchObject({
      status: 400,
      body: { code: 'effective-dates-invalid' },
    });
    expect(await owner.send('PUT', `versions/${id}`, { ...wrong, effectiveTo: '31. Februar' })).toMatchObject({
      status: 400,
    });
    expect((await owner.get<VersionDetail>(`versions/${id}`)).body).toMatchObject({ clauses: [], updatedAt });
  });

  it('a request without a session or without our header is turned away', async () => {
    expect(await api.console().get('policies')).toMatchObject({ status: 401, body: { code: 'not-logged-in' } });
    const forged = await fetch(`${api.url}/api/admin/policies`, {
      method: 'POST',
      headers: { cookie: owner.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'T', locale: 'zh' }),
    });
    expect(forged.status).toBe(403);
  });
});

describe('junk on the socket', () => {
  it('is answered with a reason, and the conversation goes on', async () => {
    const chat = api.chat(shop);
    expect(await chat.send('太早了')).toMatchObject({ ok: false, code: 'conversation-not-open' });
    await chat.open({ locale: 'zh' });
    const junk: unknown[] = [
      undefined,
      null,
      42,
      'text',
      [],
      {},
      { messageId: 'no uuid', text: '你好' },
      { messageId: randomUUID(), text: '   ' },
      { messageId: randomUUID(), text: '长'.repeat(2_001) },
      { messageId: randomUUID(), text: { $gt: '' } },
      randomBytes(512),
      { messageId: randomUUID(), text: randomBytes(64) },
    ];
    for (const payload of junk) expect(await chat.ask('message-send', payload)).toMatchObject({ ok: false });
    expect(await chat.ask('no-such-event', {})).toMatchObject({ ok: false, code: 'unknown-event' });
    expect(await chat.ask('conversation-open', { workspace: 'nowhere' })).toMatchObject({
      ok: false,
      code: 'workspace-not-found',
    });
    const { end } = await chat.question('你好');
    expect(end.outcome).toBe('answered');
    expect(chat.events().filter(({ type }) => type === 'message-accepted')).toHaveLength(1);
  });

  it('a frame beyond all measure ends that connection and no other', async () => {
    const loud = api.chat(shop);
    const calm = api.chat(shop);
    await Promise.all([loud.open({ locale: 'zh' }), calm.open({ locale: 'zh' })]);
    const gone = new Promise((resolve) => loud.socket.once('disconnect', resolve));
    loud.socket.emit('message-send', { messageId: randomUUID(), text: 'x'.repeat(200_000) });
    await gone;
    expect((await calm.question('你好')).end.outcome).toBe('answered');
  });
});
