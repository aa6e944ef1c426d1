import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES, type Features } from './clause.features.js';
import { rate } from './ranking.model.js';

const none = Object.fromEntries(FEATURE_NAMES.map((name) => [name, 0])) as Features;

describe('rate', () => {
  it('ranks by the sum of the contributions, each told against the mean of the candidates', () => {
    const [first, second] = rate(
      [
        { ...none, words: 1, meaning: 0.8 },
        { ...none, words: 0, meaning: 0.9 },
      ],
      { words: 1, meaning: 20 },
    );
    expect(first?.contributions).toEqual({ words: 0.5, meaning: expect.closeTo(-1) });
    expect(second?.contributions).toEqual({ words: -0.5, meaning: expect.closeTo(1) });
    expect(second?.score).toBeCloseTo(0.5);
    expect(second?.score).toBeGreaterThan(first?.score ?? 0);
  });

  it('shares one among the candidates, more for the better', () => {
    const shares = rate([{ ...none, words: 1 }, { ...none, words: 0.5 }, none], { words: 2 }).map(({ share }) => share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect([...shares].sort((a, b) => b - a)).toEqual(shares);
  });

  it('lets a feature without a weight count nothing, and no candidates be ranked', () => {
    const [one, other] = rate([{ ...none, phrases: 3 }, none], { words: 1 });
    expect(one?.score).toBe(other?.score);
    expect(rate([], { words: 1 })).toEqual([]);
  });
});
