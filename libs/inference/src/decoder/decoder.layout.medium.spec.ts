import { describe, expect, it } from 'vitest';
import { readLayout, type TensorMetadata } from './decoder.layout.js';
import { DecoderNetwork } from './decoder.network.js';
import { inPlaceGraph } from './in-place.graph.fake.js';
import { OnnxTokenModel } from './onnx.token-model.js';
import { toyGraph, type ToySettings } from './toy.graph.fake.js';

const openToy = async (settings: ToySettings) =>
  OnnxTokenModel.open(await DecoderNetwork.open(toyGraph(settings), {}, 1));

const PROMPTS = [[3, 9, 1, 14, 6], [7], [2, 2, 11]];

/** The likeliest tokens of some steps, all rows together. */
async function steps(model: OnnxTokenModel, prompts: readonly (readonly number[])[]): Promise<number[][]> {
  const last: number[] = [];
  for (const prompt of prompts) {
    const { row, logits } = await model.read(model.begin(prompt.length), prompt);
    model.join(row);
    last.push(likeliest(logits));
  }
  const all = last.map((token) => [token]);
  for (let left = 8; left > 0; left--) {
    const logits = await model.step(all.map((tokens) => tokens.at(-1) ?? 0));
    logits.forEach((numbers, row) => all[row]?.push(likeliest(numbers)));
  }
  return all;
}

const likeliest = (logits: Float32Array) => logits.indexOf(Math.max(...logits));

describe('a graph that joins old and new states itself', () => {
  it.each(['float32', 'float16'] as const)('is batched with padding on the left (%s)', async (element) => {
    const model = await openToy({ element });
    expect(model.batching).toBe('left-padded');
    const together = await steps(model, PROMPTS);
    for (const [row, prompt] of PROMPTS.entries())
      expect(await steps(await openToy({ element }), [prompt])).toEqual([together[row]]);
  });

  it('runs its rows alone where it reckons with the padding, and gives the same', async () => {
    const model = await openToy({ element: 'float32', countsPadding: true });
    expect(model.batching).toBe('alone');
    const together = await steps(model, PROMPTS);
    for (const [row, prompt] of PROMPTS.entries())
      expect(await steps(await openToy({ element: 'float32', countsPadding: true }), [prompt])).toEqual([
        together[row],
      ]);
    model.leave(0);
    expect(model.rows).toBe(2);
  });

  it('is told how many logits are wanted, where it asks', async () => {
    const network = await DecoderNetwork.open(
      toyGraph({ element: 'float32', logitsCount: 'num_logits_to_keep' }),
      {},
      1,
    );
    expect(network.layout.logitsCountInput).toBe('num_logits_to_keep');
    await expect(steps(await OnnxTokenModel.open(network), PROMPTS)).resolves.toHaveLength(3);
  });
});

describe('a graph that writes new states where the old ones lie', () => {
  const open = async () => OnnxTokenModel.open(await DecoderNetwork.open(inPlaceGraph(), {}, 1));

  it('is batched in place, and gives a row what it gives it alone', async () => {
    const model = await open();
    expect(model.batching).toBe('in-place');
    const together = await steps(model, PROMPTS);
    for (const [row, prompt] of PROMPTS.entries()) expect(await steps(await open(), [prompt])).toEqual([together[row]]);
  });
});

describe('the layout', () => {
  const tensor = (name: string, shape: readonly (number | string)[], type = 'float32'): TensorMetadata => ({
    ...{ name, shape, type, isTensor: true },
  });
  const caches = (prefix: string, shape: readonly (number | string)[], type?: string) =>
    [0, 1].flatMap((layer) => ['key', 'value'].map((kind) => tensor(`${prefix}.${layer}.${kind}`, shape, type)));
  const open = ['rows', 'heads', 'past', 'size'];
  const inputs = [tensor('input_ids', ['rows', 'new'], 'int64'), ...caches('past_key_values', open)];
  const outputs = [tensor('logits', ['rows', 'new', 'words']), ...caches('present', open)];

  it('takes from the configuration what the graph leaves open', () => {
    const config = { num_attention_heads: 8, num_key_value_heads: 2, hidden_size: 256, max_position_embeddings: 4_096 };
    expect(readLayout(inputs, outputs, config)).toEqual({
      cache: { layers: 2, heads: 2, headSize: 32, element: 'float32' },
      contextTokens: 4_096,
      takesPositions: false,
      states: 'present',
    });
    expect(readLayout(inputs, outputs, { ...config, head_dim: 64 }).cache.headSize).toBe(64);
  });

  it('names what does not fit', () => {
    const config = { num_key_value_heads: 2, head_dim: 32 };
    expect(() => readLayout(inputs, outputs, {})).toThrow(/neither .* says num_key_value_heads/u);
    expect(() => readLayout(inputs.slice(0, 1), outputs, config)).toThrow(/exported without a cache/u);
    expect(() => readLayout(inputs, outputs.slice(0, 3), config)).toThrow(/does not give present\.1\.key/u);
    expect(() => readLayout([...inputs, tensor('pixel_values', [])], outputs, config)).toThrow(/pixel_values/u);
    const fixed = [...inputs.slice(0, 1), ...caches('past_key_values', ['rows', 4, 'past', 32])];
    expect(() => readLayout(fixed, outputs, config)).toThrow(
      /has size 4 where config.json says num_key_value_heads = 2/u,
    );
    const bytes = [...inputs.slice(0, 1), ...caches('past_key_values', open, 'int8')];
    expect(() => readLayout(bytes, outputs, config)).toThrow(/cache is of type int8/u);
  });
});
