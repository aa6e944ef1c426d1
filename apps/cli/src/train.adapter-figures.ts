import { mulberry32 } from '@zhike/evaluation';
import type { QueryAdapter } from '@zhike/inference';
import { type AdapterMaterial, type AdapterQuestion, learnAdapter, nearestTo } from './train.adapter-material.js';

export interface AdapterSplit {
  readonly folds: number;
  readonly seed: number;
  /**
   * What is kept from an adapter beside the questions it is tried on. `clauses`: the clauses that answer them too, as it will be
   * for a shop whose policies it never saw. `questions`: nothing else, as for policies that it was learned on.
   */
  readonly hidden: 'clauses' | 'questions';
}

/** For each question an adapter that was learned without it. */
export function heldOutAdapters(material: AdapterMaterial, split: AdapterSplit): ReadonlyMap<string, QueryAdapter> {
  const adapters = new Map<string, QueryAdapter>();
  for (const tried of foldsOf(material.questions, split)) {
    const hidden = new Set(tried.flatMap(({ right }) => [...right]));
    const isTried = new Set(tried);
    const others = material.questions.filter(
      (question) =>
        !isTried.has(question) && (split.hidden === 'questions' || ![...question.right].some((key) => hidden.has(key))),
    );
    const random = mulberry32(split.seed);
    const learning = split.hidden === 'clauses' ? { random, hidden } : { random };
    const adapter = learnAdapter(material, others, learning);
    for (const { id } of tried) adapters.set(id, adapter);
  }
  return adapters;
}

/** Where clauses are hidden, questions with the same first right clause stay together: fewer others must then be left out. */
function foldsOf(questions: readonly AdapterQuestion[], { folds, seed, hidden }: AdapterSplit): AdapterQuestion[][] {
  const random = mulberry32(seed);
  const foldOf = new Map<string, number>();
  const split = Array.from({ length: folds }, (): AdapterQuestion[] => []);
  for (const question of questions) {
    const [first = ''] = question.right;
    const together = hidden === 'clauses' ? first : question.id;
    const fold = foldOf.get(together) ?? Math.floor(folds * random());
    foldOf.set(together, fold);
    split[fold]?.push(question);
  }
  return split.filter((fold) => fold.length > 0);
}

/** How many clauses of a list are looked at. */
const DEPTHS = [1, 5, 10];
const RESAMPLES = 2_000;

/** Share of questions with a right clause among the nearest, without the adapter and with one that was learned without them. */
export function adapterFigures(material: AdapterMaterial, { folds, seed }: Omit<AdapterSplit, 'hidden'>): string {
  const plain = hitsOf(material, (question) => question.vector);
  return (['questions', 'clauses'] as const)
    .flatMap((hidden) => {
      const adapters = heldOutAdapters(material, { folds, seed, hidden });
      const adapted = hitsOf(material, ({ id, vector }) => adapters.get(id)?.adapt(vector) ?? vector);
      return DEPTHS.map((depth, at) => {
        const [before, after] = [plain[at] ?? [], adapted[at] ?? []];
        const gains = after.map((hit, place) => hit - (before[place] ?? 0));
        const [low, high] = intervalOf(gains, seed);
        const name = `${hidden} not seen, hit@${depth}`.padEnd(28);
        return `${name} ${shown(meanOf(before))} → ${shown(meanOf(after))}  ${signed(meanOf(gains))} [${signed(low)}, ${signed(high)}]`;
      });
    })
    .join('\n');
}

/** By depth, 1 for each question that finds a right clause so deep, else 0. */
function hitsOf(
  { questions, clauses }: AdapterMaterial,
  vectorOf: (question: AdapterQuestion) => Float32Array,
): number[][] {
  const places = questions.map((question) =>
    nearestTo(vectorOf(question), clauses, Math.max(...DEPTHS)).findIndex((key) => question.right.has(key)),
  );
  return DEPTHS.map((depth) => places.map((place) => (place >= 0 && place < depth ? 1 : 0)));
}

/** 95 % bootstrap interval of the mean. */
function intervalOf(values: readonly number[], seed: number): [number, number] {
  const random = mulberry32(seed);
  const means = Array.from({ length: RESAMPLES }, () =>
    meanOf(values.map(() => values[Math.floor(values.length * random())] ?? 0)),
  ).sort((a, b) => a - b);
  return [means[Math.floor(0.025 * RESAMPLES)] ?? 0, means[Math.floor(0.975 * RESAMPLES)] ?? 0];
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const shown = (share: number) => share.toFixed(3);
const signed = (value: number) => (value < 0 ? '−' : '+') + Math.abs(value).toFixed(3);
