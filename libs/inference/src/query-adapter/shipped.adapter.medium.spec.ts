import { fileURLToPath } from 'node:url';
import { describeWithService } from '@zhike/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { MODEL_CATALOGUE } from '../model.catalogue.js';
import { PULL_COMMAND, stampOf } from '../model.files.js';
import { OnnxEmbedder } from '../onnx.embedder.js';
import { readQueryAdapters } from './adapter.file.js';

const ROOT = '../../../../';
const read = (path: string) => fileURLToPath(new URL(ROOT + path, import.meta.url));
const shipped = readQueryAdapters(read('models/query-adapter/weights.json'));
const modelDir = process.env['MODEL_DIR'] ?? read('.cache/models');

/** Clauses as a shop or a law writes them, each with a question as customers ask it. */
const PAIRS = [
  { question: '买回来不喜欢了，能退吗？', clause: '消费者自收到商品之日起七日内有权退货，且无需说明理由。' },
  {
    question: '快递把东西摔碎了找谁赔？',
    clause: '承运人对运输过程中商品的毁损、灭失承担赔偿责任，收货人有过错的除外。',
  },
  {
    question: '孩子偷偷买的游戏机，钱能要回来吗？',
    clause: '未成年人未经法定代理人同意或者追认购买的，合同不发生效力。',
  },
  { question: '凭什么要我身份证号？', clause: '收集、使用消费者个人信息，应当明示目的、方式和范围，并经消费者同意。' },
];

describe('the shipped query adapter', () => {
  it('is read whole and belongs to an embedding model of the catalogue', () => {
    expect(shipped.problem).toBeUndefined();
    expect(shipped.adapters.models.length).toBeGreaterThan(0);
    for (const model of shipped.adapters.models) {
      const card = MODEL_CATALOGUE.find(({ id }) => id === model);
      const question = new Float32Array(card?.dimension ?? 0).fill(1);
      expect(shipped.adapters.adapt(model, question)).toHaveLength(question.length);
    }
  });
});

const zh = MODEL_CATALOGUE.find(({ locale }) => locale === 'zh');
const isPulled = zh !== undefined && stampOf(modelDir, zh) !== undefined;

describeWithService(
  'the shipped query adapter on real vectors',
  { possible: isPulled, reason: `the Chinese model is not in ${modelDir}; run ${PULL_COMMAND}` },
  () => {
    const embedder = new OnnxEmbedder({ modelDir });
    afterAll(() => embedder.close());

    it('keeps the clause first that answers, stays near the question, and works only for its own model', async () => {
      const model = embedder.modelId('zh') ?? '';
      const questions = await embedder.embed(
        PAIRS.map(({ question }) => question),
        { locale: 'zh', as: 'query' },
      );
      const clauses = await embedder.embed(
        PAIRS.map(({ clause }) => clause),
        { locale: 'zh', as: 'passage' },
      );
      if (!questions || !clauses) throw new Error(`no vectors: is the model in ${modelDir}?`);
      questions.forEach((question, place) => {
        const adapted = shipped.adapters.adapt(model, question);
        if (!adapted) throw new Error(`there is no adapter for ${model}`);
        const cosines = clauses.map((clause) => cosine(adapted, clause));
        expect(cosines.indexOf(Math.max(...cosines)), PAIRS[place]?.question).toBe(place);
        expect(cosine(adapted, adapted)).toBeCloseTo(1, 5);
        expect(cosine(adapted, question)).toBeGreaterThan(0.6);
        expect(cosine(adapted, question)).toBeLessThan(0.999);
        expect(shipped.adapters.adapt('another model', question)).toBeUndefined();
      });
    });
  },
);

function cosine(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}
