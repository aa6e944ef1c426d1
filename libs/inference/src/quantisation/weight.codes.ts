import type { Projection, Table } from './bert.weights.js';

/**
 * Half the range of eight bits: processors without an instruction for such products add up two of them in sixteen bits, and
 * 255 × 64 × 2 is the most that fits. With the whole range they would give other vectors than newer ones, silently.
 */
export const MOST_CODE = 64;

/** A matrix of whole numbers with a scale for each output: `weight = code × scale`. */
export interface ColumnCodes {
  /** `inputs × outputs`, row after row. */
  readonly codes: Int8Array;
  /** One an output. */
  readonly scales: Float32Array;
}

/** Rounds each output's weights to the nearest multiple of its largest divided by `most`. */
export function quantiseColumns({ inputs, outputs, weights }: Projection, most = MOST_CODE): ColumnCodes {
  const scales = largestOf(weights, outputs).map((size) => size / most || 1);
  const codes = new Int8Array(inputs * outputs);
  // Loops, because a model has tens of millions of weights.
  for (let at = 0, output = 0; at < codes.length; at++, output = (output + 1) % outputs)
    codes[at] = Math.round((weights[at] ?? 0) / (scales[output] ?? 1));
  return { codes, scales };
}

function largestOf(weights: Float32Array, outputs: number): Float32Array {
  const largest = new Float32Array(outputs);
  for (let at = 0, output = 0; at < weights.length; at++, output = (output + 1) % outputs)
    largest[output] = Math.max(largest[output] ?? 0, Math.abs(weights[at] ?? 0));
  return largest;
}

const MOST_BYTE = 127;

/** A table of whole numbers with a scale for each row: `value = code × scale`. */
export interface RowCodes {
  readonly codes: Int8Array;
  /** One a row. */
  readonly scales: Float32Array;
}

/** Rounds each row to the nearest multiple of its largest number divided by 127. Rows are looked up, not multiplied with. */
export function quantiseRows({ rows, columns, values }: Table): RowCodes {
  const scales = new Float32Array(rows);
  const codes = new Int8Array(values.length);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * columns, (row + 1) * columns];
    let most = 0;
    for (let at = from; at < to; at++) most = Math.max(most, Math.abs(values[at] ?? 0));
    const scale = most / MOST_BYTE || 1;
    scales[row] = scale;
    for (let at = from; at < to; at++) codes[at] = Math.round((values[at] ?? 0) / scale);
  }
  return { codes, scales };
}
