import { describe, expect, it } from 'vitest';
import { toUnit } from './question.vectors.js';
import { VectorIndex } from './vector.index.js';

const unit = (...values: number[]) => toUnit(Float32Array.from(values));

describe('VectorIndex', () => {
  it('answers the cosine of every document', () => {
    const index = new VectorIndex(2);
    index.add(7, unit(1, 0));
    index.add(8, unit(1, 1));
    const scores = index.scores(unit(1, 0));
    expect(scores.get(7)).toBeCloseTo(1, 6);
    expect(scores.get(8)).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it('keeps every other document right when one is removed, and uses its place again', () => {
    const index = new VectorIndex(2);
    for (let document = 0; document < 50; document++) index.add(document, unit(50 - document, document));
    for (const document of [0, 49, 20, 20]) index.remove(document);
    index.add(100, unit(0, 1));
    const scores = index.scores(unit(1, 0));
    expect(index.size).toBe(48);
    expect(scores.has(20)).toBe(false);
    for (const document of [1, 25, 48])
      expect(scores.get(document)).toBeCloseTo((50 - document) / Math.hypot(50 - document, document), 5);
    expect(scores.get(100)).toBeCloseTo(0, 6);
  });

  it('does not compare vectors of another length', () => {
    const index = new VectorIndex(2);
    index.add(1, unit(1, 0, 0));
    expect(index.size).toBe(0);
    index.add(2, unit(1, 0));
    expect(index.scores(unit(1, 0, 0)).size).toBe(0);
  });
});
