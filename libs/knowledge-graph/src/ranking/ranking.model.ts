import type { FeatureName, Features } from './clause.features.js';
import { FEATURE_NAMES } from './clause.features.js';

/** What each feature counts, in the feature's own units. A feature that is not named counts nothing. */
export type FeatureWeights = Readonly<Partial<Record<FeatureName, number>>>;

/** A candidate's place in the ranking, and why. */
export interface Rating {
  /** Sum of the contributions; only differences between candidates of one question mean something. */
  readonly score: number;
  /** 0–1: the candidate's share among all candidates, as the softmax that was trained gives it. */
  readonly share: number;
  /** What each feature adds, against the mean of the candidates. */
  readonly contributions: Readonly<Partial<Record<FeatureName | 'reranked', number>>>;
}

/** Rates the candidates of one question, in the order given. */
export function rate(candidates: readonly Features[], weights: FeatureWeights): Rating[] {
  const counted = FEATURE_NAMES.filter((name) => weights[name]);
  const means = new Map(counted.map((name) => [name, meanOf(candidates.map((features) => features[name]))]));
  const rated = candidates.map((features) => {
    const contributions: Partial<Record<FeatureName, number>> = {};
    let score = 0;
    for (const name of counted) {
      const contribution = (weights[name] ?? 0) * (features[name] - (means.get(name) ?? 0));
      contributions[name] = contribution;
      score += contribution;
    }
    return { score, contributions };
  });
  const shares = softmax(rated.map(({ score }) => score));
  return rated.map((rating, place) => ({ ...rating, share: shares[place] ?? 0 }));
}

export function softmax(scores: readonly number[]): number[] {
  const best = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - best));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
