import { describe, expect, it } from 'vitest';
import { sharedTokens } from './train.overlap.js';

describe('sharedTokens', () => {
  it('is 1 for the same words in any order, case and width', () => {
    expect(sharedTokens('Ten days', 'days TEN')).toBe(1);
    expect(sharedTokens('７天退货', '退货7天')).toBe(1);
  });

  it('is 0 where nothing is shared, also for a word said more often than it was wanted', () => {
    expect(sharedTokens('tea', 'cups')).toBe(0);
    expect(sharedTokens('tea tea tea', 'tea')).toBe(0.5);
  });

  it('weighs what is missing as much as what is too much', () => {
    expect(sharedTokens('a b', 'a b c d')).toBeCloseTo(sharedTokens('a b c d', 'a b'));
  });
});
