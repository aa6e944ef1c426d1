import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../decoder/random.js';
import { TINY, TINY_PIECES, tinyE5 } from '../multilingual/e5.file.fake.js';
import { readE5File } from '../multilingual/e5.file.js';
import { forwardStates } from '../multilingual/e5.forward.fake.js';
import { tokenizerJson } from '../multilingual/e5.tokenizer.js';
import { onnxModel } from '../multilingual/onnx.bytes.js';
import { bertExport } from './bert.file.fake.js';
import { bertGraph } from './bert.graph.js';
import { type Products, QuantisedProducts, SingleProducts } from './bert.products.js';
import { readBertWeights } from './bert.weights.js';
import { calibrate, evening } from './calibration.js';
import { CALIBRATION_TEXTS } from './calibration.texts.js';
import { readOnnxFile } from './onnx.file.js';
import { quantiseModel } from './quantised.model.js';
import { measureRanges } from './state.ranges.js';

const ROWS = [[0, 5, 2], [0, 7, 13, 8, 9, 3, 2], [4], [0, 6, 6, 2]] as const;

function tiny(seed: number) {
  const { bytes, tensors } = tinyE5(seededRandom(seed));
  const file = readE5File(bytes);
  const tokenizer = tokenizerJson(
    file,
    TINY_PIECES.map((_, id) => id),
  );
  return { tensors, tokenizer: new TextEncoder().encode(tokenizer), graph: bertExport(tensors) };
}

/** States of each row's tokens, those of the padding left out. */
async function run(session: InferenceSession, rows: readonly (readonly number[])[]): Promise<Float32Array[]> {
  const width = Math.max(...rows.map(({ length }) => length));
  const padded = (value: (row: readonly number[], at: number) => number) => {
    const values = rows.flatMap((row) => Array.from({ length: width }, (_, at) => BigInt(value(row, at))));
    return new Tensor('int64', BigInt64Array.from(values), [rows.length, width]);
  };
  const output = await session.run({
    input_ids: padded((row, at) => row[at] ?? 1),
    attention_mask: padded((row, at) => (at < row.length ? 1 : 0)),
    token_type_ids: padded(() => 0),
  });
  const states = output['last_hidden_state']?.data as Float32Array;
  const size = width * TINY.hidden;
  return rows.map((row, at) => states.slice(at * size, at * size + row.length * TINY.hidden));
}

function cosine(left: Float32Array, right: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}

const joined = (states: readonly Float32Array[]) => Float32Array.from(states.flatMap((state) => [...state]));

describe('a BERT encoder that was quantised', () => {
  it('is read from an export with its sizes, whatever stands before the names', () => {
    const { tensors } = tiny(31);
    for (const prefix of ['', 'bert.']) {
      const bert = readBertWeights(readOnnxFile(bertExport(tensors, prefix)));
      expect(bert).toMatchObject({ hidden: TINY.hidden, heads: TINY.heads });
      expect([bert.layers.length, bert.positions.rows]).toEqual([TINY.layers, TINY.positions]);
      expect(bert.epsilon).toBeCloseTo(TINY.epsilon, 15);
    }
  });

  it('computes in single precision what plain loops compute', async () => {
    const { graph, tensors } = tiny(32);
    const bert = readBertWeights(readOnnxFile(graph));
    const session = await InferenceSession.create(onnxModel(bertGraph(bert, new SingleProducts())));
    for (const row of ROWS) {
      const [states = new Float32Array()] = await run(session, [row]);
      // The table of words is rounded to eight bits.
      expect(cosine(states, joined(forwardStates(tensors, row)))).toBeGreaterThan(0.9998);
    }
  });

  it('is near to it in whole numbers, and gives a row in a batch exactly what it gives it alone', async () => {
    const { graph, tensors, tokenizer } = tiny(33);
    const bert = readBertWeights(readOnnxFile(graph));
    const ranges = await measureRanges(bert, { tokenizer, texts: CALIBRATION_TEXTS.zh });
    const session = await InferenceSession.create(onnxModel(bertGraph(bert, new QuantisedProducts(ranges))));
    const together = await run(session, ROWS);
    for (const [at, row] of ROWS.entries()) {
      const [alone = new Float32Array()] = await run(session, [row]);
      expect(cosine(alone, joined(forwardStates(tensors, row)))).toBeGreaterThan(0.995);
      expect(together[at]).toEqual(alone);
    }
  });

  it('with its states evened computes the same, and loses less where a few numbers are far larger than the rest', async () => {
    const { tensors, tokenizer } = tiny(36);
    for (const layer of [0, 1]) [3, 17].forEach((at) => ((tensors.get(`l${layer}.aln.w`) ?? [])[at] = 30));
    const bert = readBertWeights(readOnnxFile(bertExport(tensors)));
    const texts = CALIBRATION_TEXTS.zh;
    const plainRanges = await measureRanges(bert, { tokenizer, texts });
    const { outliers, ranges } = await calibrate(bert, { tokenizer, texts });
    expect(Object.keys(outliers['l1.middle'] ?? {})).toEqual(['3', '17']);
    const evened = evening(bert, outliers);
    const of = async (products: Products) => {
      const session = await InferenceSession.create(onnxModel(bertGraph(bert, products)));
      return joined(await run(session, [ROWS[1]]));
    };
    const exact = joined(forwardStates(tensors, ROWS[1]));
    expect(cosine(await of(evened(new SingleProducts())), exact)).toBeGreaterThan(0.9998);
    const lost = 1 - cosine(await of(new QuantisedProducts(plainRanges)), exact);
    const left = 1 - cosine(await of(evened(new QuantisedProducts(new Map(Object.entries(ranges))))), exact);
    expect(left).toBeLessThan(lost / 2);
  });
});

describe('quantising a folder', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zhike-quantise-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  async function source(graph: Uint8Array, tokenizer: Uint8Array): Promise<string> {
    await mkdir(join(dir, 'fp32'), { recursive: true });
    await writeFile(join(dir, 'fp32/model.onnx'), graph);
    await writeFile(join(dir, 'fp32/tokenizer.json'), tokenizer);
    return join(dir, 'fp32');
  }

  it('gives the same files each time, and says what they are', async () => {
    const { graph, tokenizer } = tiny(34);
    const from = await source(graph, tokenizer);
    const first = await quantiseModel({ source: from, out: join(dir, 'a'), locale: 'en' });
    const second = await quantiseModel({ source: from, out: join(dir, 'b'), locale: 'en' });
    expect(second).toEqual(first);
    expect(first.dimension).toBe(TINY.hidden);
    expect(await readFile(join(dir, 'a/model.onnx'))).toEqual(await readFile(join(dir, 'b/model.onnx')));
    expect(await readFile(join(dir, 'a/tokenizer.json'))).toEqual(Buffer.from(tokenizer));
  });

  it('says what is wrong with what it cannot quantise', async () => {
    const { graph, tokenizer, tensors } = tiny(35);
    const attempt = async (bytes: Uint8Array) =>
      quantiseModel({ source: await source(bytes, tokenizer), out: join(dir, 'out'), locale: 'zh' });
    const refused = { code: 'model-not-converted' };
    await expect(quantiseModel({ source: dir, out: dir, locale: 'zh' })).rejects.toMatchObject(refused);
    await expect(attempt(graph.subarray(0, 3_000))).rejects.toThrow(/ends too early/);
    await expect(attempt(new TextEncoder().encode('GGUF is no ONNX'))).rejects.toMatchObject(refused);
    const empty = onnxModel({ name: 'x', nodes: [], tensors: [], inputs: [], outputs: [], operators: { '': 17 } });
    await expect(attempt(empty)).rejects.toThrow(/no BERT encoder: it has no embeddings\.word_embeddings\.weight/);
    const cut = Buffer.from(bertExport(tensors));
    // The first is the node's name, the second its type.
    cut.write('Sum', cut.indexOf('Add', cut.indexOf('Add') + 1));
    await expect(attempt(cut)).rejects.toThrow(/the matrix that belongs to encoder\.layer\.0\.attention\.self\.query/);
  });
});
