import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { onnxModel } from '../multilingual/onnx.bytes.js';
import { bertGraph } from './bert.graph.js';
import { type Products, SingleProducts, type StateRange, type StateRanges } from './bert.products.js';
import type { BertWeights } from './bert.weights.js';

/**
 * Ranges are widened to the next eighth: processors differ in the last bits of single precision, and the model must come out the
 * same on all of them.
 */
const STEPS = 8;

export interface RangeMeasuring {
  readonly tokenizer: Uint8Array;
  /** As the tokenizer wants them. */
  readonly texts: readonly string[];
  /** Puts something between the states and their products, as the quantised graph will have it. */
  readonly within?: (products: Products) => Products;
}

/** Runs the encoder in single precision on some texts and answers between what its states lie. */
export async function measureRanges(bert: BertWeights, measuring: RangeMeasuring): Promise<StateRanges> {
  const ranges = new Map<string, StateRange>();
  await observeStates(bert, measuring, (name, values) => ranges.set(name, joined(ranges.get(name), values)));
  return new Map([...ranges].map(([name, range]) => [name, widened(range)]));
}

/** Shows the states that are multiplied, text by text. */
export async function observeStates(
  bert: BertWeights,
  { tokenizer, texts, within = (products) => products }: RangeMeasuring,
  show: (name: string, values: Float32Array) => void,
): Promise<void> {
  const products = new SingleProducts();
  const model = onnxModel(bertGraph(bert, within(products), { watched: () => products.states }));
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const words = new Tokenizer(JSON.parse(new TextDecoder().decode(tokenizer)) as object, {});
  try {
    for (const text of texts) {
      const ids = words.encode(text).ids.slice(0, bert.positions.rows);
      const output = await session.run(inputsOf(ids));
      for (const name of products.states) show(name, output[name]?.data as Float32Array);
    }
  } finally {
    await session.release();
  }
}

function inputsOf(ids: readonly number[]): Record<string, Tensor> {
  const shape = [1, ids.length];
  return {
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
  };
}

/** Nought lies in every range: it must have a code of its own. */
function joined({ least, most }: StateRange = { least: 0, most: 0 }, values: Float32Array): StateRange {
  for (const value of values) {
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  return { least, most };
}

const widened = ({ least, most }: StateRange) => ({
  least: Math.floor(least * STEPS) / STEPS,
  most: Math.ceil(most * STEPS) / STEPS,
});
