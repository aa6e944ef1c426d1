import type { BriefDetail, TestAnswer, TurnTrace } from '@zhike/contracts';
import { type AskedChat, type ChatScript, ChatServer, sourceWith } from '@zhike/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, startApi, until } from './api.harness.js';
import type { ConsoleClient } from './console.client.js';

const RETURNS = `# 退换货政策

## 退货期限
自签收之日起 7 天内，商品保持完好可以申请无理由退货。

## 退款时间
我们收到退回的商品后 3 个工作日内原路退款。

## 不能退货的商品
定制商品不支持退货。
`;
const KEY = 'sk-hush-1234567890';
const TOKEN = 'scrape-me-if-you-can';
const QUESTION = '签收之后多少天内可以申请无理由退货？';
const QUOTE = '自签收之日起 7 天内，商品保持完好可以申请无理由退货。';

const large = new ChatServer();
const spare = new ChatServer();
let api: RunningApi;
let owner: ConsoleClient;

beforeAll(async () => {
  const fast = { connect: 500, firstText: 300, betweenTexts: 300 };
  // Both sizes, so that every question is written by a model whatever its difficulty.
  const sizes = [
    { for: 'simple', name: 'large' },
    { for: 'hard', name: 'large-for-hard' },
  ];
  const [first, second] = [await large.start(), await spare.start()];
  const models = sizes.flatMap((size) => [
    { ...size, url: first, model: 'qwen', key: 'SHOP_KEY', timeoutsMs: fast, price: { input: 2, output: 10 } },
    { ...size, name: `spare-${size.for}`, url: second, model: 'deepseek', timeoutsMs: fast },
  ]);
  api = await startApi({ WRITER_MODELS: JSON.stringify(models), SHOP_KEY: KEY, METRICS_TOKEN: TOKEN });
  owner = api.console();
  await owner.setUp(await api.product.identity.issueSetupCode());
  await owner.publishFile('退换货政策.md', RETURNS, { locale: 'zh' });
  await until(async () => (await api.product.health()).graph.pendingEvents === 0);
});
afterAll(async () => {
  await api.close();
  await Promise.all([large.stop(), spare.stop()]);
});

async function ask(script: ChatScript, question = QUESTION): Promise<TestAnswer> {
  large.play(script);
  spare.play({ kind: 'refuse', status: 404 });
  const { status, body } = await owner.post<TestAnswer>('test-questions', { question });
  expect(status).toBe(200);
  return body;
}
const textOf = ({ sentences }: TestAnswer) => sentences.map(({ text }) => text).join('');
const detailsOf = ({ trace }: Pick<TestAnswer, 'trace'>, name: string) =>
  trace.steps.filter((step) => step.name === name).map(({ detail }) => detail);
/** Writes what the test wants to say, with the numbers of the sources that hold these phrases. */
const saying = (write: (numberOf: (phrase: string) => number) => string): ChatScript => ({
  kind: 'answer',
  text: (asked: AskedChat) => write((phrase) => sourceWith(asked, phrase).number),
  usage: { promptTokens: 400, answerTokens: 20 },
});

const PARAPHRASE = '商品保持完好的，自签收之日起七天内可以申请无理由退货。';
const HONEST = saying((numberOf) => `${PARAPHRASE}[${numberOf('7 天内')}]`);

describe('answers that a model writes, through the whole product', () => {
  it('reach the customer with their clause when they are proved, at the temperature of the plan', async () => {
    const answer = await ask(HONEST);
    expect(textOf(answer)).toBe(PARAPHRASE);
    expect(answer.sentences[0]?.citations[0]).toMatchObject({ policyTitle: '退换货政策', label: '退货期限' });
    expect(large.asked).toMatchObject([{ authorization: `Bearer ${KEY}`, body: { model: 'qwen' } }]);
    const [plan] = detailsOf(answer, 'plan');
    expect(large.asked[0]?.body.temperature).toBe(plan?.['temperature']);
    expect(plan?.['temperatureBecause']).toEqual(expect.any(String));
    const [route] = detailsOf(answer, 'route');
    expect(route).toMatchObject({ because: expect.any(String), signs: { leaning: 0 }, difficulty: expect.any(Number) });
    expect(detailsOf(answer, 'model')).toMatchObject([
      { number: 1, result: 'answered', promptTokens: 400, answerTokens: 20, cost: 0.001 },
    ]);
    expect(detailsOf(answer, 'composer')).toEqual([]);
  });

  it.each<[string, ChatScript]>([
    [
      'alters a number',
      saying((numberOf) => `自签收之日起 30 天内，商品保持完好可以申请无理由退货[${numberOf('7 天内')}]。`),
    ],
    ['invents a clause', saying((numberOf) => `退货一律赠送优惠券一张[${numberOf('7 天内')}]。`)],
    ['names a source that it was not given', saying(() => `${QUOTE.slice(0, -1)}[9]。`)],
    ['names none', saying(() => QUOTE)],
    ['names the wrong one', saying((numberOf) => `${QUOTE.slice(0, -1)}[${numberOf('7 天内') === 1 ? 2 : 1}]。`)],
    [
      'turns it into its opposite',
      saying((numberOf) => `自签收之日起 7 天内，商品保持完好不可以申请无理由退货[${numberOf('7 天内')}]。`),
    ],
  ])('are the composer’s when the model %s', async (_lie, script) => {
    const answer = await ask(script);
    expect(answer.outcome).toBe('answered');
    expect(textOf(answer)).toContain(QUOTE);
    expect(textOf(answer)).not.toMatch(/30 天|优惠券|不可以/);
    expect(answer.sentences.every(({ citations }) => citations.length > 0)).toBe(true);
    expect(detailsOf(answer, 'verify').some(({ isProven }) => isProven === false)).toBe(true);
    expect(detailsOf(answer, 'composer')).toMatchObject([{ because: 'not all that was written is proved' }]);
  });

  it.each<[string, ChatScript, string]>([
    ['does not begin', { kind: 'mute' }, 'model-not-found'],
    ['stalls', { kind: 'stall', text: '自签收之日起 ' }, 'model-timed-out'],
    ['sends broken JSON', { kind: 'broken-json' }, 'model-not-found'],
    ['is cut short', { kind: 'truncated', text: '自签收之日起 ' }, 'model-answer-broken'],
    ['answers nothing', { kind: 'answer', text: '' }, 'model-not-found'],
    ['never ends', { kind: 'endless', text: '自签收之日起，' }, 'model-answer-too-long'],
    ['is busy', { kind: 'refuse', status: 429, retryAfter: '60' }, 'model-not-found'],
    ['refuses the key', { kind: 'refuse', status: 401 }, 'model-unauthorised'],
  ])('are the composer’s when the model %s and no other helps', async (_how, script, code) => {
    // So that the failures are never three in a row, and the model is asked.
    await ask(HONEST);
    const answer = await ask(script);
    expect(answer.outcome).toBe('answered');
    expect(textOf(answer)).toContain(QUOTE);
    // The failure of the model that was asked last.
    expect(detailsOf(answer, 'composer')).toMatchObject([{ because: 'the writer broke off', code }]);
    expect(JSON.stringify(answer)).not.toContain('hush');
  });

  it('come from the next model when the first is overloaded, and the trace names both', async () => {
    await ask(HONEST);
    large.play({ kind: 'refuse', status: 503, retryAfter: '30' });
    spare.play(HONEST);
    const { body } = await owner.post<TestAnswer>('test-questions', { question: QUESTION });
    expect(textOf(body)).toBe(PARAPHRASE);
    expect(detailsOf(body, 'model').map(({ model, result }) => [String(model).split('-')[0], result])).toEqual([
      ['large', 'model-server-failed'],
      ['spare', 'answered'],
    ]);
  });

  it('reach a customer over the socket, with the attempt in the stored trace', async () => {
    large.play(HONEST);
    const me = (await owner.get<{ workspace: { slug: string } }>('me')).body;
    const chat = api.chat(me.workspace.slug);
    await chat.open({ locale: 'zh' });
    const { end, sentences } = await chat.question(QUESTION);
    expect(end.outcome).toBe('answered');
    const { body: trace } = await owner.get<TurnTrace>(`turns/${end.turnId}/trace`);
    expect(detailsOf({ trace }, 'model')).toMatchObject([
      { model: expect.stringContaining('large'), result: 'answered' },
    ]);
    expect(sentences.map(({ text }) => text).join('')).toBe(PARAPHRASE);
  });

  it('write the studio’s copy, too, more freely than answers', async () => {
    const catalogue = { title: '商品目录', kind: 'catalogue', locale: 'zh', clauses: [] } as const;
    const { body: me } = await owner.get<{ workspace: { id: string } }>('me');
    await api.product.policies.importPolicies(
      [{ ...catalogue, facts: [{ entity: '四人帐篷', relation: '重量', value: '6.8 千克' }] }],
      { publish: true },
      { workspaceId: me.workspace.id, memberId: 'm', name: 'Ana', mayReviewOwnWork: true },
    );
    large.play({ kind: 'answer', text: '四人帐篷的重量：6.8 千克。' });
    const { body } = await owner.post<BriefDetail>('studio/briefs', {
      ...{ purpose: '上新', channel: 'social', locale: 'zh', product: '四人帐篷', styles: ['lively'] },
      ...{ length: 'short', drafts: 1, points: [], writer: 'model' },
    });
    await until(async () => (await owner.get<BriefDetail>(`studio/briefs/${body.id}`)).body.counts.underway === 0);
    expect(large.asked[0]?.body).toMatchObject({ model: 'qwen', temperature: 0.7 });
    const [draft] = (await owner.get<BriefDetail>(`studio/briefs/${body.id}`)).body.list;
    expect(JSON.stringify(draft)).toContain('四人帐篷的重量：6.8 千克。');
  });

  it('are counted for whoever holds the token, and for nobody else', async () => {
    expect((await owner.ask('GET', '/metrics')).status).toBe(401);
    const wrong = await owner.ask('GET', '/metrics', { headers: { authorization: 'Bearer guess' } });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'metrics-token-wrong' } });
    const { status, body, headers } = await owner.ask<string>('GET', '/metrics', {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/plain');
    for (const line of [
      /^zhike_answers_routed_total\{route="simple",writer="[^"]+"\} \d+$/m,
      /^zhike_answers_route_share\{route="simple"\} [\d.]+$/m,
      /^zhike_model_attempts_total\{route="simple",model="large",result="answered"\} \d+$/m,
      /^zhike_model_attempts_total\{route="simple",model="large",result="model-unauthorised"\} 1$/m,
      /^zhike_model_answer_seconds_bucket\{le="1",route="simple",model="large"\} \d+$/m,
      /^zhike_model_first_text_seconds_count\{route="simple",model="large"\} \d+$/m,
      /^zhike_model_tokens_total\{route="simple",model="large",kind="answer"\} \d+$/m,
      /^zhike_model_cost_total\{route="simple",model="large"\} 0\.\d+$/m,
      /^zhike_model_attempts_total\{route="copy",model="large-for-hard",result="answered"\} 1$/m,
      /^zhike_model_resting\{model="spare-simple"\} [01]$/m,
    ])
      expect(body).toMatch(line);
    expect(body).not.toContain('hush');
  });
});
