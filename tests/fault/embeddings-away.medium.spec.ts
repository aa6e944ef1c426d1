import type { Health, TestAnswer } from '@zhike/contracts';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check, KEY, modelDir } from '../../apps/inference/src/inference.harness.js';
import { type RunningApi, startApi } from '../http/api.harness.js';
import type { ConsoleClient } from '../http/console.client.js';
import { type InferenceProcess, startInferenceProcess } from './inference.process.js';

const RETURNS = '# 退换货政策\n\n## 退货期限\n自签收之日起 7 天内，商品保持完好可以申请无理由退货。\n';
const DELIVERY = '# 配送政策\n\n## 运费\n单笔订单满 99 元免运费，不足 99 元收取 8 元运费。\n';
const RETURNS_QUESTION = '退货期限是多久？';
const DELIVERY_QUESTION = '运费怎么收？';

/** A customer who gets no word for longer thinks that the widget is broken. */
const PATIENCE_MS = 6_000;
/** Models are loaded on the way, and the relay waits longer after each failure. */
const CATCH_UP_MS = 50_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + CATCH_UP_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describeWithService('a gateway whose vectors are made by the inference service', check, () => {
  let service: InferenceProcess;
  let api: RunningApi;
  let owner: ConsoleClient;

  beforeAll(async () => {
    service = await startInferenceProcess(modelDir, KEY);
    // A folder without any model: this process could not make a vector if it wanted to.
    const env = { EMBEDDINGS_URL: service.url, EMBEDDINGS_KEY: KEY, MODEL_DIR: '/nonexistent' };
    api = await startApi(env);
    owner = api.console();
    await owner.setUp(await api.product.identity.issueSetupCode());
  });
  afterAll(async () => {
    await api?.close();
    await service?.kill();
  });

  const pending = async () => (await api.product.health()).graph.pendingEvents;
  const embeddings = async () => (await owner.get<Health>('health')).body.embeddings;
  const vectors = async () => {
    const [row] = await api.product.database.query<{ count: number }>(
      `select count(*)::int as count from graph_clauses where vector is not null`,
    );
    return row?.count ?? 0;
  };
  async function ask(question: string) {
    const { body } = await owner.post<TestAnswer>('test-questions', { question });
    const parts = body.trace.candidates.flatMap((candidate) => Object.keys(candidate.parts));
    return { text: body.sentences.map(({ text }) => text).join(''), hasMeaning: parts.includes('meaning') };
  }

  it('searches by meaning without a model of its own', async () => {
    await owner.publishFile('退换货政策.md', RETURNS, { locale: 'zh' });
    await until(async () => (await pending()) === 0);
    expect(await vectors()).toBeGreaterThan(0);
    const answer = await ask(RETURNS_QUESTION);
    expect(answer).toEqual({ text: expect.stringContaining('7 天'), hasMeaning: true });
    expect((await embeddings()).map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  it('answers from words alone while the service is away, at once, and says so', async () => {
    await service.kill();
    const began = Date.now();
    const answer = await ask(`请问${RETURNS_QUESTION}`);
    expect(Date.now() - began).toBeLessThan(PATIENCE_MS);
    expect(answer).toEqual({ text: expect.stringContaining('7 天'), hasMeaning: false });
    expect(await embeddings()).toMatchObject([
      { state: 'away', message: expect.stringContaining(service.url) },
      { state: 'away' },
    ]);
  });

  it('answers what is published meanwhile, and makes its vectors when the service is back', async () => {
    const before = await vectors();
    await owner.publishFile('配送政策.md', DELIVERY, { locale: 'zh' });
    await until(async () => (await ask(DELIVERY_QUESTION)).text.includes('99 元'));
    expect(await vectors()).toBe(before);
    expect(await pending()).toBe(1);

    await service.restart();
    await until(async () => (await pending()) === 0);
    expect(await vectors()).toBeGreaterThan(before);
    expect(await ask(`请问${DELIVERY_QUESTION}`)).toEqual({ text: expect.stringContaining('99 元'), hasMeaning: true });
    expect((await embeddings()).map(({ state }) => state)).toEqual(['ready', 'ready']);
  });
});
