/** What an adapter consists of: `rank` directions, each with what answers to it. One row of `dimension` numbers after another. */
export interface AdapterValues {
  /** What the adapter looks for in a question. */
  readonly down: Float32Array;
  /** Where each of these moves the question. */
  readonly up: Float32Array;
  /** Where every question is moved; `dimension` numbers. */
  readonly offset: Float32Array;
}

/**
 * Moves a question's vector towards the clauses that answer such questions: q' = unit(q + Σ (q·down)·up + offset). Customers ask in
 * other words than policies are written in; the embedding model knows that only in general. The clauses' vectors stay what they
 * are, so an index built without the adapter serves with it.
 */
export class QueryAdapter {
  readonly dimension: number;
  readonly rank: number;

  constructor(
    /** The embedding model whose questions it was learned on. Vectors of another model mean nothing to it. */
    readonly model: string,
    readonly values: AdapterValues,
  ) {
    const { down, up, offset } = values;
    this.dimension = offset.length;
    this.rank = down.length / Math.max(1, offset.length);
    if (!Number.isInteger(this.rank) || up.length !== down.length)
      throw new RangeError(
        `down (${down.length}), up (${up.length}) and offset (${offset.length}) do not fit together`,
      );
  }

  /** A unit vector beside the question's own, which stays as it is. */
  adapt(question: Float32Array): Float32Array {
    if (question.length !== this.dimension)
      throw new RangeError(`a question of ${question.length} numbers for an adapter of ${this.dimension}`);
    const moved = moveQuestion(question, this.values, seenIn(question, this.values));
    const length = Math.hypot(...moved) || 1;
    return moved.map((value) => value / length);
  }
}

/** How strongly each direction is seen in a question: `rank` numbers. */
export function seenIn(question: Float32Array, { down }: AdapterValues): Float32Array {
  const dimension = question.length;
  return Float32Array.from({ length: down.length / dimension }, (_, row) => {
    let sum = 0;
    for (let at = 0; at < dimension; at++) sum += (down[row * dimension + at] ?? 0) * (question[at] ?? 0);
    return sum;
  });
}

/** The question moved by what was seen in it, not yet of length 1. */
export function moveQuestion(question: Float32Array, { up, offset }: AdapterValues, seen: Float32Array): Float32Array {
  const dimension = question.length;
  const moved = question.map((value, at) => value + (offset[at] ?? 0));
  seen.forEach((strength, row) => {
    for (let at = 0; at < dimension; at++) moved[at] = (moved[at] ?? 0) + strength * (up[row * dimension + at] ?? 0);
  });
  return moved;
}
