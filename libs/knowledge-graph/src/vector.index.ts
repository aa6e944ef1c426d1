const GROWTH = 1.5;

/** Unit vectors of one model, compared exactly: a dot product each. Rows of removed documents are used again. */
export class VectorIndex {
  private rows = new Float32Array(0);
  private readonly documents: number[] = [];
  private readonly rowOf = new Map<number, number>();

  constructor(private readonly dimension: number) {}

  get size(): number {
    return this.rowOf.size;
  }

  /** A vector of another length cannot be compared and is left out. */
  add(document: number, vector: Float32Array): void {
    if (vector.length !== this.dimension) return;
    const row = this.documents.push(document) - 1;
    const needed = (row + 1) * this.dimension;
    if (needed > this.rows.length) {
      const grown = new Float32Array(Math.ceil(needed * GROWTH));
      grown.set(this.rows);
      this.rows = grown;
    }
    this.rows.set(vector, row * this.dimension);
    this.rowOf.set(document, row);
  }

  /** The last row moves into the gap. */
  remove(document: number): void {
    const row = this.rowOf.get(document);
    if (row === undefined) return;
    const last = this.documents.length - 1;
    const moved = this.documents[last] ?? document;
    this.rows.copyWithin(row * this.dimension, last * this.dimension, (last + 1) * this.dimension);
    this.documents[row] = moved;
    this.rowOf.set(moved, row);
    this.documents.pop();
    this.rowOf.delete(document);
  }

  /** Cosine of every document with a unit vector. */
  scores(vector: Float32Array): Map<number, number> {
    const scores = new Map<number, number>();
    if (vector.length !== this.dimension) return scores;
    this.documents.forEach((document, row) => scores.set(document, this.dot(row, vector)));
    return scores;
  }

  private dot(row: number, vector: Float32Array): number {
    const { rows, dimension } = this;
    const base = row * dimension;
    let sum = 0;
    for (let at = 0; at < dimension; at++) sum += (rows[base + at] ?? 0) * (vector[at] ?? 0);
    return sum;
  }
}
