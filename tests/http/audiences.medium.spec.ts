import {
  type CustomerSecret,
  IDENTITY_HEADER,
  type CuratedAnswer,
  type PolicySummary,
  type Source,
  type TestAnswer,
  type TurnSummary,
  type VersionDetail,
  type Welcome,
} from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { ConsoleClient } from './console.client.js';
import { signCustomer } from './customer.token.js';

const PUBLIC = `# 退货政策

## 退货期限
自签收之日起 7 天内可以退货。
`;
const MEMBERS = `---
audiences: 会员, members
---
# 会员退货政策

## 会员退货期限
会员自签收之日起 30 天内可以退货，专属代号青松。
`;
const QUESTION = '会员退货期限是多久？';
const SECRET_WORDS = /青松|30 天/;

let api: RunningApi;
let owner: ConsoleClient;
let shop = '';
let secret = '';
let membersPolicy = '';
let clauseId = '';

beforeAll(async () => {
  api = await startApi();
  owner = api.console();
  shop = (await owner.setUp(await api.product.identity.issueSetupCode())).workspace.slug;
  await owner.publishFile('退货政策.md', PUBLIC, { locale: 'zh' });
  const { policies } = await owner.publishFile('会员退货政策.md', MEMBERS, { locale: 'zh' });
  const [{ policyId, versionId } = { policyId: '', versionId: '' }] = policies;
  membersPolicy = policyId;
  clauseId = (await owner.get<VersionDetail>(`versions/${versionId}`)).body.clauses[0]?.id ?? '';
  secret = (await owner.post<CustomerSecret>('customer-secret')).body.secret ?? '';
  await projected();
});
afterAll(() => api.close());

const projected = () => until(async () => (await api.product.health()).graph.pendingEvents === 0);
const member = (more: Parameters<typeof signCustomer>[1] = {}) => signCustomer(secret, more);

async function said(question: string, identityToken?: string): Promise<string> {
  const chat = api.chat(shop);
  await chat.open({ locale: 'zh', ...(identityToken ? { identityToken } : {}) });
  return (await chat.question(question)).sentences.map(({ text }) => text).join('');
}
const read = <Body>(path: string, token?: string) =>
  owner.ask<Body>('GET', `/api/chat/${shop}/${path}`, token ? { headers: { [IDENTITY_HEADER]: token } } : {});

describe('the secret that vouches for customers', () => {
  it('is shown once, and never again', async () => {
    expect(secret).toMatch(/^zks_[\w-]{43}$/);
    const { body } = await owner.get<CustomerSecret>('customer-secret');
    expect(body).toEqual({ isMade: true, madeAt: expect.any(String) });
  });

  it('is the owner’s alone', async () => {
    const login = { email: 'editor@example.com', password: 'another long password' };
    const { workspace } = (await owner.get<{ workspace: { id: string } }>('me')).body;
    await api.product.identity.addMember(workspace.id, { name: '编辑', role: 'editor', ...login });
    const editor = api.console();
    await editor.post('login', login);
    expect((await editor.get('customer-secret')).status).toBe(403);
    expect((await editor.post('customer-secret')).status).toBe(403);
    expect((await editor.ask('DELETE', '/api/admin/customer-secret')).status).toBe(403);
  });
});

describe('what is published for members', () => {
  it('answers a member and says nothing of it to anyone else', async () => {
    expect(await said(QUESTION, member())).toMatch(/30 天/);
    expect(await said(QUESTION, signCustomer(secret, { audiences: ['staff'] }))).not.toMatch(SECRET_WORDS);
    expect(await said(QUESTION)).not.toMatch(SECRET_WORDS);
    expect(await said('专属代号青松是什么？')).not.toMatch(/30 天/);
  });

  it('is known under each of its groups, however they are written', async () => {
    expect(await said(QUESTION, member({ audiences: ['ＭＥＭＢＥＲＳ'] }))).toMatch(/30 天/);
    expect(await said(QUESTION, member({ audiences: ['会员'] }))).toMatch(/30 天/);
  });

  it('opens as a source for a member only', async () => {
    expect(await read<Source>(`sources/clause/${clauseId}`, member())).toMatchObject({ status: 200 });
    for (const token of [undefined, member({ audiences: ['staff'] })])
      expect(await read(`sources/clause/${clauseId}`, token)).toMatchObject({
        status: 404,
        body: { code: 'source-not-found' },
      });
  });

  it('is offered as a starter to a member only', async () => {
    const starters = async (token?: string) => (await read<Welcome>('welcome?locale=zh', token)).body.starters.join();
    expect(await starters(member())).toContain('会员退货政策');
    expect(await starters()).not.toContain('会员');
    expect(await starters()).toContain('退货政策');
  });

  it('stays hidden from everyone in answers the team writes by hand', async () => {
    const { status, body } = await owner.post<CuratedAnswer>('curated-answers', {
      locale: 'zh',
      questions: ['会员多久内能退'],
      answer: '会员自签收之日起 30 天内可以退货，专属代号青松。',
      clauses: [{ policyId: membersPolicy, clauseKey: await keyOfClause() }],
    });
    expect(status).toBe(201);
    expect(await said('会员多久内能退？', member())).toMatch(SECRET_WORDS);
    expect(await said('会员多久内能退？')).not.toMatch(SECRET_WORDS);
    const { body: after } = await owner.get<CuratedAnswer>(`curated-answers/${body.id}`);
    expect(after.hits).toBe(1);
  });

  it('does not reach everyone through an answer that was given to a member before', async () => {
    const before = api.product.answerCache.counts().hits;
    expect(await said(QUESTION, member())).toMatch(SECRET_WORDS);
    expect(await said(QUESTION, member())).toMatch(SECRET_WORDS);
    expect(api.product.answerCache.counts().hits).toBeGreaterThan(before);
    expect(await said(QUESTION)).not.toMatch(SECRET_WORDS);
    expect(await said(QUESTION, member({ audiences: ['staff'] }))).not.toMatch(SECRET_WORDS);
  });

  it('is told in a test question to those groups that are chosen', async () => {
    const ask = async (audiences?: string[]) => {
      const { body } = await owner.post<TestAnswer>('test-questions', {
        question: QUESTION,
        ...(audiences ? { audiences } : {}),
      });
      return JSON.stringify(body.sentences);
    };
    expect(await ask(['members'])).toMatch(SECRET_WORDS);
    expect(await ask()).not.toMatch(SECRET_WORDS);
    expect((await owner.get<string[]>('audiences')).body).toEqual(['members', '会员']);
  });

  it('is listed in the console with its groups, and a new draft keeps them', async () => {
    const { body } = await owner.get<PolicySummary[]>('policies?search=会员');
    expect(body[0]?.live?.audiences).toEqual(['members', '会员']);
    const again = await owner.upload<{ policies: { versionId: string }[] }>(
      '会员退货政策.md',
      MEMBERS.replace(/^---[\s\S]*?---\n/, ''),
      { locale: 'zh' },
    );
    const { body: draft } = await owner.get<VersionDetail>(`versions/${again.body.policies[0]?.versionId ?? ''}`);
    expect(draft).toMatchObject({ policyId: membersPolicy, audiences: ['members', '会员'] });
  });
});

describe('a proof of who the customer is', () => {
  const wrong: [string, () => string, string][] = [
    ['signed with another secret', () => signCustomer('zks_guess'), 'identity-token-invalid'],
    ['not signed', () => member({ alg: 'none' }), 'identity-token-invalid'],
    ['that has expired', () => member({ livesFor: -1 }), 'identity-token-expired'],
    ['that lives for a year', () => member({ livesFor: 31_536_000 }), 'identity-token-invalid'],
    ['with groups that are no names', () => member({ audiences: ['a b'] }), 'identity-token-invalid'],
    ['that is no token', () => 'junk', 'identity-token-invalid'],
    ['cut short', () => member().slice(0, -2), 'identity-token-invalid'],
  ];
  it.each(wrong)('%s opens nothing, and says why', async (_what, token, code) => {
    const refused = await api.chat(shop).ask('conversation-open', { workspace: shop, identityToken: token() });
    expect(refused).toMatchObject({ ok: false, code, message: expect.any(String) });
    expect(await read('welcome?locale=zh', token())).toMatchObject({ status: 401, body: { code } });
    expect(await read(`sources/clause/${clauseId}`, token())).toMatchObject({ status: 401, body: { code } });
  });

  it('of one shop says nothing to another', async () => {
    await api.product.workspaces.ensure('lotus', '莲');
    const refused = await api.chat('lotus').ask('conversation-open', { workspace: 'lotus', identityToken: member() });
    expect(refused).toMatchObject({ ok: false, code: 'identity-token-invalid' });
  });

  it('counts while it lasts: afterwards the same conversation is everyone’s', async () => {
    const chat = api.chat(shop);
    await chat.open({ locale: 'zh', identityToken: member({ livesFor: 2 }) });
    expect((await chat.question(QUESTION)).sentences.map(({ text }) => text).join('')).toMatch(SECRET_WORDS);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const later = await chat.question('会员退货期限究竟是多久？');
    expect(later.sentences.map(({ text }) => text).join('')).not.toMatch(SECRET_WORDS);
  });

  it('ends with the page that held it: resumed without one, the conversation belongs to no group', async () => {
    const chat = api.chat(shop);
    await chat.open({ locale: 'zh', identityToken: member() });
    await chat.question(QUESTION);
    const without = api.chat(shop);
    await without.open(chat.ticket);
    const { sentences } = await without.question('会员的退货期限呢，一共多少天？');
    expect(sentences.map(({ text }) => text).join('')).not.toMatch(SECRET_WORDS);
  });

  it('gives nobody the conversation of another customer at the same browser', async () => {
    const chat = api.chat(shop);
    await chat.open({ locale: 'zh', identityToken: member({ sub: 'ana' }) });
    const other = { workspace: shop, ...chat.ticket, identityToken: member({ sub: 'ben' }) };
    expect(await api.chat(shop).ask('conversation-open', other)).toMatchObject({
      ok: false,
      code: 'conversation-not-found',
    });
    const same = { workspace: shop, ...chat.ticket, identityToken: member({ sub: 'ana' }) };
    expect(await api.chat(shop).ask('conversation-open', same)).toMatchObject({ ok: true });
  });

  it('stands in no trace and in no log of turns', async () => {
    const { body: turns } = await owner.get<TurnSummary[]>('turns');
    expect(JSON.stringify(turns)).not.toContain(secret);
    const stored = await api.product.database.query<{ row: string }>(`select c::text as row from conversations c`);
    expect(stored.map(({ row }) => row).join()).not.toContain('eyJ');
  });

  it('counts no more once the secret has been replaced or removed', async () => {
    const former = member();
    const { body } = await owner.post<CustomerSecret>('customer-secret');
    expect(await read('welcome?locale=zh', former)).toMatchObject({ status: 401 });
    secret = body.secret ?? '';
    expect(await read('welcome?locale=zh', member())).toMatchObject({ status: 200 });
    expect((await owner.ask('DELETE', '/api/admin/customer-secret')).status).toBe(204);
    expect(await read('welcome?locale=zh', member())).toMatchObject({ status: 401 });
  });
});

async function keyOfClause(): Promise<string> {
  const { body } = await owner.get<{ clauseKey: string; policyId: string }[]>('clauses-in-force?locale=zh&search=青松');
  return body.find(({ policyId }) => policyId === membersPolicy)?.clauseKey ?? '';
}
