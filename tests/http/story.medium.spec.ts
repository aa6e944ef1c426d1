import type {
  PolicySummary,
  Source,
  TestAnswer,
  TurnSummary,
  TurnTrace,
  VersionDetail,
  Welcome,
} from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { ConsoleClient } from './console.client.js';

const RETURNS = `# 退换货政策

## 退货期限
自签收之日起 7 天内，商品保持完好可以申请无理由退货。

## 需要提供的材料
申请退货时请提供订单号、购买凭证和商品照片。

## 退款时间
我们收到退回的商品后 3 个工作日内原路退款。
`;

let api: RunningApi;
let owner: ConsoleClient;
let shop = '';
beforeAll(async () => {
  api = await startApi();
  owner = api.console();
});
afterAll(() => api.close());

describe('from an empty installation to an answer that can be proved', () => {
  it('asks for an owner first, and makes one only with the code of the terminal', async () => {
    expect((await owner.get('setup')).body).toEqual({ needed: true });
    const code = await api.product.identity.issueSetupCode();
    const wrong = await owner.post('setup', {
      setupCode: 'guess',
      name: 'X',
      email: 'x@example.com',
      password: 'long enough password',
    });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'setup-code-wrong' } });
    const me = await owner.setUp(code);
    shop = me.workspace.slug;
    expect(me.role).toBe('owner');
    expect((await owner.get('setup')).body).toEqual({ needed: false });
    expect(await owner.get('me')).toMatchObject({ status: 200, body: { email: 'owner@example.com' } });
  });

  it('imports Markdown as a draft that no customer can see', async () => {
    const imported = await owner.upload<{ policies: { versionId: string }[] }>('退换货政策.md', RETURNS, {
      locale: 'zh',
    });
    expect(imported.status).toBe(201);
    const [{ versionId } = { versionId: '' }] = imported.body.policies;
    const { body: draft } = await owner.get<VersionDetail>(`versions/${versionId}`);
    expect(draft).toMatchObject({ status: 'draft', policyTitle: '退换货政策' });
    expect(draft.clauses.length).toBeGreaterThanOrEqual(3);
    const [clause] = draft.clauses;
    const hidden = await owner.ask('GET', `/api/chat/${shop}/sources/clause/${clause?.id ?? ''}`);
    expect(hidden).toMatchObject({ status: 404, body: { code: 'source-not-found' } });

    const states = (await owner.take(versionId, 'submit', 'approve', 'publish')).map(({ status }) => status);
    expect(states).toEqual(['in-review', 'approved', 'published']);
  });

  it('welcomes customers with what is in force', async () => {
    const { body } = await owner.ask<Welcome>('GET', `/api/chat/${shop}/welcome?locale=zh`);
    expect(body.starters).toEqual(['退换货政策是什么？']);
    expect(body.greeting).toContain(body.shopName);
  });

  it('answers over the socket with the clause and the version, and resolves the follow-up', async () => {
    await until(async () => (await api.product.health()).graph.pendingEvents === 0);
    const chat = api.chat(shop);
    await chat.open({ locale: 'zh' });
    const first = await chat.question('退换货政策是什么？');
    expect(first.end.outcome).toBe('answered');

    const second = await chat.question('需要提供什么材料？');
    expect(second.end.outcome).toBe('answered');
    expect(second.sentences.map(({ text }) => text).join('')).toContain('购买凭证');
    const citation = second.sentences[0]?.citations[0];
    expect(citation).toMatchObject({ kind: 'clause', policyTitle: '退换货政策', version: 1 });

    const source = await owner.ask<Source>('GET', `/api/chat/${shop}/sources/clause/${citation?.sourceId ?? ''}`);
    expect(source.status).toBe(200);
    expect(source.body).toMatchObject({ state: 'live', citation });
    expect(source.body.text).toContain('购买凭证');
    expect(chat.received.map(({ sequence }) => sequence)).toEqual(chat.received.map((_, place) => place + 1));
  });

  it('shows the console each turn with its trace', async () => {
    const { body: turns } = await owner.get<TurnSummary[]>('turns?limit=10');
    expect(turns.map(({ question }) => question)).toEqual(['需要提供什么材料？', '退换货政策是什么？']);
    const { body: trace } = await owner.get<TurnTrace>(`turns/${turns[0]?.id ?? ''}/trace`);
    expect(trace.candidates.some(({ fate }) => fate === 'cited')).toBe(true);
    expect(trace.steps.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['screen-input', 'context', 'retrieve', 'plan']),
    );
  });

  it('answers a test question without recording it', async () => {
    const { status, body } = await owner.post<TestAnswer>('test-questions', { question: '退款需要多久？' });
    expect(status).toBe(200);
    expect(body.outcome).toBe('answered');
    expect(body.sentences.map(({ text }) => text).join('')).toContain('3 个工作日');
    expect((await owner.get<TurnSummary[]>('turns')).body).toHaveLength(2);
  });

  it('refuses what no policy proves, and offers a way on', async () => {
    const chat = api.chat(shop);
    await chat.open({ locale: 'zh' });
    const { end, sentences } = await chat.question('你们老板的生日是哪一天？');
    expect(end.outcome).toBe('refused');
    expect(sentences.every(({ citations }) => citations.length === 0)).toBe(true);
    expect(await chat.ask('person-request')).toEqual({ ok: true });
    await chat.until((event) => event.type === 'handover-requested');
  });

  it('lists the policy as live, and begins a second draft once', async () => {
    const { body: policies } = await owner.get<PolicySummary[]>('policies?search=退换');
    expect(policies).toMatchObject([{ newest: { state: 'live', version: 1 }, live: { version: 1 } }]);
    const id = policies[0]?.id ?? '';
    expect((await owner.post(`policies/${id}/drafts`)).status).toBe(201);
    expect(await owner.post(`policies/${id}/drafts`)).toMatchObject({
      status: 409,
      body: { code: 'draft-already-open' },
    });
  });
});
