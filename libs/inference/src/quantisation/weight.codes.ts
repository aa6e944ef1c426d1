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
  const largest = new Float32Array(outputs);
  weights.forEach((weight, place) => {
    largest[place % outputs] = Math.max(largest[place % outputs] ?? 0, Math.abs(weight));
  });
  const scales = largest.map((size) => size / most || 1);
  const codes = new Int8Array(inputs * outputs);
  weights.forEach((weight, place) => (codes[place] = Math.round(weight / (scales[place % outputs] ?? 1))));
  return { codes, scales };
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
    const numbers = values.subarray(row * columns, (row + 1) * columns);
    const scale = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / MOST_BYTE || 1;
    scales[row] = scale;
    numbers.forEach((value, at) => (codes[row * columns + at] = Math.round(value / scale)));
  }
  return { codes, scales };
}
