/** Rows of one block; a block of the usual dimensions is one or two megabytes. */
const ROWS = 1_024;

/** Vectors of one length, row by row, in blocks: growing copies nothing and leaves little unused. */
export class VectorRows {
  private readonly blocks: Float32Array[] = [];

  constructor(private readonly dimension: number) {}

  write(row: number, vector: Float32Array): void {
    const number = Math.floor(row / ROWS);
    const block = this.blocks[number] ?? new Float32Array(ROWS * this.dimension);
    this.blocks[number] = block;
    block.set(vector, (row % ROWS) * this.dimension);
  }

  /** A view, valid until the row is written again. */
  read(row: number): Float32Array {
    const start = (row % ROWS) * this.dimension;
    return (this.blocks[Math.floor(row / ROWS)] ?? new Float32Array(0)).subarray(start, start + this.dimension);
  }

  /** Blocks behind the last row are given back. */
  shrink(rows: number): void {
    this.blocks.length = Math.min(this.blocks.length, Math.ceil(rows / ROWS));
  }

  /** Four sums side by side, which the processor adds at the same time. */
  dot(row: number, vector: Float32Array): number {
    const { dimension } = this;
    const block = this.blocks[Math.floor(row / ROWS)] ?? new Float32Array(0);
    let at = (row % ROWS) * dimension;
    let place = 0;
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (const end = dimension - 3; place < end; place += 4, at += 4) {
      first += (block[at] ?? 0) * (vector[place] ?? 0);
      second += (block[at + 1] ?? 0) * (vector[place + 1] ?? 0);
      third += (block[at + 2] ?? 0) * (vector[place + 2] ?? 0);
      fourth += (block[at + 3] ?? 0) * (vector[place + 3] ?? 0);
    }
    for (; place < dimension; place++, at++) first += (block[at] ?? 0) * (vector[place] ?? 0);
    return first + second + third + fourth;
  }
}
