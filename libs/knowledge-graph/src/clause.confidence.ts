import type { Locale } from '@zhike/contracts';
import type { FeatureName, Features } from './ranking/clause.features.js';
import { SIGN_NAMES, type SignName, type Signs } from './ranking/question.signs.js';

/** A logistic regression of "answerable or not" on the signs of a question's best candidates. */
export interface ConfidenceFit {
  readonly offset: number;
  readonly weights: Readonly<Partial<Record<SignName, number>>>;
}

/** Without vectors words alone speak: a clause that holds most of what was asked is believed. */
export const LEXICAL_CONFIDENCE: ConfidenceFit = { offset: -2, weights: { coverage: 5 } };
/**
 * With vectors but nothing learned: fitted once on two evaluation packs, for the models of the catalogue. Their cosines of
 * unrelated texts lie high and differ between the languages.
 */
export const FIRST_CONFIDENCE: Readonly<Record<Locale, ConfidenceFit>> = {
  zh: { offset: -6.9, weights: { meaning: 13.3, coverage: 0.5 } },
  en: { offset: -9.3, weights: { meaning: 13.7, coverage: 1.6 } },
};

/** 0–1: how surely the best clause speaks of what was asked; comparable between questions of one language. */
export function confidenceOf(signs: Signs, { offset, weights }: ConfidenceFit): number {
  return logistic(SIGN_NAMES.reduce((sum, name) => sum + (weights[name] ?? 0) * signs[name], offset));
}

/** A candidate is believed less than the best one as its share of the ranking is smaller; the root keeps close rivals close. */
export function confidenceAmong(best: number, share: number, bestShare: number): number {
  return best * Math.sqrt(Math.min(1, share / Math.max(bestShare, Number.EPSILON)));
}

export const logistic = (value: number) => 1 / (1 + Math.exp(-value));

/** Features shown as they are beside what they contributed. */
export const SHOWN: readonly FeatureName[] = ['meaning', 'sentence', 'coverage'];
export const shownOf = (features: Features) => Object.fromEntries(SHOWN.map((name) => [name, features[name]]));
