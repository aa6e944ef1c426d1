/** Half precision is kept as its bits: nothing here computes with it. */
export type CacheNumbers = Float32Array | Uint16Array;

/** How a model keeps the keys and values of the tokens it has read. */
export interface CacheLayout {
  readonly layers: number;
  /** Heads of keys and values, fewer than the heads of attention where groups share them. */
  readonly heads: number;
  readonly headSize: number;
  readonly element: 'float32' | 'float16';
}

/**
 * Keys and values of some rows: for each layer the keys, then the values, each `rows × heads × capacity × headSize`.
 * Memory for tokens that were never written is not touched.
 */
export class KeyValueStates {
  readonly arrays: readonly CacheNumbers[];

  constructor(
    readonly layout: CacheLayout,
    readonly rows: number,
    readonly capacity: number,
    arrays?: readonly CacheNumbers[],
  ) {
    const size = rows * layout.heads * capacity * layout.headSize;
    this.arrays = arrays ?? Array.from({ length: 2 * layout.layers }, () => emptyNumbers(layout, size));
  }

  get bytes(): number {
    return this.arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** The same memory, its first rows only. */
  firstRows(rows: number): readonly CacheNumbers[] {
    const size = rows * this.layout.heads * this.capacity * this.layout.headSize;
    return this.arrays.map((numbers) => numbers.subarray(0, size));
  }
}

/** Bytes one token takes. */
export function bytesPerToken({ layers, heads, headSize, element }: CacheLayout): number {
  return 2 * layers * heads * headSize * (element === 'float32' ? 4 : 2);
}

function emptyNumbers({ element }: CacheLayout, size: number): CacheNumbers {
  return element === 'float32' ? new Float32Array(size) : new Uint16Array(size);
}

/** A place among the states: one row, from one column on. */
export interface StatesPlace {
  readonly states: KeyValueStates;
  readonly row: number;
  readonly column: number;
}

/** Copies the states of `count` tokens. Both sides have the same layout. */
export function copyTokens(from: StatesPlace, to: StatesPlace, count: number): void {
  const { heads, headSize } = from.states.layout;
  from.states.arrays.forEach((source, at) => {
    const target = to.states.arrays[at];
    for (let head = 0; head < heads; head++) {
      const start = ((from.row * heads + head) * from.states.capacity + from.column) * headSize;
      const place = ((to.row * heads + head) * to.states.capacity + to.column) * headSize;
      target?.set(source.subarray(start, start + count * headSize), place);
    }
  });
}
