import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { describeWithService, watchEventLoop } from '@zhike/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startEmbeddingWorker } from './embedding.channel.js';
import { MODEL_CATALOGUE } from './model.catalogue.js';
import { PULL_COMMAND, stampOf } from './model.files.js';
import { OnnxEmbedder } from './onnx.embedder.js';
import type { CloseRequest } from './thread.end.js';

const modelDir = process.env['MODEL_DIR'] ?? fileURLToPath(new URL('../../../.cache/models', import.meta.url));

const absent = MODEL_CATALOGUE.filter((model) => stampOf(modelDir, model) === undefined).map(({ id }) => id);
const models = {
  possible: absent.length === 0,
  reason: `${absent.join(', ')} not in ${modelDir}; run ${PULL_COMMAND}`,
};

const CHINESE = [
  { question: '东西不喜欢可以退吗', passage: '商品签收后七天内，不影响二次销售的，可以无理由退货。' },
  { question: '多久能送到', passage: '普通快递一般三到五个工作日送达，偏远地区可能需要七天。' },
  { question: '怎么开票', passage: '订单完成后，可在订单详情页申请电子发票，发票将发送至您的邮箱。' },
  { question: '手机坏了保修吗', passage: '非人为损坏的产品自购买之日起享受一年免费维修服务。' },
  { question: '积分会过期吗', passage: '会员积分自获得之日起十二个月内有效，逾期自动清零。' },
];
const ENGLISH = [
  { question: 'Can I send it back if I do not like it?', passage: 'Unused items may be returned within 30 days.' },
  { question: 'When will my parcel arrive?', passage: 'Standard delivery takes three to five working days.' },
  { question: 'I need a receipt for tax', passage: 'A VAT invoice can be requested on the order page.' },
  { question: 'It stopped working after a year', passage: 'The warranty covers manufacturing defects for two years.' },
  { question: 'Is my card data safe?', passage: 'Payments are encrypted; we never store card numbers.' },
];

function cosine(left: Float32Array | undefined, right: Float32Array | undefined): number {
  if (!left || !right) throw new Error('a vector is missing');
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}

async function vectorsOf(answer: Promise<readonly Float32Array[] | undefined>): Promise<readonly Float32Array[]> {
  const vectors = await answer;
  if (!vectors) throw new Error(`no vectors: are the models in ${modelDir}?`);
  return vectors;
}

describeWithService('the embedder with the real models', models, () => {
  let embedder: OnnxEmbedder;
  beforeAll(() => {
    embedder = new OnnxEmbedder({ modelDir });
  });
  afterAll(() => embedder.close());

  it.each([
    ['zh', CHINESE, 512],
    ['en', ENGLISH, 384],
  ] as const)('finds the passage that answers a question (%s)', async (locale, pairs, dimension) => {
    const passages = await vectorsOf(
      embedder.embed(
        pairs.map(({ passage }) => passage),
        { locale, as: 'passage' },
      ),
    );
    const questions = await vectorsOf(
      embedder.embed(
        pairs.map(({ question }) => question),
        { locale, as: 'query' },
      ),
    );
    expect(passages.map((vector) => vector.length)).toEqual(pairs.map(() => dimension));
    for (const vector of [...passages, ...questions]) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    const nearest = questions.map((question) => {
      const scores = passages.map((passage) => cosine(question, passage));
      return scores.indexOf(Math.max(...scores));
    });
    expect(nearest).toEqual(pairs.map((_, at) => at));
  });

  it.each(['zh', 'en'] as const)('gives a text the same vector alone and among others (%s)', async (locale) => {
    const texts = [...CHINESE, ...ENGLISH].flatMap(({ question, passage }) => [question, passage, passage + question]);
    const together = await vectorsOf(embedder.embed(texts, { locale, as: 'passage' }));
    for (const [at, text] of texts.entries()) {
      const [alone] = await vectorsOf(embedder.embed([text], { locale, as: 'passage' }));
      expect(cosine(alone, together[at])).toBeGreaterThan(0.999_99);
    }
  });

  it('tells Latin names in Chinese apart whatever their case', async () => {
    const names = ['iPhone 保修多久', 'IPHONE 保修多久', 'Kindle 保修多久'];
    const [mixed, upper, other] = await vectorsOf(embedder.embed(names, { locale: 'zh', as: 'passage' }));
    expect(cosine(mixed, upper)).toBeGreaterThan(0.999);
    expect(cosine(mixed, other)).toBeLessThan(0.95);
  });

  it('prefixes questions only', async () => {
    const [question] = await vectorsOf(embedder.embed(['如何退货'], { locale: 'zh', as: 'query' }));
    const [passage] = await vectorsOf(embedder.embed(['如何退货'], { locale: 'zh', as: 'passage' }));
    const prefix = MODEL_CATALOGUE.find(({ locale }) => locale === 'zh')?.queryPrefix ?? '';
    const [prefixed] = await vectorsOf(embedder.embed([`${prefix}如何退货`], { locale: 'zh', as: 'passage' }));
    expect(cosine(question, prefixed)).toBeGreaterThan(0.999_99);
    expect(cosine(question, passage)).toBeLessThan(0.99);
  });

  it('cuts a text at 512 tokens instead of failing', async () => {
    const long = '退货运费由买家承担。'.repeat(200);
    const cut = long.slice(0, 510);
    const vectors = await vectorsOf(embedder.embed([long, cut, ''], { locale: 'zh', as: 'passage' }));
    expect(cosine(vectors[0], vectors[1])).toBeGreaterThan(0.999_99);
    expect(vectors[2]?.length).toBe(512);
  });

  it('leaves the event loop free during a job of 200 texts', async () => {
    const texts = Array.from({ length: 200 }, (_, at) => `第${at}条：${CHINESE[at % 5]?.passage ?? ''}`.repeat(2));
    const { gaps, tookMs } = await watchEventLoop(() =>
      vectorsOf(embedder.embed(texts, { locale: 'zh', as: 'passage' })),
    );
    // The job is cut into slices of some 30 ms; a blocked loop would tick once, or stand still for the whole job.
    expect(gaps.length).toBeGreaterThan(10);
    expect(Math.max(...gaps)).toBeLessThan(tookMs / 2);
  });

  it('lets a question overtake a long job', async () => {
    const texts = Array.from({ length: 300 }, (_, at) => `第${at}条：${CHINESE[at % 5]?.passage ?? ''}`);
    const order: string[] = [];
    const job = embedder.embed(texts, { locale: 'zh', as: 'passage' }).then(() => order.push('passages'));
    const question = embedder.embed(['插队的问题'], { locale: 'zh', as: 'query' }).then(() => order.push('question'));
    await Promise.all([job, question]);
    expect(order).toEqual(['question', 'passages']);
  });

  it('drops a cancelled request and serves the others', async () => {
    const controller = new AbortController();
    const texts = Array.from({ length: 300 }, (_, at) => `第${at}条：${CHINESE[at % 5]?.passage ?? ''}`);
    const cancelled = embedder.embed(texts, { locale: 'zh', as: 'passage', signal: controller.signal });
    const kept = embedder.embed(['留下来的'], { locale: 'zh', as: 'passage' });
    controller.abort(new Error('the member left'));
    await expect(cancelled).rejects.toThrow('the member left');
    const startedAt = performance.now();
    expect((await vectorsOf(kept)).length).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    const late = embedder.embed(['x'], { locale: 'zh', as: 'query', signal: controller.signal });
    await expect(late).rejects.toThrow('the member left');
  });

  it('names the weights and says that they are ready', () => {
    expect(embedder.modelId('zh')).toBe('bge-small-zh-v1.5-int8');
    expect(embedder.modelId('en')).toBe('bge-small-en-v1.5-int8');
    expect(embedder.status().map(({ state }) => state)).toEqual(['ready', 'ready']);
  });
});

describeWithService('the embedder in trouble', models, () => {
  let embedder: OnnxEmbedder | undefined;
  let folder: string | undefined;
  afterEach(async () => {
    await embedder?.close();
    if (folder) await rm(folder, { recursive: true });
    embedder = folder = undefined;
  });

  it('answers undefined without a model and says how to get it, then finds it without a restart', async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhike-models-'));
    embedder = new OnnxEmbedder({ modelDir: folder });
    expect(await embedder.embed(['如何退货'], { locale: 'zh', as: 'query' })).toBeUndefined();
    expect(embedder.modelId('zh')).toBeUndefined();
    for (const { state, message } of embedder.status()) {
      expect(state).toBe('missing');
      expect(message).toContain('npm run models -- pull');
    }
    const id = 'bge-small-zh-v1.5-int8';
    await mkdir(join(folder, id));
    for (const name of ['model.onnx', 'tokenizer.json'])
      await copyFile(join(modelDir, id, name), join(folder, id, name));
    expect((await vectorsOf(embedder.embed(['如何退货'], { locale: 'zh', as: 'query' }))).length).toBe(1);
    expect(embedder.status().map(({ state }) => state)).toEqual(['ready', 'missing']);
  });

  it('does not use a file of the right size with other bytes', async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhike-models-'));
    const dir = join(folder, 'bge-small-zh-v1.5-int8');
    await mkdir(dir);
    await copyFile(join(modelDir, 'bge-small-zh-v1.5-int8', 'tokenizer.json'), join(dir, 'tokenizer.json'));
    const bytes = await readFile(join(modelDir, 'bge-small-zh-v1.5-int8', 'model.onnx'));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(join(dir, 'model.onnx'), bytes);
    embedder = new OnnxEmbedder({ modelDir: folder });
    expect(await embedder.embed(['如何退货'], { locale: 'zh', as: 'query' })).toBeUndefined();
    const [status] = embedder.status();
    expect(status?.state).toBe('missing');
    expect(status?.message).toMatch(/sha256.*npm run models -- pull/);
  });

  it('tells the waiting when the worker dies, and starts it again', async () => {
    const workers: Worker[] = [];
    const startWorker = () => {
      const worker = startEmbeddingWorker();
      workers.push(worker);
      return worker;
    };
    embedder = new OnnxEmbedder({ modelDir, startWorker });
    await vectorsOf(embedder.embed(['热身'], { locale: 'zh', as: 'query' }));
    const texts = Array.from({ length: 300 }, (_, at) => `第${at}条：${CHINESE[at % 5]?.passage ?? ''}`);
    const running = embedder.embed(texts, { locale: 'zh', as: 'passage' });
    const waiting = embedder.embed(['等待的'], { locale: 'zh', as: 'passage' });
    workers[0]?.postMessage({ kind: 'close' } satisfies CloseRequest);
    await expect(running).rejects.toMatchObject({ code: 'embedding-worker-stopped' });
    await expect(waiting).rejects.toMatchObject({ code: 'embedding-worker-stopped' });
    expect((await vectorsOf(embedder.embed(['再来'], { locale: 'zh', as: 'query' }))).length).toBe(1);
    expect(workers.length).toBe(2);
  });

  // Where a thread were ended from outside, the native code would take this process with it.
  it.each([1, 10, 25, 60, 250, 500, 900])(
    'is closed %s ms after it was asked, while it loads a model or runs one',
    async (ms) => {
      for (const isLoaded of [false, true]) {
        const closed = new OnnxEmbedder({ modelDir });
        if (isLoaded) await vectorsOf(closed.embed(['热身'], { locale: 'zh', as: 'query' }));
        const texts = Array.from({ length: 300 }, (_, at) => `第${at}条：${CHINESE[at % 5]?.passage ?? ''}`);
        const running = closed.embed(texts, { locale: 'zh', as: 'passage' });
        const refused = expect(running).rejects.toMatchObject({ code: 'embedder-closed' });
        await new Promise((resolve) => setTimeout(resolve, ms));
        await closed.close();
        await refused;
      }
    },
  );

  it('refuses work after it was closed and rejects what was waiting', async () => {
    embedder = new OnnxEmbedder({ modelDir });
    const waiting = embedder.embed(['如何退货'], { locale: 'zh', as: 'passage' });
    const refused = expect(waiting).rejects.toMatchObject({ code: 'embedder-closed' });
    await embedder.close();
    await refused;
    await expect(embedder.embed(['x'], { locale: 'zh', as: 'query' })).rejects.toMatchObject({
      code: 'embedder-closed',
    });
  });
});
