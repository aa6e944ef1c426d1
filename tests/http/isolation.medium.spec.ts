import type { PolicySummary, TurnSummary, WebhookEndpoint, Welcome } from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { ConsoleClient } from './console.client.js';

const rules = (days: number, secret: string) => `# 退货政策

## 退货期限
自签收之日起 ${days} 天内可以退货，内部代号${secret}。
`;
const catalogue = (price: string) => `entity,relation,value\n远行登山包,价格,${price}\n`;

interface Shop {
  readonly console: ConsoleClient;
  readonly slug: string;
  readonly policyId: string;
  readonly versionId: string;
  readonly clauseId: string;
}

let api: RunningApi;
let pine: Shop;
let lotus: Shop;

beforeAll(async () => {
  api = await startApi();
  const owner = api.console();
  const me = await owner.setUp(await api.product.identity.issueSetupCode(), '松');
  pine = await fill(owner, me.workspace.slug, rules(7, '青松'), '599 元');

  const other = await api.product.workspaces.ensure('lotus', '莲');
  const login = { email: 'lotus@example.com', password: 'another long password' };
  await api.product.identity.addMember(other.id, { name: '莲主', role: 'owner', ...login });
  const second = api.console();
  expect((await second.post('login', login)).status).toBe(200);
  lotus = await fill(second, 'lotus', rules(30, '白莲'), '899 元');
  await until(async () => (await api.product.health()).graph.pendingEvents === 0);
});
afterAll(() => api.close());

async function fill(console: ConsoleClient, slug: string, policy: string, price: string): Promise<Shop> {
  const { policies } = await console.publishFile('退货政策.md', policy, { locale: 'zh' });
  await console.publishFile('商品目录.csv', catalogue(price), { locale: 'zh' });
  const [{ policyId, versionId } = { policyId: '', versionId: '' }] = policies;
  const { body } = await console.get<{ clauses: { id: string }[] }>(`versions/${versionId}`);
  return { console, slug, policyId, versionId, clauseId: body.clauses[0]?.id ?? '' };
}

async function answers(shop: Shop, ...questions: string[]): Promise<string[]> {
  const chat = api.chat(shop.slug);
  await chat.open({ locale: 'zh' });
  const said: string[] = [];
  for (const question of questions)
    said.push((await chat.question(question)).sentences.map(({ text }) => text).join(''));
  return said;
}

describe('two shops in one house', () => {
  it('hear the same questions and answer each from its own policy and catalogue', async () => {
    const questions = ['退货期限是多久？', '远行登山包的价格是多少？', '退货期限是多久？'];
    const [ofPine, ofLotus] = [await answers(pine, ...questions), await answers(lotus, ...questions)];
    expect(ofPine.join()).toContain('7 天');
    expect(ofPine.join()).toContain('599');
    expect(ofPine.join()).not.toMatch(/30 天|白莲|899/);
    expect(ofLotus.join()).toContain('30 天');
    expect(ofLotus.join()).toContain('899');
    expect(ofLotus.join()).not.toMatch(/青松|599/);
  });

  it('find nothing of each other by words of the other alone', async () => {
    const [said = ''] = await answers(lotus, '内部代号青松是什么？');
    expect(said).not.toContain('青松');
  });

  it('cannot read, change or publish each other’s policies over HTTP', async () => {
    const { body: listed } = await lotus.console.get<PolicySummary[]>('policies');
    expect(listed.map(({ id }) => id)).not.toContain(pine.policyId);
    expect((await lotus.console.get(`policies/${pine.policyId}`)).status).toBe(404);
    expect((await lotus.console.get(`versions/${pine.versionId}`)).status).toBe(404);
    expect((await lotus.console.post(`policies/${pine.policyId}/drafts`)).status).toBe(404);
    const save = { effectiveFrom: '2026-01-01T00:00:00Z', clauses: [], basedOn: '2026-01-01T00:00:00Z' };
    expect((await lotus.console.send('PUT', `versions/${pine.versionId}`, save)).status).toBe(404);
    expect((await lotus.console.post(`versions/${pine.versionId}/actions`, { action: 'submit' })).status).toBe(404);
    expect((await pine.console.get(`versions/${pine.versionId}`)).status).toBe(200);
  });

  it('open only their own sources and welcome only with their own policies', async () => {
    const path = (slug: string) => `/api/chat/${slug}/sources/clause/${pine.clauseId}`;
    expect((await pine.console.ask('GET', path(pine.slug))).status).toBe(200);
    expect((await pine.console.ask('GET', path(lotus.slug))).status).toBe(404);
    const { body } = await lotus.console.ask<Welcome>('GET', `/api/chat/${lotus.slug}/welcome?locale=zh`);
    expect(body.shopName).toBe('莲');
  });

  it('see only their own conversations and traces', async () => {
    const { body: ofPine } = await pine.console.get<TurnSummary[]>('turns');
    const { body: ofLotus } = await lotus.console.get<TurnSummary[]>('turns');
    expect(ofPine.length).toBeGreaterThan(0);
    expect(ofLotus.map(({ id }) => id)).not.toContain(ofPine[0]?.id);
    expect((await lotus.console.get(`turns/${ofPine[0]?.id ?? ''}/trace`)).status).toBe(404);
    expect((await pine.console.get(`turns/${ofPine[0]?.id ?? ''}/trace`)).status).toBe(200);
  });

  it('cannot take up each other’s conversation with its token, nor rate its answers', async () => {
    const chat = api.chat(pine.slug);
    await chat.open({ locale: 'zh' });
    const { end } = await chat.question('退货期限是多久？');
    const intruder = api.chat(lotus.slug);
    const refused = await intruder.ask('conversation-open', { workspace: lotus.slug, ...chat.ticket });
    expect(refused).toMatchObject({ ok: false, code: 'conversation-not-found' });
    await intruder.open({ locale: 'zh' });
    expect(await intruder.ask('answer-rate', { turnId: end.turnId, rating: 'down' })).toMatchObject({
      ok: false,
      code: 'turn-not-found',
    });
  });

  it('send no news of one shop to the other’s endpoint', async () => {
    const endpoint = { url: 'https://example.com/hook', events: ['turn.answered'], active: false };
    const { body } = await pine.console.post<WebhookEndpoint>('webhooks', endpoint);
    expect((await lotus.console.get<WebhookEndpoint[]>('webhooks')).body).toEqual([]);
    expect((await lotus.console.get(`webhooks/${body.id}/deliveries`)).status).toBe(404);
    expect((await lotus.console.ask('DELETE', `/api/admin/webhooks/${body.id}`)).status).toBe(404);
    expect((await pine.console.get<WebhookEndpoint[]>('webhooks')).body).toHaveLength(1);
  });
});
