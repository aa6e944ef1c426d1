import { describe, expect, it } from 'vitest';
import { judge } from './copy.verdict.js';

describe('the verdict on a draft', () => {
  it('is open again once the text has changed', () => {
    expect(['open', 'approved', 'rejected'].map((verdict) => judge(verdict as 'open', 'change'))).toEqual([
      'open',
      'open',
      'open',
    ]);
  });

  it('can be taken back, but not given twice', () => {
    expect(judge('approved', 'reject')).toBe('rejected');
    expect(judge('rejected', 'approve')).toBe('approved');
    expect(() => judge('approved', 'approve')).toThrow(/approved already/);
    expect(() => judge('rejected', 'reject')).toThrow(/rejected already/);
  });
});
