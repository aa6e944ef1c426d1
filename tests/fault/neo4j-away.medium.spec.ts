import type { Health, PolicySummary, TurnTrace } from '@zhike/contracts';
import { checkNeo4j, describeWithService, type Neo4jServer, startNeo4j } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningApi, startApi } from '../http/api.harness.js';
import type { ChatClient } from '../http/chat.client.js';
import type { ConsoleClient } from '../http/console.client.js';

const RETURNS = '# 退换货政策\n\n## 退货期限\n自签收之日起 7 天内，商品保持完好可以申请无理由退货。\n';
const DELIVERY = '# 配送政策\n\n## 运费\n单笔订单满 99 元免运费，不足 99 元收取 8 元运费。\n';
const RETURNS_QUESTION = '退货期限是多久？';
const DELIVERY_QUESTION = '运费怎么收？';

/** A customer who gets no word for longer thinks that the widget is broken. */
const PATIENCE_MS = 6_000;
/** The relay waits longer after each failure; the server itself needs some seconds to start. */
const CATCH_UP_MS = 50_000;

describeWithService('while the graph is away', await checkNeo4j(), () => {
  let server: Neo4jServer;
  let api: RunningApi;
  let owner: ConsoleClient;
  let chat: ChatClient;

  beforeAll(async () => {
    server = await startNeo4j();
    api = await startApi({ GRAPH_URL: server.url, GRAPH_USER: server.user, GRAPH_PASSWORD: server.password });
    owner = api.console();
    const { workspace } = await owner.setUp(await api.product.identity.issueSetupCode());
    chat = api.chat(workspace.slug);
    await chat.open({ locale: 'zh' });
  });
  afterAll(async () => {
    await api?.close();
    await server?.stop();
  });

  const pending = async () => (await api.product.health()).graph.pendingEvents;

  async function answered(question: string, expected: string, policyTitle: string): Promise<void> {
    const { end, sentences } = await chat.question(question);
    expect(end).toMatchObject({ outcome: 'answered' });
    expect(sentences.map(({ text }) => text).join('')).toContain(expected);
    expect(sentences.flatMap(({ citations }) => citations)).toContainEqual(expect.objectContaining({ policyTitle }));
  }

  it('(to begin with, it is there, and a published policy is answered from it)', async () => {
    await owner.publishFile('退换货政策.md', RETURNS, { locale: 'zh' });
    await until(async () => (await pending()) === 0);
    expect((await api.product.health()).graph).toMatchObject({ state: 'ok', engine: 'neo4j' });
    await until(async () => (await chat.question(RETURNS_QUESTION)).end.outcome === 'answered');
    await answered(RETURNS_QUESTION, '7 天', '退换货政策');
  });

  it('a question is refused in plain words, in seconds, and nothing is guessed', async () => {
    await server.kill();
    const began = Date.now();
    const { end, sentences } = await chat.question(RETURNS_QUESTION);
    expect(Date.now() - began).toBeLessThan(PATIENCE_MS);
    expect(end).toMatchObject({ outcome: 'refused', reason: 'knowledge-away' });
    expect(sentences.map(({ text }) => text)).toEqual([
      '政策库暂时无法查询，您的消息已经保存。请稍后再问，或者转给人工客服。',
    ]);
    expect(sentences.flatMap(({ citations }) => citations)).toEqual([]);
    const { body: trace } = await owner.get<TurnTrace>(`turns/${end.turnId}/trace`);
    expect(JSON.stringify(trace)).not.toContain(server.password);
  });

  it('a customer may still ask for a person', async () => {
    expect(await chat.ask('person-request')).toEqual({ ok: true });
  });

  it('health says so within its own time, without the password, and keeps the traffic', async () => {
    const began = Date.now();
    const { graph, database } = (await owner.get<Health>('health')).body;
    expect(Date.now() - began).toBeLessThan(PATIENCE_MS);
    expect(database.state).toBe('ok');
    expect(graph).toMatchObject({ state: 'away', message: expect.stringContaining('cannot be reached') });
    expect(JSON.stringify(graph)).not.toContain(server.password);
    expect(await owner.ask('GET', '/health/ready')).toMatchObject({ status: 200, body: { graph: 'away' } });
  });

  it('another policy is published; the news of it waits', async () => {
    await owner.publishFile('配送政策.md', DELIVERY, { locale: 'zh' });
    const { body: policies } = await owner.get<PolicySummary[]>('policies');
    expect(policies.map(({ live }) => live?.version)).toEqual([1, 1]);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await pending()).toBe(1);
    const { end } = await chat.question(DELIVERY_QUESTION);
    expect(end).toMatchObject({ outcome: 'refused', reason: 'knowledge-away' });
  });

  it('another process starts all the same', async () => {
    const other = await startApi({ GRAPH_URL: server.url, GRAPH_USER: server.user, GRAPH_PASSWORD: server.password });
    expect((await other.product.health()).graph.state).toBe('away');
    await other.close();
  });

  it('and when it is back, the relay catches up by itself and everything is answered', async () => {
    await server.restart();
    await until(async () => (await pending()) === 0);
    expect((await api.product.health()).graph.state).toBe('ok');
    await answered(DELIVERY_QUESTION, '99 元', '配送政策');
    await answered(RETURNS_QUESTION, '7 天', '退换货政策');
  });

  it('nothing that was asked meanwhile is lost', async () => {
    const { body: turns } = await owner.get<{ question: string; outcome: string }[]>('turns?limit=50');
    const refused = turns.filter(({ outcome }) => outcome === 'refused').map(({ question }) => question);
    expect(refused.slice(0, 2)).toEqual([DELIVERY_QUESTION, RETURNS_QUESTION]);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + CATCH_UP_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
