import type { BestDocuments } from './best.documents.js';
import { SignCodes } from './sign.codes.js';
import { VectorRows } from './vector.rows.js';

/** Fewer vectors than this are all compared exactly; it takes less than a millisecond. */
const EXACT_BELOW = 1_024;
/**
 * So many of the nearest by their signs are compared exactly; of a large index this share. With bge's vectors of two evaluation
 * packs the true ten nearest are then found in more than 98 of 100 cases (`npm run bench`, `retrieval.recall10`).
 */
const LEAST_COMPARED = 500;
const COMPARED_PER_WANTED = 10;
const COMPARED_SHARE = 1 / 200;
/** The centre is taken anew when there are so many times as many vectors as when it was taken. */
const GROWN = 2;
const FIRST_CENTRE = 256;

/**
 * Unit vectors of one model. A question is compared with the signs of all of them, and exactly with those that agree in the
 * most. Rows of removed documents are used again.
 */
export class VectorIndex {
  private readonly rows: VectorRows;
  private readonly codes: SignCodes;
  private readonly documents: number[] = [];
  private readonly rowOf = new Map<number, number>();
  /** Vectors of a language model lie to one side of the origin; signs say more when taken from their middle. */
  private centre: Float32Array;
  private centredAt = 0;

  constructor(private readonly dimension: number) {
    this.rows = new VectorRows(dimension);
    this.codes = new SignCodes(dimension);
    this.centre = new Float32Array(dimension);
  }

  get size(): number {
    return this.documents.length;
  }

  /** A vector of another length cannot be compared and is left out. */
  add(document: number, vector: Float32Array): void {
    if (vector.length !== this.dimension) return;
    const row = this.documents.push(document) - 1;
    this.rowOf.set(document, row);
    this.rows.write(row, vector);
    if (this.size >= Math.max(FIRST_CENTRE, GROWN * this.centredAt)) this.recentre();
    else this.codes.write(row, vector, this.centre);
  }

  /** The last row moves into the gap. */
  remove(document: number): void {
    const row = this.rowOf.get(document);
    if (row === undefined) return;
    const last = this.documents.length - 1;
    const moved = this.documents[last] ?? document;
    this.rows.move(last, row);
    this.codes.move(last, row);
    this.documents[row] = moved;
    this.rowOf.set(moved, row);
    this.documents.pop();
    this.rowOf.delete(document);
  }

  vectorOf(document: number): Float32Array | undefined {
    const row = this.rowOf.get(document);
    return row === undefined ? undefined : this.rows.read(row).slice();
  }

  /** Offers documents with their cosine, of those that are wanted at all. Only what agrees in too few signs is left out. */
  search(vector: Float32Array, best: BestDocuments, limit: number, isWanted: (document: number) => boolean): void {
    if (this.size < EXACT_BELOW) return this.searchExactly(vector, best, isWanted);
    if (vector.length !== this.dimension) return;
    const count = Math.max(LEAST_COMPARED, COMPARED_PER_WANTED * limit, Math.ceil(this.size * COMPARED_SHARE));
    const productOf = this.rows.productsWith(vector);
    for (const row of this.nearestBySigns(vector, count, isWanted)) this.offer(row, productOf(row), best);
  }

  /** Compares everything. */
  searchExactly(vector: Float32Array, best: BestDocuments, isWanted: (document: number) => boolean): void {
    if (vector.length !== this.dimension) return;
    const productOf = this.rows.productsWith(vector);
    this.documents.forEach((document, row) => {
      if (isWanted(document)) this.offer(row, productOf(row), best);
    });
  }

  private offer(row: number, score: number, best: BestDocuments): void {
    if (score >= best.least) best.offer(this.documents[row] ?? 0, score);
  }

  /**
   * The rows that differ in the fewest bits; of those that differ in as many as the last of them, as many as there is room for
   * twice over. What is not wanted takes no place: the more of it there is, the further is looked.
   */
  private nearestBySigns(vector: Float32Array, count: number, isWanted: (document: number) => boolean): number[] {
    const { byRow, histogram } = this.codes.differences(vector, this.size);
    for (let looked = count; ; looked *= 4) {
      const bound = boundOf(histogram, looked);
      const nearest = this.within(byRow, bound, count * 2, isWanted);
      if (nearest.length >= count || looked >= this.size) return nearest;
    }
  }

  /** Rows nearer than the bound first, then those on it. */
  private within(
    differences: Uint16Array,
    bound: number,
    most: number,
    isWanted: (document: number) => boolean,
  ): number[] {
    const nearer: number[] = [];
    const onBound: number[] = [];
    for (let row = 0; row < differences.length; row++) {
      const difference = differences[row] ?? 0;
      if (difference > bound || !isWanted(this.documents[row] ?? 0)) continue;
      (difference < bound ? nearer : onBound).push(row);
    }
    return [...nearer, ...onBound.slice(0, Math.max(0, most - nearer.length))];
  }

  private recentre(): void {
    const sums = new Float64Array(this.dimension);
    for (let row = 0; row < this.size; row++) {
      const vector = this.rows.read(row);
      for (let at = 0; at < this.dimension; at++) sums[at] = (sums[at] ?? 0) + (vector[at] ?? 0);
    }
    this.centre = Float32Array.from(sums, (sum) => sum / this.size);
    this.centredAt = this.size;
    for (let row = 0; row < this.size; row++) this.codes.write(row, this.rows.read(row), this.centre);
  }
}

/** The smallest difference within which so many rows lie. */
function boundOf(histogram: Uint32Array, count: number): number {
  let seen = 0;
  for (let difference = 0; difference < histogram.length; difference++) {
    seen += histogram[difference] ?? 0;
    if (seen >= count) return difference;
  }
  return histogram.length;
}
