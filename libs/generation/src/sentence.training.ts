import { SIGNS, type SentenceSigns, type Sign } from './sentence.signs.js';
import type { SentenceWeights } from './sentence.weights.js';

/** One question: each sentence on offer with its signs, and what choosing it would be worth (0–1). */
export type Lesson = readonly { readonly signs: SentenceSigns; readonly worth: number }[];

export interface TrainingOptions {
  /** How hard weights of standardised signs are held at nought. */
  readonly ridge: number;
  readonly steps: number;
  /** Signs that take no part. */
  readonly without?: readonly Sign[];
}

/** Step of the gradient ascent, and Adam's memories. */
const RATE = 0.05;
const MEMORY = { first: 0.9, second: 0.999 };

/**
 * Weights that make the expected worth of one sentence, drawn by softmax of its rating, as great as can be. What is
 * maximised is what is wanted (an answer like the reference), so no label "answers / answers not" has to be made up.
 * Deterministic: it starts from nought and draws no numbers.
 */
export function trainWeights(
  lessons: readonly Lesson[],
  { ridge, steps, without = [] }: TrainingOptions,
): SentenceWeights {
  const used = SIGNS.filter((sign) => !without.includes(sign));
  const scale = scaleOf(lessons, used);
  const standard = lessons.map((lesson) =>
    lesson.map(({ signs, worth }) => ({ worth, signs: used.map((sign, at) => signs[sign] / (scale[at] ?? 1)) })),
  );
  const weights = used.map(() => 0);
  const first = used.map(() => 0);
  const second = used.map(() => 0);
  for (let step = 1; step <= steps; step++) {
    const gradient = gradientOf(standard, weights, ridge);
    gradient.forEach((slope, at) => {
      const one = (first[at] = MEMORY.first * (first[at] ?? 0) + (1 - MEMORY.first) * slope);
      const two = (second[at] = MEMORY.second * (second[at] ?? 0) + (1 - MEMORY.second) * slope * slope);
      const pace = one / (1 - MEMORY.first ** step) / (Math.sqrt(two / (1 - MEMORY.second ** step)) + 1e-8);
      weights[at] = (weights[at] ?? 0) + RATE * pace;
    });
  }
  const raw = new Map(used.map((sign, at) => [sign, (weights[at] ?? 0) / (scale[at] ?? 1)]));
  return Object.fromEntries(SIGNS.map((sign) => [sign, raw.get(sign) ?? 0])) as Record<Sign, number>;
}

type Standard = readonly { readonly worth: number; readonly signs: readonly number[] }[];

function gradientOf(lessons: readonly Standard[], weights: readonly number[], ridge: number): number[] {
  const gradient = weights.map((weight) => -2 * ridge * weight);
  for (const lesson of lessons) {
    const chances = softmax(
      lesson.map(({ signs }) => signs.reduce((sum, sign, at) => sum + sign * (weights[at] ?? 0), 0)),
    );
    const expected = lesson.reduce((sum, { worth }, at) => sum + worth * (chances[at] ?? 0), 0);
    lesson.forEach(({ worth, signs }, at) => {
      const pull = ((chances[at] ?? 0) * (worth - expected)) / lessons.length;
      signs.forEach((sign, which) => (gradient[which] = (gradient[which] ?? 0) + pull * sign));
    });
  }
  return gradient;
}

function softmax(ratings: readonly number[]): number[] {
  const top = Math.max(...ratings);
  const powers = ratings.map((rating) => Math.exp(rating - top));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}

/** Standard deviation of each sign over all sentences. */
function scaleOf(lessons: readonly Lesson[], used: readonly Sign[]): number[] {
  const all = lessons.flat();
  return used.map((sign) => {
    const mean = all.reduce((sum, { signs }) => sum + signs[sign], 0) / all.length;
    const variance = all.reduce((sum, { signs }) => sum + (signs[sign] - mean) ** 2, 0) / all.length;
    return Math.sqrt(variance) || 1;
  });
}
