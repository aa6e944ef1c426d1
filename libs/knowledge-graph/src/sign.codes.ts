import { BLOCK_BYTES, makeVectorKernel, QUESTION_BLOCK_BYTES, reserve } from './vector.kernel.js';

/** How much rows differ from a question. */
export interface Differences {
  readonly byRow: Uint16Array;
  /** How many rows differ so much, by how much. */
  readonly histogram: Uint32Array;
}

const GROWTH = 1.5;
const FIRST_ROWS = 256;
/** Of a question's values the smallest third says least, and its sign may as well be another; the largest say most. */
const COUNTS_FROM = 1 / 3;
const COUNTS_TWICE_FROM = 0.7;

/**
 * A vector told by the signs of its values alone, a bit each: a thirty-second of its size, and vectors that lie near one
 * another differ in few bits. Rows are numbered by whoever writes them.
 */
export class SignCodes {
  private readonly kernel = makeVectorKernel();
  private readonly blocks: number;
  private capacity = 0;
  private codes = new Uint8Array(0);
  private counts = new Uint16Array(0);
  private histogram = new Uint32Array(0);

  constructor(private readonly dimension: number) {
    this.blocks = Math.ceil(dimension / (8 * BLOCK_BYTES));
  }

  /** A value counts as positive when it is greater than the centre's. */
  write(row: number, vector: Float32Array, centre: Float32Array): void {
    if (row >= this.capacity) this.grow(row + 1);
    this.writeBits(this.placeOf(row), vector.length, (at) => (vector[at] ?? 0) > (centre[at] ?? 0));
  }

  move(from: number, to: number): void {
    this.codes.copyWithin(this.placeOf(to), this.placeOf(from), this.placeOf(from + 1));
  }

  /** How much the first rows differ from the question. Valid until the next call. */
  differences(vector: Float32Array, rows: number): Differences {
    this.histogram.fill(0);
    if (rows) {
      this.writeQuestion(vector);
      this.kernel.count(0, this.placeOf(0), this.counts.byteOffset, rows, this.blocks);
    }
    return { byRow: this.counts.subarray(0, rows), histogram: this.histogram };
  }

  private placeOf(row: number): number {
    return this.histogramPlace + this.histogramBytes + row * this.blocks * BLOCK_BYTES;
  }

  /** In memory: the question's code, how many rows have which count, the codes of all rows, and a count for each. */
  private grow(needed: number): void {
    this.capacity = Math.max(FIRST_ROWS, Math.ceil(needed * GROWTH));
    const codes = this.placeOf(this.capacity);
    const { memory } = this.kernel;
    reserve(memory, codes + this.capacity * Uint16Array.BYTES_PER_ELEMENT);
    this.codes = new Uint8Array(memory.buffer, 0, codes);
    this.counts = new Uint16Array(memory.buffer, codes, this.capacity);
    this.histogram = new Uint32Array(memory.buffer, this.histogramPlace, this.entries);
  }

  /** A bit counts twice at most. */
  private get entries(): number {
    return 2 * this.dimension + 1;
  }

  private get histogramPlace(): number {
    return this.blocks * QUESTION_BLOCK_BYTES;
  }

  /** Filled up to whole blocks. */
  private get histogramBytes(): number {
    return BLOCK_BYTES * Math.ceil((this.entries * Uint32Array.BYTES_PER_ELEMENT) / BLOCK_BYTES);
  }

  private writeQuestion(vector: Float32Array): void {
    const sizes = vector.map(Math.abs).sort();
    const [once = 0, twice = 0] = [COUNTS_FROM, COUNTS_TWICE_FROM].map(
      (share) => sizes[Math.floor(share * sizes.length)],
    );
    for (let block = 0, first = 0; block < this.blocks; block++, first += 8 * BLOCK_BYTES) {
      const place = block * QUESTION_BLOCK_BYTES;
      const size = (at: number) => Math.abs(vector[first + at] ?? 0);
      const left = Math.min(8 * BLOCK_BYTES, vector.length - first);
      this.writeBits(place, left, (at) => (vector[first + at] ?? 0) > 0);
      this.writeBits(place + BLOCK_BYTES, left, (at) => size(at) >= once);
      this.writeBits(place + 2 * BLOCK_BYTES, left, (at) => size(at) >= twice);
    }
  }

  private writeBits(place: number, count: number, isSet: (at: number) => boolean): void {
    for (let byte = 0; byte * 8 < count; byte++) {
      let bits = 0;
      for (let bit = 0, at = byte * 8; bit < 8 && at < count; bit++, at++) if (isSet(at)) bits |= 1 << bit;
      this.codes[place + byte] = bits;
    }
  }
}
