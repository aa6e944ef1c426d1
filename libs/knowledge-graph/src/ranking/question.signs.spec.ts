import { describe, expect, it } from 'vitest';
import { confidenceAmong, confidenceOf, FIRST_CONFIDENCE, LEXICAL_CONFIDENCE } from '../clause.confidence.js';
import { FEATURE_NAMES, type Features } from './clause.features.js';
import { signsOf } from './question.signs.js';

const none = Object.fromEntries(FEATURE_NAMES.map((name) => [name, 0])) as Features;
const ranked = (shares: readonly number[], of: Partial<Features> = {}) =>
  shares.map((share) => ({ features: { ...none, ...of }, rating: { score: 0, share, contributions: {} } }));

describe('signsOf', () => {
  it('lets the best of the first three speak, not those behind them', () => {
    const four = [0.1, 0.9, 0.2, 1].map((coverage) => ranked([0.25], { coverage })[0]);
    expect(
      signsOf(
        four.flatMap((one) => one ?? []),
        50,
      ).coverage,
    ).toBe(0.9);
  });

  it('spreads where many candidates are alike', () => {
    expect(signsOf(ranked([0.97, 0.01, 0.01, 0.01]), 50).spread).toBeLessThan(
      signsOf(ranked([0.25, 0.25, 0.25, 0.25]), 50).spread,
    );
    expect(signsOf(ranked([1]), 50).spread).toBe(0);
  });

  it('thinks less of the same nearness where there are more clauses to choose from', () => {
    const at = (clauses: number) => signsOf(ranked([1], { meaning: 0.7 }), clauses).meaning;
    expect(at(1)).toBe(0.7);
    expect(at(60)).toBeGreaterThan(at(2_000));
    expect(at(60) - at(2_000)).toBeLessThan(0.1);
  });

  it('tells who strayed: the history alone brings its clause near', () => {
    const follow = (meaning: number) =>
      signsOf(ranked([1], { meaning, meaningOfHistory: 0.8 - meaning, samePolicy: 1 }), 1);
    const [stayed, strayed] = [follow(0.7), follow(0.4)];
    expect([stayed.meaning, strayed.meaning]).toEqual([0.8, 0.8]);
    expect(stayed.ownMeaning).toBeGreaterThan(strayed.ownMeaning);
    expect([stayed.onTopic, strayed.onTopic]).toEqual([0.7, 0.4]);
  });

  it('reads nothing out of nothing', () => {
    expect(signsOf([], 0)).toMatchObject({ meaning: 0, coverage: 0, spread: 0 });
  });
});

describe('confidenceOf', () => {
  it('rises with what speaks for the question', () => {
    const at = (coverage: number) => confidenceOf(signsOf(ranked([1], { coverage }), 50), LEXICAL_CONFIDENCE);
    expect(at(1)).toBeGreaterThan(0.9);
    expect(at(0)).toBeLessThan(0.2);
    const near = confidenceOf(signsOf(ranked([1], { meaning: 0.8 }), 50), FIRST_CONFIDENCE.zh);
    const far = confidenceOf(signsOf(ranked([1], { meaning: 0.4 }), 50), FIRST_CONFIDENCE.zh);
    expect(near).toBeGreaterThan(0.3);
    expect(far).toBeLessThan(0.1);
  });
});

describe('confidenceAmong', () => {
  it('believes a close rival nearly as much as the best, and a far one little', () => {
    expect(confidenceAmong(0.8, 0.5, 0.5)).toBe(0.8);
    expect(confidenceAmong(0.8, 0.45, 0.5)).toBeGreaterThan(0.75);
    expect(confidenceAmong(0.8, 0.01, 0.5)).toBeLessThan(0.2);
  });
});
