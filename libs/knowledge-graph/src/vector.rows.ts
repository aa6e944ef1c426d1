import { EIGHT_BYTES, makeVectorKernel, reserve } from './vector.kernel.js';

const GROWTH = 1.2;
const FIRST_ROWS = 64;
const VALUE_BYTES = 4;

/** Vectors of one length, row by row behind a question, each filled up with zeros to a length that the kernel can multiply. */
export class VectorRows {
  private readonly kernel = makeVectorKernel();
  private readonly eights: number;
  private capacity = 0;
  private values = new Float32Array(0);

  constructor(private readonly dimension: number) {
    this.eights = Math.max(1, Math.ceil((dimension * VALUE_BYTES) / EIGHT_BYTES));
    this.grow(FIRST_ROWS);
  }

  write(row: number, vector: Float32Array): void {
    if (row >= this.capacity) this.grow((row + 1) * GROWTH);
    this.values.set(vector, this.placeOf(row) / VALUE_BYTES);
  }

  move(from: number, to: number): void {
    const [start, place, size] = [this.placeOf(from), this.placeOf(to), this.dimension * VALUE_BYTES];
    this.values.copyWithin(place / VALUE_BYTES, start / VALUE_BYTES, (start + size) / VALUE_BYTES);
  }

  /** A view, valid until something is written. */
  read(row: number): Float32Array {
    const start = this.placeOf(row) / VALUE_BYTES;
    return this.values.subarray(start, start + this.dimension);
  }

  /** Answers of each row its product with the vector. Valid until another vector is asked about. */
  productsWith(vector: Float32Array): (row: number) => number {
    this.values.set(vector, 0);
    const { kernel, eights } = this;
    return (row) => kernel.dot(0, (row + 1) * eights * EIGHT_BYTES, eights);
  }

  private placeOf(row: number): number {
    return (row + 1) * this.eights * EIGHT_BYTES;
  }

  private grow(rows: number): void {
    this.capacity = Math.ceil(rows);
    reserve(this.kernel.memory, this.placeOf(this.capacity));
    this.values = new Float32Array(this.kernel.memory.buffer);
  }
}
