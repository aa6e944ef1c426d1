import { ModelFetchError } from '../inference.errors.js';
import { toSingle } from '../multilingual/e5.file.js';
import type { Table } from '../quantisation/bert.weights.js';
import { GGML, type GgufTensor } from './gguf.file.js';

/** Weights that share a scale. */
export const BLOCK = 32;

/** The weights as numbers, one row an output. Throws `model-not-converted` for a tensor that is not in blocks. */
export function unpackBlocks(tensor: GgufTensor): Table {
  if (tensor.type === GGML.q4_1) return unpackQ41(tensor);
  if (tensor.type === GGML.q8_0) return unpackQ80(tensor);
  throw new ModelFetchError(
    'model-not-converted',
    `The GGUF file cannot be converted: ${tensor.name} is stored as type ${tensor.type}, which has no blocks.`,
  );
}

/** Scale and minimum in half precision, then 32 codes: `code × scale + minimum`. The first half stands in the low bits. */
function unpackQ41({ rows, columns, bytes }: GgufTensor): Table {
  const half = BLOCK / 2;
  const size = 4 + half;
  const values = new Float32Array(rows * columns);
  const count = values.length / BLOCK;
  const [scales, minima] = [halvesAt(bytes, count, size, 0), halvesAt(bytes, count, size, 2)];
  for (let block = 0; block < count; block++) {
    const [scale = 0, minimum = 0] = [scales[block], minima[block]];
    for (let at = 0; at < half; at++) {
      const pair = bytes[block * size + 4 + at] ?? 0;
      values[block * BLOCK + at] = (pair & 15) * scale + minimum;
      values[block * BLOCK + half + at] = (pair >> 4) * scale + minimum;
    }
  }
  return { rows, columns, values };
}

/** A scale in half precision, then 32 signed codes. */
function unpackQ80({ rows, columns, bytes }: GgufTensor): Table {
  const size = 2 + BLOCK;
  const values = new Float32Array(rows * columns);
  const scales = halvesAt(bytes, values.length / BLOCK, size, 0);
  const codes = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let place = 0; place < values.length; place++) {
    const block = Math.floor(place / BLOCK);
    values[place] = (codes[block * size + 2 + (place % BLOCK)] ?? 0) * (scales[block] ?? 0);
  }
  return { rows, columns, values };
}

function halvesAt(bytes: Uint8Array, blocks: number, size: number, offset: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return toSingle(Uint16Array.from({ length: blocks }, (_, block) => view.getUint16(block * size + offset, true)));
}

/** Matrices that read the same states, as one: their rows one below another. */
export function stackRows(parts: readonly Table[]): Table {
  const columns = parts[0]?.columns ?? 0;
  if (parts.some((part) => part.columns !== columns))
    throw new ModelFetchError(
      'model-not-converted',
      'The GGUF file cannot be converted: projections of the same states differ in width.',
    );
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { rows: values.length / columns, columns, values };
}
