import { describe, expect, it } from 'vitest';
import { isSameSpan, isVisible } from './visible.span.js';

describe('isVisible', () => {
  it('is from the first moment to the one before the end', () => {
    const span = { from: 10, to: 20 };
    expect([9, 10, 19, 20].map((at) => isVisible(span, at, []))).toEqual([false, true, true, false]);
  });

  it('is for everyone without groups, and for members of one of them otherwise', () => {
    const forEveryone = [
      { from: 0, to: 9 },
      { from: 0, to: 9, audiences: [] },
    ];
    for (const span of forEveryone) for (const groups of [[], ['staff']]) expect(isVisible(span, 5, groups)).toBe(true);
    const span = { from: 0, to: 9, audiences: ['staff', 'members'] };
    expect(isVisible(span, 5, [])).toBe(false);
    expect(isVisible(span, 5, ['wholesale'])).toBe(false);
    expect(isVisible(span, 5, ['wholesale', 'members'])).toBe(true);
    expect(isVisible(span, 9, ['members']), 'not after its end').toBe(false);
  });
});

describe('isSameSpan', () => {
  it('compares the groups in whatever order', () => {
    expect(isSameSpan({ from: 0, to: 9 }, { from: 0, to: 9, audiences: [] })).toBe(true);
    expect(isSameSpan({ from: 0, to: 9, audiences: ['a', 'b'] }, { from: 0, to: 9, audiences: ['b', 'a'] })).toBe(true);
    expect(isSameSpan({ from: 0, to: 9, audiences: ['a'] }, { from: 0, to: 9 })).toBe(false);
    expect(isSameSpan({ from: 0, to: 9 }, { from: 0, to: 8 })).toBe(false);
  });
});
