import type { Locale } from '@zhike/contracts';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { onnxModel } from '../multilingual/onnx.bytes.js';
import { bertGraph } from './bert.graph.js';
import { SingleProducts, type StateRange, type StateRanges } from './bert.products.js';
import type { BertWeights } from './bert.weights.js';
import { CALIBRATION_TEXTS } from './calibration.texts.js';

/**
 * Ranges are widened to the next eighth: processors differ in the last bits of single precision, and the model must come out the
 * same on all of them.
 */
const STEPS = 8;

/** Runs the encoder in single precision on fixed texts of its language and answers between what its states lie. */
export async function measureRanges(bert: BertWeights, tokenizer: Uint8Array, locale: Locale): Promise<StateRanges> {
  const products = new SingleProducts();
  bertGraph(bert, products);
  const { states } = products;
  const watched = states.filter((name) => name !== 'last_hidden_state');
  const model = onnxModel(bertGraph(bert, new SingleProducts(), watched));
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const words = new Tokenizer(JSON.parse(new TextDecoder().decode(tokenizer)) as object, {});
  const ranges = new Map<string, StateRange>();
  try {
    for (const text of CALIBRATION_TEXTS[locale]) {
      const ids = words.encode(text.toLowerCase()).ids.slice(0, bert.positions.rows);
      const output = await session.run(inputsOf(ids));
      for (const name of watched) ranges.set(name, joined(ranges.get(name), output[name]?.data as Float32Array));
    }
  } finally {
    await session.release();
  }
  return new Map([...ranges].map(([name, range]) => [name, widened(range)]));
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
  return {
    least: values.reduce((lowest, value) => Math.min(lowest, value), least),
    most: values.reduce((highest, value) => Math.max(highest, value), most),
  };
}

const widened = ({ least, most }: StateRange) => ({
  least: Math.floor(least * STEPS) / STEPS,
  most: Math.ceil(most * STEPS) / STEPS,
});
