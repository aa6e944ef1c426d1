import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate.limit.js';

describe('a rate limit', () => {
  it('lets so many events through in a window, per key, and begins again after it', () => {
    let now = 0;
    const limit = new RateLimit(2, 1_000, 10, () => now);
    expect([limit.allows('a'), limit.allows('a'), limit.allows('a'), limit.allows('b')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    now = 1_000;
    expect(limit.allows('a')).toBe(true);
  });

  it('forgets the key that was quiet longest rather than grow', () => {
    const limit = new RateLimit(1, 1_000, 2, () => 0);
    for (const key of ['a', 'b', 'b', 'c']) limit.allows(key);
    expect(limit.allows('b')).toBe(false);
    expect(limit.allows('a')).toBe(true);
  });
});
