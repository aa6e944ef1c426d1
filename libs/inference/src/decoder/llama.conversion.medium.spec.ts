import { beforeAll, describe, expect, it } from 'vitest';
import { unpackBlocks } from './block.weights.js';
import { DecoderNetwork } from './decoder.network.js';
import { makeLlamaFiles } from './decoder.pull.js';
import { TINY, tinyGguf, type TinyGguf } from './gguf.file.fake.js';
import { readGguf } from './gguf.file.js';
import { forward } from './llama.forward.fake.js';
import { OnnxTokenModel } from './onnx.token-model.js';
import { seededRandom } from './random.js';
import type { TokenModel } from './token.model.js';

const CONFIG = {};

function spread(numbers: Float32Array): number {
  return Math.max(...numbers) - Math.min(...numbers);
}

function distance(left: Float32Array | undefined, right: Float32Array | undefined): number {
  if (!left || !right) throw new Error('no logits');
  return left.reduce((most, value, at) => Math.max(most, Math.abs(value - (right[at] ?? NaN))), 0);
}

async function readWhole(model: TokenModel, prompt: readonly number[]) {
  return model.read(model.begin(prompt.length), prompt);
}

describe('a converted llama', () => {
  let tiny: TinyGguf;
  let network: DecoderNetwork;
  beforeAll(async () => {
    tiny = tinyGguf(seededRandom(21));
    network = await DecoderNetwork.open(makeLlamaFiles(tiny.bytes)['model.onnx'] as Uint8Array, CONFIG, 1);
  });

  it('reads every weight as it is stored', () => {
    const file = readGguf(tiny.bytes);
    for (const name of ['blk.0.ffn_down.weight', 'blk.1.attn_k.weight', 'token_embd.weight']) {
      expect(unpackBlocks(file.tensor(name)).values).toEqual(tiny.tensors.get(name));
    }
  });

  it('has the layout its graph tells of', () => {
    const cache = { layers: TINY.layers, heads: TINY.keyHeads, headSize: 32, element: 'float32' };
    expect(network.layout).toMatchObject({ cache, takesPositions: true });
  });

  it('computes what plain loops compute from the same weights', async () => {
    const model = await OnnxTokenModel.open(network);
    for (const prompt of [
      [5, 9],
      [0, 100, 200, 258, 31, 77, 3],
      Array.from({ length: 40 }, (_, at) => (at * 37) % 259),
    ]) {
      const expected = forward(tiny.tensors, prompt);
      const { logits } = await readWhole(model, prompt);
      expect(distance(logits, expected)).toBeLessThan(0.01 * spread(expected));
    }
  });

  it('computes it also token by token, after a prompt that was read', async () => {
    const model = await OnnxTokenModel.open(network);
    const prompt = [0, 100, 200, 258, 31];
    model.join((await readWhole(model, prompt)).row);
    for (const token of [40, 41, 17]) {
      prompt.push(token);
      const [logits] = await model.step([token]);
      const expected = forward(tiny.tensors, prompt);
      expect(distance(logits, expected)).toBeLessThan(0.01 * spread(expected));
    }
  });

  it('is found to allow batches in place', async () => {
    expect((await OnnxTokenModel.open(network)).batching).toBe('in-place');
  });

  it.each(['in-place', 'left-padded'] as const)(
    'gives a row in a batch what it gives it alone (%s)',
    async (batching) => {
      const together = new OnnxTokenModel(network, batching);
      const prompts = [
        [5, 9, 11, 30, 8, 100, 7, 3],
        [9, 6],
        Array.from({ length: 300 }, (_, at) => (at * 53) % 259),
        [4, 4, 4],
      ];
      const alone = prompts.map(() => new OnnxTokenModel(network, 'alone'));
      for (const [at, prompt] of prompts.entries()) {
        together.join((await readWhole(together, prompt)).row);
        alone[at]?.join((await readWhole(alone[at], prompt)).row);
      }
      // In place the numbers are the very same; padded on the left sums run over more columns.
      const near = batching === 'in-place' ? 0 : 0.01;
      const compare = async (order: readonly number[], token: number) => {
        const logits = await together.step(order.map((row) => token + row));
        for (const [place, row] of order.entries()) {
          const [expected = new Float32Array()] = (await alone[row]?.step([token + row])) ?? [];
          expect(distance(logits[place], expected)).toBeLessThanOrEqual(near * spread(expected));
        }
      };
      for (let token = 20; token < 24; token++) await compare([0, 1, 2, 3], token);
      together.leave(1);
      const order = [0, 3, 2];
      for (let token = 24; token < 32; token++) await compare(order, token);
      expect(together.rows).toBe(3);
    },
  );

  it('goes on from the beginning of another row, in parts, as if it had read all at once', async () => {
    const model = await OnnxTokenModel.open(network);
    const prompt = Array.from({ length: 60 }, (_, at) => (at * 29) % 259);
    const whole = await readWhole(model, prompt);
    const other = await readWhole(model, [...prompt.slice(0, 30), 1, 2, 3, 4, 5]);
    const begun = model.begin(prompt.length, { states: other.row.states, length: 30 });
    const half = await model.read(begun, prompt.slice(30, 45));
    const rest = await model.read(half.row, prompt.slice(45));
    expect(rest.logits).toEqual(whole.logits);
  });

  it('goes on from a copy of a batch row', async () => {
    const model = await OnnxTokenModel.open(network);
    const prompt = [5, 9, 11, 30];
    model.join((await readWhole(model, prompt)).row);
    await model.step([7]);
    const copy = model.copyOf(0);
    const expected = await model.step([8]);
    const other = await OnnxTokenModel.open(network);
    other.join(copy);
    expect(await other.step([8])).toEqual(expected);
  });

  it('is refused when it is cut short, of another make, or has what is not known', () => {
    expect(() => readGguf(tiny.bytes.subarray(0, 900))).toThrow(/ends too early/u);
    expect(() => readGguf(Buffer.from('GGML'.padEnd(64, '\0')))).toThrow(/does not begin with GGUF/u);
    const other = Buffer.from(tiny.bytes);
    other.write('mamba', other.indexOf('llama'));
    expect(() => makeLlamaFiles(other)).toThrow(/holds a mamba model/u);
    const large = Buffer.from(tiny.bytes);
    const key = 'llama.block_count';
    large.writeUInt32LE(50_000, large.indexOf(key) + key.length + 4);
    expect(() => makeLlamaFiles(large)).toThrow(/thousand million weights; an ONNX file has room for 1\.9/u);
  });
});
