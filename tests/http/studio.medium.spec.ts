import type {
  BannedPhrase,
  BriefDetail,
  BriefSummary,
  CopyCheck,
  CopyDraft,
  CopyState,
  StudioSetting,
} from '@zhike/contracts';
import { SqlAuditLog } from '@zhike/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { ConsoleClient, Refusal } from './console.client.js';

const CATALOGUE = `entity,relation,value
远行帐篷,重量,6.8 千克
远行帐篷,价格,"1,299 元"
远行帐篷,颜色,松绿、沙色
远行帐篷,保修期,2 年
`;

let api: RunningApi;
let owner: ConsoleClient;
let workspaceId = '';
beforeAll(async () => {
  api = await startApi({ MODEL_DIR: 'none' });
  owner = api.console();
  workspaceId = (await owner.setUp(await api.product.identity.issueSetupCode())).workspace.id;
});
afterAll(() => api.close());

const brief = (more: object = {}) => ({
  purpose: '春季上新',
  channel: 'social',
  locale: 'zh',
  product: '远行帐篷',
  styles: ['lively'],
  length: 'medium',
  drafts: 2,
  seed: 11,
  ...more,
});
async function written(more: object = {}, client = owner): Promise<BriefDetail> {
  const { status, body } = await client.post<BriefDetail>('studio/briefs', brief(more));
  expect(status).toBe(201);
  const read = async () => (await client.get<BriefDetail>(`studio/briefs/${body.id}`)).body;
  await until(async () => (await read()).counts.underway === 0);
  return read();
}
async function draft(more: object = {}): Promise<CopyDraft> {
  const [first] = (await written({ drafts: 1, ...more })).list;
  if (!first) throw new Error('a brief without a draft');
  return first;
}
const edit = <Body = CopyDraft>(id: string, text: string, state: number) =>
  owner.send<Body>('PUT', `studio/drafts/${id}`, { text, state });
const review = <Body = CopyDraft>(id: string, body: object, client = owner) =>
  client.post<Body>(`studio/drafts/${id}/review`, body);

describe('the studio before anything is published', () => {
  it('says which writer and which catalogues there are, and refuses to write from nothing', async () => {
    expect((await owner.get<StudioSetting>('studio')).body).toEqual({ catalogues: [] });
    expect(await owner.post<Refusal>('studio/briefs', brief())).toMatchObject({
      status: 422,
      body: { code: 'catalogue-missing' },
    });
    await owner.publishFile('商品目录.csv', CATALOGUE, { locale: 'zh' });
    expect((await owner.get<StudioSetting>('studio')).body).toEqual({ catalogues: ['zh'] });
  });

  it('names what is wrong: no such product, no model, no brief that can be read', async () => {
    expect(await owner.post('studio/briefs', brief({ product: '飞毯' }))).toMatchObject({
      status: 422,
      body: { code: 'product-without-facts' },
    });
    expect(await owner.post('studio/briefs', brief({ writer: 'model' }))).toMatchObject({
      status: 422,
      body: { code: 'model-not-configured' },
    });
    for (const bad of [
      { drafts: 6 },
      { drafts: 0 },
      { styles: [] },
      { purpose: ' ' },
      { channel: 'fax' },
      { seed: -1 },
    ])
      expect((await owner.post('studio/briefs', brief(bad))).status, JSON.stringify(bad)).toBe(400);
    expect(await owner.post('studio/briefs', brief({ purpose: 'a\u0000b' }))).toMatchObject({
      status: 400,
      body: { code: 'text-not-storable' },
    });
    expect((await owner.get<BriefSummary[]>('studio/briefs')).body).toEqual([]);
  });

  it('offers what the catalogue in force speaks of', async () => {
    const { body: found } = await owner.get<{ entity: string }[]>(
      'studio/products?locale=zh&search=%E8%BF%9C%E8%A1%8C',
    );
    expect(found).toEqual([{ entity: '远行帐篷', policyTitle: '商品目录', factCount: 4 }]);
    const { body: facts } = await owner.get<{ relation: string }[]>(
      `studio/facts?locale=zh&product=${encodeURIComponent('远行帐篷')}`,
    );
    expect(facts.map(({ relation }) => relation)).toEqual(['重量', '价格', '颜色', '保修期']);
  });
});

describe('a brief', () => {
  it('becomes drafts that are marked as templates, proved by facts, and the same for the same seed', async () => {
    const first = await written();
    expect(first.list.map(({ writer, progress }) => [writer, progress])).toEqual([
      ['templates', 'ready'],
      ['templates', 'ready'],
    ]);
    expect(first.list.every(({ check }) => check?.isBlocked === false)).toBe(true);
    const texts = first.list.map(({ text }) => text);
    expect(new Set(texts).size).toBe(2);
    expect((await written()).list.map(({ text }) => text)).toEqual(texts);
    const { body: listed } = await owner.get<BriefSummary[]>('studio/briefs?limit=1');
    expect(listed).toMatchObject([{ purpose: '春季上新', seed: 11, counts: { ready: 2, underway: 0 } }]);
  });

  it('without a seed is given one, which is told', async () => {
    const { seed } = await written({ seed: undefined });
    expect(seed).toBeGreaterThanOrEqual(0);
  });
});

describe('a draft', () => {
  it('that states what no fact proves, or claims what is banned, cannot be approved before that is gone', async () => {
    const { id } = await draft();
    const lie = '最好的帐篷！价格：999 元。';
    const { body: edited } = await edit(id, lie, 1);
    expect(edited).toMatchObject({ state: 2, text: lie, check: { isBlocked: true } });
    expect(edited.check?.sentences).toMatchObject([
      {},
      { standing: 'unproved', sign: 'number', text: '价格：999 元。' },
    ]);
    expect(edited.check?.flags).toMatchObject([{ rule: 'zh-best', severity: 'block', start: 0, end: 2, text: '最好' }]);

    const refused = await review<Refusal>(id, { decision: 'approve', state: 2 });
    expect(refused).toMatchObject({ status: 422, body: { code: 'copy-blocked' } });
    expect(refused.body.message).toMatch(/999.*最好/s);

    await edit(id, '价格：1,299 元。', 2);
    expect((await review(id, { decision: 'approve', state: 3 })).body).toMatchObject({
      verdict: 'approved',
      reviewedBy: '店主',
    });
  });

  it('that is approved is written down, told to the outbox, and open again after an edit', async () => {
    const { id, briefId } = await draft();
    await edit(id, '颜色：松绿、沙色。', 1);
    await review(id, { decision: 'approve', state: 2 });
    const [entry] = await new SqlAuditLog(api.product.database).of(workspaceId, id);
    expect(entry).toMatchObject({
      action: 'copy.approved',
      memberName: '店主',
      details: { state: 2, text: '颜色：松绿、沙色。' },
    });
    const news = await api.product.database.query<{ data: object }>(
      `select data from outbox where type = 'copy.approved' and key = $1`,
      [`${id}@2`],
    );
    expect(news).toMatchObject([{ data: { draftId: id, briefId, product: '远行帐篷', text: '颜色：松绿、沙色。' } }]);
    expect(await review(id, { decision: 'approve', state: 2 })).toMatchObject({
      status: 409,
      body: { code: 'copy-action-not-allowed' },
    });
    expect((await edit(id, '颜色：松绿。', 2)).body).toMatchObject({ verdict: 'open', state: 3 });
    expect((await edit(id, '颜色：松绿。', 3)).body).toMatchObject({ state: 3 });
  });

  it('is rejected with a reason, and not without one', async () => {
    const { id } = await draft();
    expect((await review(id, { decision: 'reject', state: 1 })).status).toBe(400);
    const { body } = await review(id, { decision: 'reject', state: 1, reason: '太短' });
    expect(body).toMatchObject({ verdict: 'rejected', reason: '太短' });
  });

  it('keeps every state with who made it, and goes back to an earlier one as a new state', async () => {
    const { id, text } = await draft();
    await edit(id, '保修期：2 年。', 1);
    const { body } = await owner.post<CopyDraft>(`studio/drafts/${id}/restore`, { number: 1, state: 2 });
    expect(body).toMatchObject({ state: 3, text });
    const { body: states } = await owner.get<CopyState[]>(`studio/drafts/${id}/states`);
    expect(states.map(({ number, how, by, restoredFrom }) => [number, how, by, restoredFrom])).toEqual([
      [3, 'restored', '店主', 1],
      [2, 'edited', '店主', undefined],
      [1, 'written', 'templates', undefined],
    ]);
    await expect(
      api.product.database.query(`update copy_states set text = 'X' where draft_id = $1`, [id]),
    ).rejects.toThrow(/stays as it is/);
    expect((await owner.post(`studio/drafts/${id}/restore`, { number: 9, state: 3 })).status).toBe(404);
  });

  it('changed by two at once tells the second, and keeps the first', async () => {
    const { id } = await draft();
    await edit(id, '重量：6.8 千克。', 1);
    expect(await edit<Refusal>(id, '价格：1,299 元。', 1)).toMatchObject({
      status: 409,
      body: { code: 'copy-changed' },
    });
    expect(await review<Refusal>(id, { decision: 'approve', state: 1 })).toMatchObject({
      status: 409,
      body: { code: 'copy-changed' },
    });
  });

  it('is written anew with the seed that is asked for', async () => {
    const { id, briefId } = await draft();
    const { status, body } = await owner.post<CopyDraft>(`studio/drafts/${id}/regenerate`, { seed: 99 });
    expect(status).toBe(202);
    expect(body.seed).toBe(99);
    await until(async () => (await owner.get<BriefDetail>(`studio/briefs/${briefId}`)).body.counts.underway === 0);
    const { body: after } = await owner.get<BriefDetail>(`studio/briefs/${briefId}`);
    expect(after.list[0]).toMatchObject({ state: 2, seed: 99, progress: 'ready' });
  });

  it('holding somebody’s identity card is stopped like an answer would be', async () => {
    const { body } = await owner.post<CopyCheck>('studio/check', {
      locale: 'zh',
      product: '远行帐篷',
      text: '身份证 11010519491231002X。',
    });
    expect(body.isBlocked).toBe(true);
    expect(body.flags[0]?.rule).toMatch(/^safety:/);
  });
});

describe('a shop’s own banned phrases', () => {
  it('are flagged in every text until they are allowed again', async () => {
    const ban = { phrase: '远方', why: '去年的口号', severity: 'block' };
    const { status, body } = await owner.post<BannedPhrase>('studio/phrases', ban);
    expect(status).toBe(201);
    expect(await owner.post('studio/phrases', ban)).toMatchObject({
      status: 409,
      body: { code: 'phrase-already-there' },
    });
    const asked = { locale: 'zh', product: '远行帐篷', text: '去远方吧！' };
    expect((await owner.post<CopyCheck>('studio/check', asked)).body).toMatchObject({
      isBlocked: true,
      flags: [{ rule: `own:${body.id}`, start: 1, end: 3, why: { zh: '去年的口号' } }],
    });
    expect((await owner.send('DELETE', `studio/phrases/${body.id}`, {})).status).toBe(204);
    expect((await owner.post<CopyCheck>('studio/check', asked)).body.isBlocked).toBe(false);
    expect((await owner.send('DELETE', `studio/phrases/${body.id}`, {})).status).toBe(404);
  });
});

describe('who may do what in the studio', () => {
  async function as(role: 'editor' | 'agent', workspace = workspaceId): Promise<ConsoleClient> {
    const login = { email: `${role}@example.com`, password: 'another long password' };
    await api.product.identity.addMember(workspace, { name: role, role, ...login });
    const client = api.console();
    await client.post('login', login);
    return client;
  }

  it('lets an editor have copy written and edit it, and only those who publish approve it', async () => {
    const editor = await as('editor');
    const [first] = (await written({ drafts: 1 }, editor)).list;
    const id = first?.id ?? '';
    expect((await editor.send('PUT', `studio/drafts/${id}`, { text: '重量：6.8 千克。', state: 1 })).status).toBe(200);
    expect(await review(id, { decision: 'approve', state: 2 }, editor)).toMatchObject({ status: 403 });
    expect((await editor.post('studio/phrases', { phrase: 'x', why: 'y', severity: 'warn' })).status).toBe(403);
    expect((await review(id, { decision: 'approve', state: 2 })).status).toBe(200);
  });

  it('lets an agent read only', async () => {
    const agent = await as('agent');
    expect((await agent.get('studio/briefs')).status).toBe(200);
    expect((await agent.post('studio/briefs', brief())).status).toBe(403);
  });

  it('shows nothing to another shop', async () => {
    const { id, briefId } = await draft();
    const other = await api.product.workspaces.ensure('lotus', '莲');
    const login = { email: 'lotus@example.com', password: 'another long password' };
    await api.product.identity.addMember(other.id, { name: '莲主', role: 'owner', ...login });
    const lotus = api.console();
    await lotus.post('login', login);
    expect((await lotus.get('studio/briefs')).body).toEqual([]);
    expect((await lotus.get<unknown[]>('studio/products?locale=zh')).body).toEqual([]);
    expect((await lotus.post('studio/briefs', brief())).status).toBe(422);
    expect((await lotus.get(`studio/briefs/${briefId}`)).status).toBe(404);
    expect((await lotus.post(`studio/briefs/${briefId}/stop`)).status).toBe(404);
    expect((await lotus.get(`studio/drafts/${id}/states`)).status).toBe(404);
    expect((await lotus.send('PUT', `studio/drafts/${id}`, { text: 'x', state: 1 })).status).toBe(404);
    expect((await lotus.post(`studio/drafts/${id}/restore`, { number: 1, state: 1 })).status).toBe(404);
    expect((await lotus.post(`studio/drafts/${id}/regenerate`)).status).toBe(404);
    expect((await review(id, { decision: 'approve', state: 1 }, lotus)).status).toBe(404);
    expect((await review(id, { decision: 'reject', state: 1, reason: 'x' }, lotus)).status).toBe(404);
  });
});

describe('the facts copy is written from', () => {
  it('are those in force for everyone: what is for members only is not told', async () => {
    await api.product.policies.importPolicies(
      [
        {
          title: '会员商品',
          kind: 'catalogue',
          locale: 'zh',
          audiences: ['会员'],
          clauses: [],
          facts: [{ entity: '会员帐篷', relation: '价格', value: '999 元' }],
        },
      ],
      { publish: true },
      { workspaceId, memberId: 'm', name: '店主', mayReviewOwnWork: true },
    );
    const { body } = await owner.get<{ entity: string }[]>('studio/products?locale=zh');
    expect(body.map(({ entity }) => entity)).toEqual(['远行帐篷']);
  });
});
