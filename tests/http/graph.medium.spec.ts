import type { GraphOffer, GraphProblem, GraphResult, GraphSetting } from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScriptedChatModel } from '../studio/scripted.chat-model.js';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { ConsoleClient } from './console.client.js';

const RULES = `# 退货政策

## 退货期限
自签收之日起 7 天内可以退货，运费由买家承担。

## 退货材料
请提供订单号。
`;
const catalogue = (phone: string) => `entity,relation,value
青禾小院,价格,320 元
青禾小院,周边餐厅,竹里小馆
青禾小院,周边餐厅,老灶面庄
竹里小馆,电话,${phone}
老灶面庄,主厨,林一舟
林一舟,出生地,绍兴
`;

interface Refused {
  readonly code: string;
  readonly message: string;
  readonly details?: GraphProblem;
}

let api: RunningApi;
let pine: ConsoleClient;
let lotus: ConsoleClient;
const model = new ScriptedChatModel();
beforeAll(async () => {
  api = await startApi({ MODEL_DIR: 'none' }, { chatModel: model });
  pine = api.console();
  await pine.setUp(await api.product.identity.issueSetupCode());
  const other = await api.product.workspaces.ensure('lotus', '莲');
  const login = { email: 'lotus@example.com', password: 'another long password' };
  await api.product.identity.addMember(other.id, {
    ...{ name: '莲主', role: 'owner', email: 'owner@lotus.example', password: login.password },
  });
  const owner = api.console();
  await owner.post('login', { email: 'owner@lotus.example', password: login.password });
  await pine.publishFile('退货政策.md', RULES, { locale: 'zh' });
  await pine.publishFile('民宿.csv', catalogue('0571-11110000'), { locale: 'zh' });
  await owner.publishFile('民宿.csv', catalogue('0571-22220000'), { locale: 'zh' });
  // After publishing: alone in a workspace, an owner approves their own work.
  await api.product.identity.addMember(other.id, { name: '莲客服', role: 'agent', ...login });
  lotus = api.console();
  expect((await lotus.post('login', login)).status).toBe(200);
  await until(async () => (await api.product.health()).graph.pendingEvents === 0);
});
afterAll(() => api.close());

const run = <Body = GraphResult>(cypher: string, who = pine, more: object = {}) =>
  who.post<Body>('graph/run', { cypher, ...more });
const ask = (question: string, by: 'rules' | 'model' = 'rules', who = pine) =>
  who.post<GraphOffer>('graph/ask', { question, by });
const valuesOf = ({ rows }: GraphResult) =>
  rows.map((row) => row.map((cell) => (cell.kind === 'value' ? cell.value : cell.node.split(' ')[0])));
/** What is offered for a question, run. */
async function found(question: string, by: 'rules' | 'model' = 'rules') {
  const { body: offer } = await ask(question, by);
  expect(offer.checks.length, `${question} ${offer.cypher}`).toBeGreaterThan(2);
  expect(offer.checks.filter(({ isPassed }) => !isPassed)).toEqual([]);
  const { status, body } = await run(offer.cypher ?? '');
  expect(status).toBe(200);
  expect(body.cypher).toBe(offer.cypher);
  return valuesOf(body);
}

describe('the graph search', () => {
  it('says what can be searched, with questions about this shop’s own things that it understands', async () => {
    const { body: setting } = await pine.get<GraphSetting>('graph?locale=zh');
    expect(setting).toMatchObject({ engine: 'sql', policies: 2, facts: 6, model: 'scripted-writer' });
    expect(setting.examples).toEqual(['青禾小院的周边餐厅的电话', '青禾小院的价格是什么？', '哪些条款写到退货期限？']);
    for (const question of setting.examples) expect((await found(question)).length).toBeGreaterThan(0);
  });

  it('runs what a member wrote, and tells where each node stands', async () => {
    const { body } = await run(
      `MATCH (v:Version)-[:HAS_CLAUSE]->(c:Clause) WHERE c.text CONTAINS '运费' RETURN v.title AS 政策, c`,
    );
    expect(body.columns).toEqual(['政策', 'c']);
    expect(valuesOf(body)).toEqual([['退货政策', 'Clause']]);
    expect(body.nodes.map(({ label, title, policyTitle }) => [label, title, policyTitle])).toEqual(
      expect.arrayContaining([['Clause', '退货期限', '退货政策']]),
    );
    const { policyId = '', versionId = '' } = body.nodes.find(({ label }) => label === 'Clause') ?? {};
    expect((await pine.get(`policies/${policyId}`)).status).toBe(200);
    expect((await pine.get(`versions/${versionId}`)).status).toBe(200);
  });

  it('shows so many rows and says that there are more', async () => {
    const many = Array.from({ length: 230 }, (_, at) => `灯${at},价格,${at} 元`).join('\n');
    await pine.publishFile('灯.csv', `entity,relation,value\n${many}\n`, { locale: 'zh' });
    await until(async () => (await api.product.health()).graph.pendingEvents === 0);
    const lamps = `MATCH (e:Entity) WHERE e.name STARTS WITH '灯' RETURN e.name`;
    const { body: first } = await run(lamps);
    expect([first.rows.length, first.isCut]).toEqual([200, true]);
    const { body: asked } = await run(`${lamps} LIMIT 5000`);
    expect([asked.rows.length, asked.isCut]).toEqual([200, true]);
    const { body: few } = await run(`${lamps} LIMIT 3`);
    expect([few.rows.length, few.isCut]).toEqual([3, false]);
    const { body: last } = await run(`${lamps} SKIP 200`);
    expect([last.rows.length, last.isCut]).toEqual([30, false]);
  });

  it('refuses with the place of what is wrong, and nothing is changed', async () => {
    for (const [cypher, kind, column] of [
      ['MATCH (c:Clause) SET c.text = "x"', 'writes', 18],
      ['MATCH (c:Clause) DETACH DELETE c', 'writes', 18],
      ['MATCH (c:Clause) RETURN c; DROP TABLE graph_clauses', 'several-statements', 26],
      ['MATCH (c:Clause) CALL db.labels() YIELD label RETURN c', 'unsupported', 18],
      ["MATCH (c:Clause) WHERE c.text = '\\u0027' RETURN c", 'escape', 34],
      ['MATCH (c:Customer) RETURN c', 'unknown-label', 10],
    ] as const) {
      const { status, body } = await run<Refused>(cypher);
      expect(status, cypher).toBe(422);
      expect(body).toMatchObject({ code: 'graph-query-refused', details: { kind, line: 1, column } });
      expect(body.message).toContain(`line 1, column ${column}: `);
    }
    for (const bad of ['', ' ', 'x'.repeat(2_001)]) expect((await run(bad)).status).toBe(400);
    expect((await pine.post('graph/run', { cypher: 1 })).status).toBe(400);
    expect((await pine.post('graph/ask', { question: '' })).status).toBe(400);
    expect(valuesOf((await run('MATCH (c:Clause) RETURN count(*)')).body)).toEqual([[2]]);
  });

  it('refuses before it begins what would combine too much', async () => {
    const wide =
      'MATCH (a:Fact)<-[:HAS_FACT]-(v:Version)-[:HAS_FACT]->(b:Fact), (v)-[:HAS_FACT]->(c:Fact) RETURN count(*)';
    const { status, body } = await run<Refused>(wide);
    expect([status, body.details?.kind]).toEqual([422, 'too-wide']);
  });

  it('is for members only, and lets an agent search as well', async () => {
    expect((await api.console().post('graph/run', { cypher: 'MATCH (c:Clause) RETURN c' })).status).toBe(401);
    expect((await api.console().get('graph')).status).toBe(401);
    expect((await run('MATCH (f:Fact) RETURN count(*)', lotus)).status).toBe(200);
  });

  it('finds nothing of another shop, whatever is written', async () => {
    const phones = `MATCH (f:Fact { relation: '电话' }) RETURN f.value`;
    expect(valuesOf((await run(phones)).body)).toEqual([['0571-11110000']]);
    expect(valuesOf((await run(phones, lotus)).body)).toEqual([['0571-22220000']]);
    const { body: clauses } = await run('MATCH (c:Clause) RETURN c', lotus);
    expect([clauses.rows, clauses.nodes]).toEqual([[], []]);
    const { body: own } = await run(`MATCH (c:Clause) RETURN c.id`);
    const id = own.rows[0]?.[0]?.kind === 'value' ? own.rows[0][0].value : '';
    expect((await run(`MATCH (c:Clause { id: '${id}' }) RETURN c`)).body.rows).toHaveLength(1);
    expect((await run(`MATCH (c:Clause { id: '${id}' }) RETURN c`, lotus)).body.rows).toEqual([]);
    expect(
      (await run(`MATCH (v:Version) WHERE NOT v.title = '' OR v.title = '' RETURN v.title`, lotus)).body.rows,
    ).toHaveLength(1);
    expect((await ask('退货期限是多久？', 'rules', lotus)).body).toMatchObject({ because: 'not-understood' });
  });

  it('sees what is not in force when it is asked to', async () => {
    const rules = '---\ntitle: 冬季政策\nlocale: zh\neffectiveFrom: 2099-01-01\n---\n\n## 雪天\n雪天延迟发货。\n';
    await pine.publishFile('冬季政策.md', rules);
    await until(async () => (await api.product.health()).graph.pendingEvents === 0);
    const snow = `MATCH (c:Clause) WHERE c.text CONTAINS '雪天' RETURN c.text`;
    expect((await run(snow)).body.rows).toEqual([]);
    expect((await run(snow, pine, { inForce: false })).body.rows).toHaveLength(1);
  });
});

describe('a question in words', () => {
  it('becomes a search by our own rules, over several steps', async () => {
    const { body: offer } = await ask('青禾小院附近的餐厅的主厨');
    expect(offer.cypher).toBe(
      `MATCH (e:Entity)<-[:ABOUT]-(f:Fact)-[:LEADS_TO]->(e1:Entity)<-[:ABOUT]-(f1:Fact)
WHERE e.name = '青禾小院' AND f.relation = '周边餐厅' AND f1.relation = '主厨'
RETURN e.name, e1.name, f1.relation, f1.value`,
    );
    expect(await found('青禾小院附近的餐厅的主厨')).toEqual([['青禾小院', '老灶面庄', '主厨', '林一舟']]);
    expect(await found('竹里小馆的电话是多少？')).toEqual([['竹里小馆', '电话', '0571-11110000']]);
    expect((await found('老灶面庄')).flat()).toContain('林一舟');
    expect((await found('退货要承担运费吗？')).flat()).toContain('退货政策');
    expect((await found('所有东西的出生地')).flat()).toContain('绍兴');
  });

  it('that nothing here speaks of is not understood, and not made up', async () => {
    expect((await ask('火星上有没有咖啡？')).body).toMatchObject({
      because: 'not-understood',
      checks: [],
      attempts: [],
    });
  });

  it('that demands more than a search can say tells what was left out', async () => {
    expect((await ask('价格低于 500 元的有哪些？')).body.leftOut).toContain('500');
  });
});

describe('a chat model that writes searches', () => {
  const good = `MATCH (e:Entity { name: '老灶面庄' })<-[:ABOUT]-(f:Fact { relation: '主厨' })\nRETURN f.value`;

  it('is asked with the language and what the shop has, and its search is tried before it is offered', async () => {
    model.script.push('```cypher\n' + good + ';\n```');
    expect(await found('老灶面庄的主厨', 'model')).toEqual([['林一舟']]);
    const request = model.requests.at(-1);
    expect(request).toMatchObject({ temperature: 0 });
    expect(request?.grammar).toContain('root ::= "MATCH "');
    expect(request?.messages.at(-1)?.content).toMatch(/主厨.*老灶面庄/su);
  });

  it('that lies is told what is wrong, a few times, and its search is neither offered nor run', async () => {
    const before = model.requests.length;
    model.script.push(
      'MATCH (n) DETACH DELETE n',
      'MATCH (c:Clause) SET c.text = "free" RETURN c',
      'CALL dbms.shutdown()',
      good,
    );
    const { status, body } = await ask('删掉一切', 'model');
    expect(status).toBe(200);
    expect(body).toMatchObject({ because: 'never-valid' });
    expect(body.cypher).toBeUndefined();
    expect(body.attempts.map(({ problem }) => problem?.kind)).toEqual(['writes', 'writes', 'unsupported']);
    expect(model.requests.length - before).toBe(3);
    expect(model.requests.at(-1)?.messages.at(-1)?.content).toContain(
      'SET is not allowed here; this search only reads.',
    );
    expect(valuesOf((await run('MATCH (c:Clause) RETURN count(*)')).body)).toEqual([[2]]);
    model.script.length = 0;
  });

  it('may mend its search; what was wrong before is told', async () => {
    model.script.push('Sure! Here it is.', 'MATCH (f:Fact) RETURN f.colour', good);
    const { body } = await ask('老灶面庄的主厨', 'model');
    expect(body.cypher).toBe(good);
    expect(body.attempts.map(({ problem }) => problem?.kind)).toEqual(['sign', 'unknown-property']);
  });

  it('whose search contradicts itself is not offered, however well it is written', async () => {
    const never = `MATCH (f:Fact) WHERE f.relation = '主厨' AND f.relation = '电话' RETURN f.value`;
    model.script.push(never, never, never);
    expect((await ask('老灶面庄的主厨和电话', 'model')).body).toMatchObject({ because: 'no-example' });
  });

  it('that is away is said to be away', async () => {
    expect((await ask('老灶面庄的主厨', 'model')).body).toMatchObject({ because: 'model-away' });
  });
});

describe('without a chat model', () => {
  it('there is no such way, and it is said', async () => {
    const bare = await startApi({ MODEL_DIR: 'none' });
    const owner = bare.console();
    await owner.setUp(await bare.product.identity.issueSetupCode());
    const { body: setting } = await owner.get<GraphSetting>('graph');
    expect(setting).toMatchObject({ examples: [], policies: 0 });
    expect(setting.model).toBeUndefined();
    expect(await owner.post('graph/ask', { question: '价格', by: 'model' })).toMatchObject({
      ...{ status: 422, body: { code: 'model-not-configured' } },
    });
    expect((await owner.post<GraphOffer>('graph/ask', { question: '价格' })).body).toMatchObject({
      because: 'not-understood',
    });
    await bare.close();
  });
});
