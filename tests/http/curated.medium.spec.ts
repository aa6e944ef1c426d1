import type {
  CuratedAnswer,
  CuratedCheck,
  PickableClause,
  SaveCuratedAnswer,
  TestAnswer,
  TurnSummary,
  TurnTrace,
} from '@zhike/contracts';
import { SqlAuditLog } from '@zhike/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { ConsoleClient, Refusal } from './console.client.js';

const rules = (days: number, refund = '我们收到退回的商品后 3 个工作日内原路退款。') => `# 退货政策

## 退货期限
自签收之日起 ${days} 天内可以退货。定制商品不能退货。

## 退款时间
${refund}
`;
const DAY_MS = 86_400_000;
const ANSWER = '自签收之日起 7 天内可以退货。定制商品不能退货。';

let api: RunningApi;
let owner: ConsoleClient;
let workspaceId = '';
let shop = '';
let shift = 0;
let clauses: PickableClause[] = [];

beforeAll(async () => {
  api = await startApi({}, { clock: { now: () => new Date(Date.now() + shift) } });
  owner = api.console();
  const me = await owner.setUp(await api.product.identity.issueSetupCode());
  workspaceId = me.workspace.id;
  shop = me.workspace.slug;
  await publish(rules(7));
});
afterAll(() => api.close());
beforeEach(async () => {
  clauses = (await owner.get<PickableClause[]>('clauses-in-force?locale=zh')).body;
});

async function publish(markdown: string): Promise<void> {
  await owner.publishFile('退货政策.md', markdown, { locale: 'zh' });
  await until(async () => (await api.product.health()).graph.pendingEvents === 0);
}
function named(heading: string) {
  const clause = clauses.find((other) => other.heading === heading);
  if (!clause) throw new Error(`no clause ${heading}`);
  return { policyId: clause.policyId, clauseKey: clause.clauseKey };
}
const input = (more: Partial<SaveCuratedAnswer> = {}): SaveCuratedAnswer => ({
  locale: 'zh',
  questions: ['多久之内能退', '几天可以退货'],
  answer: ANSWER,
  clauses: [named('退货期限')],
  ...more,
});
const create = (more: Partial<SaveCuratedAnswer> = {}) => owner.post<CuratedAnswer>('curated-answers', input(more));
const read = async (id: string) => (await owner.get<CuratedAnswer>(`curated-answers/${id}`)).body;
const remove = (id: string) => owner.post(`curated-answers/${id}/status`, { status: 'removed' });

async function ask(question: string) {
  const chat = api.chat(shop);
  await chat.open({ locale: 'zh' });
  const { sentences, end } = await chat.question(question);
  return {
    text: sentences.map(({ text }) => text).join(''),
    citations: sentences.flatMap((said) => said.citations),
    end,
  };
}

describe('a curated answer', () => {
  it('is given for its questions, cites the clause of the version in force, and counts', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'live', status: 'on', hits: 0, unproven: [] });

    const { text, citations, end } = await ask(' 多久之内 能退？？');
    expect(text).toBe(ANSWER);
    expect(end).toMatchObject({ outcome: 'answered', reason: 'curated-answer' });
    expect(citations.every(({ label, version }) => label === '退货期限' && version === 1)).toBe(true);
    expect((await ask('几天可以退货')).text).toBe(ANSWER);
    const after = await read(body.id);
    expect(after.hits).toBe(2);
    expect(Date.now() - Date.parse(after.lastHitAt ?? '')).toBeLessThan(60_000);

    const { body: turns } = await owner.get<TurnSummary[]>('turns?limit=1');
    const { body: trace } = await owner.get<TurnTrace>(`turns/${turns[0]?.id ?? ''}/trace`);
    expect(trace.steps.find(({ name }) => name === 'curated')?.detail).toMatchObject({ answer: body.id, how: 'exact' });
    expect(trace.steps.map(({ name }) => name)).not.toContain('retrieve');
    await remove(body.id);
  });

  it('is not counted for a test question', async () => {
    const { body } = await create();
    const { body: test } = await owner.post<TestAnswer>('test-questions', { question: '多久之内能退' });
    expect(test.reason).toBe('curated-answer');
    expect((await read(body.id)).hits).toBe(0);
    await remove(body.id);
  });

  it.each([
    ['another number', '自签收之日起 70 天内可以退货。', /70/],
    ['a denial', '定制商品不能换货，也没有退款。', /退款/],
    ['more than the clause says', '自签收之日起 7 天内可以退货，我们还赠送双倍积分和上门取件服务。', /积分/],
  ])('with %s is refused, with the sentence, and nothing is kept', async (_what, answer, says) => {
    const refused = await owner.post<Refusal>('curated-answers', input({ answer }));
    expect(refused).toMatchObject({ status: 422, body: { code: 'curated-answer-unproven' } });
    expect(refused.body.message).toMatch(says);
    expect((await owner.get<CuratedAnswer[]>('curated-answers')).body).toEqual([]);
  });

  it('stands only on clauses in force of this workspace', async () => {
    const other = [{ policyId: named('退货期限').policyId, clauseKey: '九十九' }];
    expect(await owner.post('curated-answers', input({ clauses: other }))).toMatchObject({
      status: 422,
      body: { code: 'clause-not-in-force' },
    });
  });

  it('is checked while it is written, sentence by sentence', async () => {
    const draft = {
      answer: '自签收之日起 7 天内可以退货。自签收之日起 9 天内可以退货。',
      clauses: [named('退货期限')],
    };
    const { body } = await owner.post<CuratedCheck>('curated-answers/check', draft);
    expect(body.sentences.map(({ isProven }) => isProven)).toEqual([true, false]);
    expect(body.sentences[0]?.stands).toEqual([named('退货期限')]);
    expect(body.sentences[1]?.because).toMatch(/9/);
  });

  it('cites for each sentence the clause that proves it', async () => {
    const { body } = await create({
      answer: `${ANSWER}我们收到退回的商品后 3 个工作日内原路退款。`,
      clauses: [named('退货期限'), named('退款时间')],
    });
    const { citations } = await ask('多久之内能退');
    expect(citations.map(({ label }) => label)).toEqual(['退货期限', '退货期限', '退款时间']);
    await remove(body.id);
  });

  it('can be switched off, removed and put back; each is written down with who did it', async () => {
    const { body } = await create();
    const set = (status: string) => owner.post<CuratedAnswer>(`curated-answers/${body.id}/status`, { status });
    expect((await set('off')).body.state).toBe('off');
    expect((await ask('几天可以退货')).end.reason).not.toBe('curated-answer');
    expect((await set('removed')).body.state).toBe('removed');
    expect((await owner.get<CuratedAnswer[]>('curated-answers')).body).toEqual([]);
    expect((await owner.get<CuratedAnswer[]>('curated-answers?status=removed')).body.map(({ id }) => id)).toContain(
      body.id,
    );
    expect((await set('on')).body.state).toBe('live');
    expect((await ask('几天可以退货')).end.reason).toBe('curated-answer');
    const entries = await new SqlAuditLog(api.product.database).of(workspaceId, body.id);
    expect(entries.map(({ action }) => action)).toEqual([
      'curated-answer.switched-on',
      'curated-answer.removed',
      'curated-answer.switched-off',
      'curated-answer.saved',
    ]);
    expect(entries.every(({ memberName }) => memberName === '店主')).toBe(true);
    await expect(
      api.product.database.query(`update audit_entries set member_name = 'X' where subject = $1`, [body.id]),
    ).rejects.toThrow(/stays as it is/);
    await remove(body.id);
  });

  it('saved by two at once tells the second, and keeps the first', async () => {
    const { body } = await create();
    const change = { ...input({ answer: '定制商品不能退货。' }), basedOn: body.updatedAt };
    expect((await owner.send('PUT', `curated-answers/${body.id}`, change)).status).toBe(200);
    expect(await owner.send('PUT', `curated-answers/${body.id}`, change)).toMatchObject({
      status: 409,
      body: { code: 'curated-answer-changed' },
    });
    await remove(body.id);
  });

  it('is found by words of its questions and of its answer', async () => {
    const { body } = await create();
    const found = async (search: string) =>
      (await owner.get<CuratedAnswer[]>(`curated-answers?search=${encodeURIComponent(search)}`)).body.map(
        ({ id }) => id,
      );
    expect([await found('几天'), await found('定制商品'), await found('保修')]).toEqual([[body.id], [body.id], []]);
    await remove(body.id);
  });
});

describe('when the policy changes', () => {
  it('an answer on a clause that stays word for word goes on, cited from the new version', async () => {
    const { body } = await create();
    await publish(rules(7, '我们收到退回的商品后 5 个工作日内原路退款。'));
    expect(await read(body.id)).toMatchObject({ state: 'live', clauses: [{ change: 'none', now: { version: 2 } }] });
    const { text, citations } = await ask('多久之内能退');
    expect(text).toBe(ANSWER);
    expect(citations.every(({ version }) => version === 2)).toBe(true);
    await remove(body.id);
  });

  it('an answer on a clause that says something else is not given, shows what changed, and waits for a member', async () => {
    const { body } = await create();
    await publish(rules(15));
    expect(await read(body.id)).toMatchObject({
      state: 'outdated',
      clauses: [{ change: 'changed', confirmed: { text: /7 天/ }, now: { text: /15 天/ } }].map((clause) => ({
        change: clause.change,
        confirmed: { text: expect.stringMatching(clause.confirmed.text) },
        now: { text: expect.stringMatching(clause.now.text) },
      })),
      unproven: ['自签收之日起 7 天内可以退货。'],
    });
    const { text, end } = await ask('几天可以退货');
    expect(end.reason).not.toBe('curated-answer');
    expect(text).not.toContain('7 天');

    expect(await owner.post(`curated-answers/${body.id}/confirm`)).toMatchObject({
      status: 422,
      body: { code: 'curated-answer-unproven' },
    });
    const mended = { ...input({ answer: '自签收之日起 15 天内可以退货。' }), basedOn: body.updatedAt };
    expect((await owner.send<CuratedAnswer>('PUT', `curated-answers/${body.id}`, mended)).body.state).toBe('live');
    expect((await ask('几天可以退货')).text).toContain('15 天');
    await remove(body.id);
  });

  it('an answer that the changed clause still proves is confirmed with one step', async () => {
    const { body } = await create({ answer: '定制商品不能退货。' });
    await publish(rules(20));
    expect((await read(body.id)).state).toBe('outdated');
    expect((await ask('几天可以退货')).end.reason).not.toBe('curated-answer');
    const confirmed = await owner.post<CuratedAnswer>(`curated-answers/${body.id}/confirm`);
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'live', clauses: [{ change: 'none' }] } });
    expect((await ask('几天可以退货')).text).toBe('定制商品不能退货。');
    await remove(body.id);
  });

  it('an answer ends with the policy it stands on, at that moment and without an event', async () => {
    const ends = new Date(Date.now() + DAY_MS).toISOString();
    await owner.publishFile(
      '促销规则.md',
      `---\neffectiveTo: ${ends}\n---\n# 促销规则\n\n## 促销折扣\n促销期间全场八折。\n`,
      {
        locale: 'zh',
      },
    );
    clauses = (await owner.get<PickableClause[]>('clauses-in-force?locale=zh')).body;
    const { body } = await create({
      questions: ['现在打几折'],
      answer: '促销期间全场八折。',
      clauses: [named('促销折扣')],
    });
    expect((await ask('现在打几折')).text).toBe('促销期间全场八折。');
    shift = DAY_MS + 60_000;
    try {
      expect(await read(body.id)).toMatchObject({ state: 'outdated', clauses: [{ change: 'not-in-force' }] });
      expect((await ask('现在打几折')).text).not.toContain('八折');
    } finally {
      shift = 0;
    }
    await remove(body.id);
  });
});

describe('who may do what with curated answers', () => {
  it('lets an editor write them, and only those who publish put them in force', async () => {
    const login = { email: 'editor@example.com', password: 'another long password' };
    await api.product.identity.addMember(workspaceId, { name: '编辑', role: 'editor', ...login });
    const editor = api.console();
    await editor.post('login', login);
    const { body } = await editor.post<CuratedAnswer>('curated-answers', input({ answer: '定制商品不能退货。' }));
    expect(body.status).toBe('off');
    expect(await editor.post(`curated-answers/${body.id}/status`, { status: 'on' })).toMatchObject({
      status: 403,
      body: { code: 'curated-answer-needs-reviewer' },
    });
    expect((await owner.post(`curated-answers/${body.id}/status`, { status: 'on' })).status).toBe(200);
    expect((await editor.send('PUT', 'curated-settings', { thresholds: { zh: 0.9, en: null } })).status).toBe(403);
    await remove(body.id);
  });

  it('shows nothing to another shop', async () => {
    const { body } = await create({ answer: '定制商品不能退货。' });
    const other = await api.product.workspaces.ensure('lotus', '莲');
    const login = { email: 'lotus@example.com', password: 'another long password' };
    await api.product.identity.addMember(other.id, { name: '莲主', role: 'owner', ...login });
    const lotus = api.console();
    await lotus.post('login', login);
    expect((await lotus.get<CuratedAnswer[]>('curated-answers')).body).toEqual([]);
    expect((await lotus.get<PickableClause[]>('clauses-in-force?locale=zh')).body).toEqual([]);
    expect((await lotus.get(`curated-answers/${body.id}`)).status).toBe(404);
    expect((await lotus.post(`curated-answers/${body.id}/status`, { status: 'off' })).status).toBe(404);
    expect((await lotus.post(`curated-answers/${body.id}/confirm`)).status).toBe(404);
    const change = { ...input({ answer: '定制商品不能退货。' }), basedOn: body.updatedAt };
    expect((await lotus.send('PUT', `curated-answers/${body.id}`, change)).status).toBe(422);
    expect(await lotus.post('curated-answers', input())).toMatchObject({ status: 422 });
    await remove(body.id);
  });

  it('keeps the workspace’s own threshold within reason', async () => {
    const { body } = await owner.get('curated-settings');
    expect(body).toEqual({ thresholds: { zh: null, en: null }, defaults: { zh: 0.95, en: 0.92 } });
    expect((await owner.send('PUT', 'curated-settings', { thresholds: { zh: 0.2, en: null } })).status).toBe(400);
    expect((await owner.send('PUT', 'curated-settings', { thresholds: { zh: 0.9, en: null } })).body).toMatchObject({
      thresholds: { zh: expect.closeTo(0.9, 5), en: null },
    });
  });
});
