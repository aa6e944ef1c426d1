import { toSingle } from '../multilingual/e5.file.js';
import { GGML, type GgufTensor } from './gguf.file.js';
import { ModelFetchError } from '../inference.errors.js';

/** Weights that share a scale. */
export const BLOCK = 32;

/**
 * A matrix as ONNX Runtime's `MatMulNBits` wants it, one row an output:
 * `weight = (code − middle) × scale + offset of its block`, where middle is 8 of 4 bits and 128 of 8 bits.
 */
export interface BlockWeights {
  readonly bits: 4 | 8;
  readonly rows: number;
  readonly columns: number;
  /** Two neighbouring columns a byte at 4 bits, the earlier one in the low half; one at 8 bits. */
  readonly codes: Uint8Array;
  /** `rows × columns / 32`. */
  readonly scales: Float32Array;
  /** `rows × columns / 32`, or none where every offset is zero. */
  readonly offsets?: Float32Array;
}

/** Keeps every weight as it is stored. Throws `model-not-converted` for a tensor that is not in blocks. */
export function repackBlocks(tensor: GgufTensor): BlockWeights {
  if (tensor.type === GGML.q4_1) return repackQ41(tensor);
  if (tensor.type === GGML.q8_0) return repackQ80(tensor);
  throw new ModelFetchError(
    'model-not-converted',
    `The GGUF file cannot be converted: ${tensor.name} is stored as type ${tensor.type}, which has no blocks.`,
  );
}

/** Scale and minimum in half precision, then 32 codes: `code × scale + minimum`. The first half stands in the low bits. */
function repackQ41({ rows, columns, bytes }: GgufTensor): BlockWeights {
  const size = 4 + BLOCK / 2;
  const count = (rows * columns) / BLOCK;
  const codes = new Uint8Array((rows * columns) / 2);
  const scales = toSingle(halvesAt(bytes, count, size, 0));
  // `MatMulNBits` takes codes around 8, so a block's offset is its minimum plus eight steps. Fractional zero points would
  // say the same without a correction; the operator then unpacks all weights in every run, 35 times slower (measured).
  const offsets = toSingle(halvesAt(bytes, count, size, 2)).map((minimum, at) => minimum + 8 * (scales[at] ?? 0));
  for (let block = 0; block < count; block++) {
    const from = block * size + 4;
    const to = (block * BLOCK) / 2;
    for (let pair = 0; pair < BLOCK / 4; pair++) {
      const [left = 0, right = 0] = [bytes[from + 2 * pair], bytes[from + 2 * pair + 1]];
      codes[to + pair] = (left & 15) | ((right & 15) << 4);
      codes[to + BLOCK / 4 + pair] = (left >> 4) | (right & 240);
    }
  }
  return { bits: 4, rows, columns, codes, scales, offsets };
}

/** A scale in half precision, then 32 signed codes. */
function repackQ80({ rows, columns, bytes }: GgufTensor): BlockWeights {
  const size = 2 + BLOCK;
  const count = (rows * columns) / BLOCK;
  const codes = new Uint8Array(rows * columns);
  for (let block = 0; block < count; block++)
    for (let at = 0; at < BLOCK; at++) codes[block * BLOCK + at] = ((bytes[block * size + 2 + at] ?? 0) + 128) & 255;
  return { bits: 8, rows, columns, codes, scales: toSingle(halvesAt(bytes, count, size, 0)) };
}

function halvesAt(bytes: Uint8Array, blocks: number, size: number, offset: number): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: blocks }, (_, block) => view.getUint16(block * size + offset, true));
}

/** Matrices that read the same states, as one: their rows one below another. */
export function stackRows(parts: readonly BlockWeights[]): BlockWeights {
  const [first] = parts;
  if (!first || parts.some(({ bits, columns }) => bits !== first.bits || columns !== first.columns))
    throw new ModelFetchError(
      'model-not-converted',
      'The GGUF file cannot be converted: its projections differ in kind.',
    );
  const offsets = parts.flatMap((part) => (part.offsets ? [part.offsets] : []));
  return {
    bits: first.bits,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    columns: first.columns,
    codes: Buffer.concat(parts.map(({ codes }) => codes)),
    scales: joinFloats(parts.map(({ scales }) => scales)),
    ...(offsets.length === parts.length ? { offsets: joinFloats(offsets) } : {}),
  };
}

function joinFloats(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** One weight as a number; what the specs compare with. */
export function weightAt(weights: BlockWeights, row: number, column: number): number {
  const { bits, columns, codes, scales, offsets } = weights;
  const place = row * columns + column;
  const byte = codes[bits === 4 ? place >> 1 : place] ?? 0;
  const code = bits === 8 ? byte - 128 : ((place & 1 ? byte >> 4 : byte) & 15) - 8;
  const block = Math.floor(place / BLOCK);
  return code * (scales[block] ?? 0) + (offsets?.[block] ?? 0);
}
