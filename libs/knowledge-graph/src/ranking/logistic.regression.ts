import { deviationsOf, type DescentSettings, product } from './listwise.softmax.js';

export interface LabelledRow {
  readonly row: readonly number[];
  readonly isPositive: boolean;
  readonly weight: number;
}

export interface LogisticFit {
  readonly offset: number;
  readonly weights: readonly number[];
}

const STEP = 0.5;
const MOMENTUM = 0.9;

/** Logistic regression by full-batch descent from zero: equal data, equal weights. The offset is not shrunk. */
export function fitLogistic(rows: readonly LabelledRow[], { l2, steps }: DescentSettings): LogisticFit {
  const scales = deviationsOf(rows.map(({ row }) => row));
  const means = scales.map((_, at) => rows.reduce((sum, { row }) => sum + (row[at] ?? 0), 0) / rows.length);
  // The last column is the offset.
  const scaled = rows.map((labelled) => ({ ...labelled, row: [...standardised(labelled.row, means, scales), 1] }));
  const total = rows.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const weights = [...scales.map(() => 0), 0];
  const speed = weights.map(() => 0);
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight, at) => (at < scales.length ? l2 * weight : 0));
    for (const { row, isPositive, weight } of scaled) {
      const slope = (weight / total) * (1 / (1 + Math.exp(-product(row, weights))) - (isPositive ? 1 : 0));
      row.forEach((value, at) => (gradient[at] = (gradient[at] ?? 0) + slope * value));
    }
    gradient.forEach((slope, at) => {
      speed[at] = MOMENTUM * (speed[at] ?? 0) - STEP * slope;
      weights[at] = (weights[at] ?? 0) + (speed[at] ?? 0);
    });
  }
  const own = scales.map((scale, at) => (weights[at] ?? 0) / scale);
  return { offset: (weights.at(-1) ?? 0) - product(own, means), weights: own };
}

const standardised = (row: readonly number[], means: readonly number[], scales: readonly number[]) =>
  row.map((value, at) => (value - (means[at] ?? 0)) / (scales[at] ?? 1));
