/** One question with its candidates: a row of features each, and which of them are right (at least one is). */
export interface RatedList {
  readonly rows: readonly (readonly number[])[];
  readonly isRight: readonly boolean[];
  readonly weight: number;
}

export interface DescentSettings {
  /** Weight of the squared norm: the larger, the more alike the weights. */
  readonly l2: number;
  readonly steps: number;
  /** By column: weights that must not fall below zero. */
  readonly isNeverNegative?: readonly boolean[];
}

const STEP = 0.3;
const MOMENTUM = 0.9;

/**
 * Listwise softmax regression (as ListNet, Cao et al., ICML 2007, with the top place only): the weights under which the right
 * candidates hold most of the softmax. Full batches, a start at zero and a fixed number of steps: equal data, equal weights.
 * Features are standardised for the descent; the answer is in their own units.
 */
export function fitListwise(
  lists: readonly RatedList[],
  { l2, steps, isNeverNegative = [] }: DescentSettings,
): number[] {
  const scales = deviationsOf(lists.flatMap(({ rows }) => rows));
  const packed = lists.map((list) => pack(list, scales));
  const total = lists.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const weights = new Float64Array(scales.length);
  const speed = new Float64Array(scales.length);
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight) => l2 * weight);
    for (const list of packed) addGradient(gradient, list, weights, list.weight / total);
    gradient.forEach((slope, at) => {
      const moved = MOMENTUM * (speed[at] ?? 0) - STEP * slope;
      const isStopped = isNeverNegative[at] === true && (weights[at] ?? 0) + moved < 0;
      // Whoever is stopped at the border starts from rest.
      speed[at] = isStopped ? 0 : moved;
      weights[at] = isStopped ? 0 : (weights[at] ?? 0) + moved;
    });
  }
  return divided([...weights], scales);
}

/** A list with its rows one after another: a descent goes through them thousands of times. */
interface PackedList {
  readonly values: Float64Array;
  readonly isRight: readonly boolean[];
  readonly weight: number;
}

function pack({ rows, isRight, weight }: RatedList, scales: readonly number[]): PackedList {
  return { values: Float64Array.from(rows.flatMap((row) => divided(row, scales))), isRight, weight };
}

function addGradient(
  gradient: Float64Array,
  { values, isRight }: PackedList,
  weights: Float64Array,
  share: number,
): void {
  const width = weights.length;
  const scores = isRight.map((_, row) => scoreOf(values, row * width, weights));
  const best = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - best));
  const all = powers.reduce((sum, power) => sum + power, 0);
  const right = powers.reduce((sum, power, row) => (isRight[row] ? sum + power : sum), 0) || Number.EPSILON;
  powers.forEach((power, row) => {
    const slope = share * (power / all - (isRight[row] ? power / right : 0));
    for (let at = 0; at < width; at++) gradient[at] = (gradient[at] ?? 0) + slope * (values[row * width + at] ?? 0);
  });
}

function scoreOf(values: Float64Array, from: number, weights: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += (values[from + at] ?? 0) * (weights[at] ?? 0);
  return sum;
}

export function product(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}

/** Standard deviations by column; 1 for a column that never changes. */
export function deviationsOf(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, at) => {
    const mean = rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + ((row[at] ?? 0) - mean) ** 2, 0) / rows.length;
    return Math.sqrt(variance) || 1;
  });
}

const divided = (row: readonly number[], by: readonly number[]) => row.map((value, at) => value / (by[at] ?? 1));
