import { describe, expect, it } from 'vitest';
import { BestDocuments } from './best.documents.js';
import { toUnit } from './question.vectors.js';
import { VectorIndex } from './vector.index.js';

const unit = (...values: number[]) => toUnit(Float32Array.from(values));
const everyone = (_document: number) => true;

function nearest(index: VectorIndex, vector: Float32Array, limit = 1_000, isWanted = everyone, isExact = false) {
  const best = new BestDocuments(limit, (left, right) => left < right);
  if (isExact) index.searchExactly(vector, best, isWanted);
  else index.search(vector, best, limit, isWanted);
  return best.list();
}

/** Vectors in clusters on one side of the origin, as a language model's are. */
function crowd(count: number, dimension: number): Float32Array[] {
  let state = 11;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
  const middles = Array.from({ length: 60 }, () => Array.from({ length: dimension }, () => 0.3 + 2 * random()));
  return Array.from({ length: count }, (_, at) =>
    toUnit(Float32Array.from(middles[at % middles.length] ?? [], (value) => value + 1.5 * random())),
  );
}

describe('VectorIndex', () => {
  it('answers the nearest first, with their cosine', () => {
    const index = new VectorIndex(2);
    index.add(7, unit(1, 0));
    index.add(8, unit(1, 1));
    const [first, second] = nearest(index, unit(1, 0));
    expect([first?.document, second?.document]).toEqual([7, 8]);
    expect(first?.score).toBeCloseTo(1, 6);
    expect(second?.score).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it('keeps every other document right when one is removed, and uses its place again', () => {
    const index = new VectorIndex(2);
    for (let document = 0; document < 50; document++) index.add(document, unit(50 - document, document));
    for (const document of [0, 49, 20, 20]) index.remove(document);
    index.add(100, unit(0, 1));
    const scores = new Map(nearest(index, unit(1, 0)).map(({ document, score }) => [document, score]));
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
    expect(nearest(index, unit(1, 0, 0))).toEqual([]);
  });

  it('finds in a large index what comparing everything finds, nearly always', () => {
    const vectors = crowd(6_000, 384);
    const index = new VectorIndex(384);
    vectors.forEach((vector, document) => index.add(document, vector));
    for (let document = 0; document < 6_000; document += 5) index.remove(document);
    let shared = 0;
    for (let asked = 0; asked < 40; asked++) {
      const question = toUnit(
        (vectors[asked * 147] ?? unit(1)).map((value, at) => value + 0.02 * Math.sin(at * asked)),
      );
      const exact = nearest(index, question, 10, everyone, true).map(({ document }) => document);
      const found = new Set(nearest(index, question, 10).map(({ document }) => document));
      expect(found.size).toBe(10);
      shared += exact.filter((document) => found.has(document)).length;
    }
    expect(shared / 400).toBeGreaterThan(0.97);
  });

  it('finds what is wanted in a large index, however much nearer the rest lies', () => {
    const index = new VectorIndex(64);
    const vectors = crowd(4_000, 64);
    vectors.forEach((vector, document) => index.add(document, vector));
    const [question = unit(1)] = vectors;
    const rare = new Set(
      nearest(index, question, 4_000, everyone, true)
        .slice(-12)
        .map(({ document }) => document),
    );
    const found = nearest(index, question, 10, (document) => rare.has(document));
    expect(found).toHaveLength(10);
    expect(found).toEqual(nearest(index, question, 10, (document) => rare.has(document), true));
  });

  it('compares no more than it must among thousands that are all alike', () => {
    const index = new VectorIndex(64);
    const [vector = unit(1), other = unit(1)] = crowd(2, 64);
    for (let document = 0; document < 5_000; document++) index.add(document, vector);
    index.add(5_000, other);
    const hits = nearest(index, other, 3);
    expect(hits[0]?.document).toBe(5_000);
    expect(hits).toHaveLength(3);
  });
});
