import { AdamDescent } from './adam.descent.js';
import { type AdapterValues, moveQuestion, QueryAdapter, seenIn } from './query.adapter.js';

/** One question, the clauses that stand near it, and which of them answer it. All vectors have length 1. */
export interface AdapterExample {
  readonly question: Float32Array;
  readonly candidates: readonly Float32Array[];
  readonly isRight: readonly boolean[];
}

export interface AdapterSettings {
  readonly rank: number;
  readonly steps: number;
  /** What cosines are divided by before the softmax. */
  readonly temperature: number;
  /** Weight of the squared norm of what is added to a question: of few examples only what many of them share may be learned. */
  readonly restraint: number;
  /** Numbers in [0, 1), from a seed: the same seed gives the same adapter. */
  readonly random: () => number;
}

/** Spread of the first `down`; `up` begins at nothing, so that an untrained adapter leaves questions as they are. */
const FIRST_SPREAD = 0.02;

/**
 * Learns the adapter under which the right clauses hold most of the softmax over a question's candidates (listwise, as in
 * ListNet, Cao et al., ICML 2007). The clauses' vectors stay frozen. Full batches and a fixed number of steps.
 */
export function trainQueryAdapter(
  model: string,
  examples: readonly AdapterExample[],
  { rank, steps, temperature, restraint, random }: AdapterSettings,
): QueryAdapter {
  const learned = examples.filter(({ isRight }) => isRight.includes(true));
  const dimension = learned[0]?.question.length ?? 0;
  const values: AdapterValues = {
    down: Float32Array.from({ length: rank * dimension }, () => FIRST_SPREAD * normal(random)),
    up: new Float32Array(rank * dimension),
    offset: new Float32Array(dimension),
  };
  const descents = { down: new AdamDescent(values.down), up: new AdamDescent(values.up) };
  const offsetDescent = new AdamDescent(values.offset);
  for (let step = 0; step < steps; step++) {
    const slope = restrainedSlope(values, restraint);
    for (const example of learned) addSlope(slope, values, example, { temperature, share: 1 / learned.length });
    descents.down.step(slope.down);
    descents.up.step(slope.up);
    offsetDescent.step(slope.offset);
  }
  return new QueryAdapter(model, values);
}

/** Slope of restraint · (|Σ down·up|² + |offset|²). */
function restrainedSlope({ down, up, offset }: AdapterValues, restraint: number): AdapterValues {
  const by = 2 * restraint;
  return {
    down: mixed(down, productsOf(up, offset.length), by),
    up: mixed(up, productsOf(down, offset.length), by),
    offset: offset.map((value) => by * value),
  };
}

/** Dot products of all pairs of rows, row by row. */
function productsOf(rows: Float32Array, dimension: number): readonly (readonly number[])[] {
  const each = Array.from({ length: rows.length / dimension }, (_, row) =>
    rows.subarray(row * dimension, (row + 1) * dimension),
  );
  return each.map((left) => each.map((right) => dot(left, right)));
}

/** Each row becomes the sum of all rows, weighed by its products with them. */
function mixed(rows: Float32Array, products: readonly (readonly number[])[], by: number): Float32Array {
  const dimension = rows.length / Math.max(1, products.length);
  const sum = new Float32Array(rows.length);
  products.forEach((weights, row) =>
    weights.forEach((weight, other) => {
      for (let at = 0; at < dimension; at++)
        sum[row * dimension + at] =
          (sum[row * dimension + at] ?? 0) + by * weight * (rows[other * dimension + at] ?? 0);
    }),
  );
  return sum;
}

interface Reading {
  readonly temperature: number;
  /** The question's share of all. */
  readonly share: number;
}

/** Adds what one question says of the values. */
function addSlope(slope: AdapterValues, values: AdapterValues, example: AdapterExample, reading: Reading): void {
  const { question } = example;
  const dimension = question.length;
  const seen = seenIn(question, values);
  const pull = slopeOfMoved(moveQuestion(question, values, seen), example, reading);
  addTo(slope.offset, pull, 1);
  seen.forEach((strength, row) => {
    const [from, to] = [row * dimension, (row + 1) * dimension];
    addTo(slope.up.subarray(from, to), pull, strength);
    addTo(slope.down.subarray(from, to), question, dot(values.up.subarray(from, to), pull));
  });
}

/** Slope of −Σ log softmax(right) by the moved question before it is brought to length 1. */
function slopeOfMoved(
  moved: Float32Array,
  { candidates, isRight }: AdapterExample,
  { temperature, share }: Reading,
): Float32Array {
  const length = Math.hypot(...moved) || 1;
  const unit = moved.map((value) => value / length);
  const powers = candidates.map((candidate) => Math.exp((dot(unit, candidate) - 1) / temperature));
  const all = powers.reduce((sum, power) => sum + power, 0);
  const wanted = 1 / isRight.filter(Boolean).length;
  const slope = new Float32Array(moved.length);
  candidates.forEach((candidate, place) => {
    const surplus = (powers[place] ?? 0) / all - (isRight[place] ? wanted : 0);
    addTo(slope, candidate, (surplus * share) / temperature);
  });
  // What points along the question only changes its length, which does not count.
  const along = dot(slope, unit);
  return slope.map((value, at) => (value - along * (unit[at] ?? 0)) / length);
}

function addTo(sum: Float32Array, other: Float32Array, weight: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + weight * (other[at] ?? 0);
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}

/** A normally distributed number (Box and Muller, 1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
