import { describe, expect, it } from 'vitest';
import { BestDocuments } from './best.documents.js';

const bySmallerNumber = (left: number, right: number) => left < right;

describe('BestDocuments', () => {
  it('keeps what sorting everything would keep, with ties in the given order', () => {
    let state = 7;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (const limit of [1, 2, 7, 40, 500]) {
      const all = Array.from({ length: 300 }, (_, document) => ({ document, score: Math.floor(random() * 20) }));
      const best = new BestDocuments(limit, bySmallerNumber);
      for (const { document, score } of all.toSorted(() => random() - 0.5))
        if (score >= best.least) best.offer(document, score);
      expect(best.list()).toEqual(all.toSorted((a, b) => b.score - a.score || a.document - b.document).slice(0, limit));
    }
  });

  it('says what scores less need not be offered', () => {
    const best = new BestDocuments(2, bySmallerNumber);
    expect(best.least).toBe(-Infinity);
    best.offer(1, 5);
    best.offer(2, 3);
    expect(best.least).toBe(3);
    best.offer(3, 4);
    expect(best.least).toBe(4);
  });

  it('of none is empty', () => {
    const best = new BestDocuments(0, bySmallerNumber);
    best.offer(1, 1);
    expect(best.list()).toEqual([]);
    expect(best.least).toBe(Infinity);
  });
});
