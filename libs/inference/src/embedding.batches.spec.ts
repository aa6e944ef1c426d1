import { describe, expect, it } from 'vitest';
import { planBatches } from './embedding.batches.js';

describe('the runs of an embedding job', () => {
  it('hold texts of like length, short ones first, each text once', () => {
    expect(planBatches([40, 10, 41, 11, 10, 42], 8)).toEqual([
      [1, 4, 3],
      [0, 2, 5],
    ]);
  });

  it('have no more rows than the model allows; one row where it allows one', () => {
    expect(planBatches([7, 7, 7, 7, 7], 2)).toEqual([[0, 1], [2, 3], [4]]);
    expect(planBatches([9, 8], 1)).toEqual([[1], [0]]);
  });

  it('have no more tokens than the budget, and a longer text runs alone', () => {
    expect(planBatches([100, 100, 100, 900], 8, 250)).toEqual([[0, 1], [2], [3]]);
  });

  it('spend at most 15 % on padding', () => {
    const lengths = Array.from({ length: 200 }, (_, at) => 5 + ((at * 37) % 90));
    const batches = planBatches(lengths, 16);
    for (const batch of batches) {
      const tokens = batch.map((index) => lengths[index] ?? 0);
      const padded = batch.length * Math.max(...tokens);
      expect(padded - tokens.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(0.15 * padded);
    }
    expect(batches.flat().toSorted((a, b) => a - b)).toEqual(lengths.map((_, at) => at));
    expect(planBatches([], 4)).toEqual([]);
  });
});
