import { describe, expect, it } from 'vitest';
import { BestDocuments, type ScoredDocument } from './best.documents.js';
import { LexicalIndex } from './lexical.index.js';

const everyone = (_document: number) => true;

function found(index: LexicalIndex, texts: [string, number][], limit = 100, isWanted = everyone): ScoredDocument[] {
  const best = new BestDocuments(limit, (left, right) => left < right);
  index.search(
    texts.map(([text, weight]) => ({ text, weight })),
    best,
    isWanted,
  );
  return best.list();
}
const ranked = (index: LexicalIndex, ...texts: [string, number][]) =>
  found(index, texts).map(({ document }) => document);

describe('LexicalIndex', () => {
  it('ranks the document that holds the rarer words first, in both languages', () => {
    const index = new LexicalIndex();
    const [returns] = [index.add('Goods may be returned within thirty days.')];
    index.add('Goods are shipped within two days of the order.');
    const papers = index.add('退货时请提供购买凭证和订单号。');
    const delivery = index.add('订单在两个工作日内发货。');
    expect(ranked(index, ['returning goods', 1])[0]).toBe(returns);
    expect(ranked(index, ['购买凭证', 1])).toEqual([papers]);
    expect(ranked(index, ['订单何时发货', 1])[0]).toBe(delivery);
  });

  it('scores by BM25', () => {
    const index = new LexicalIndex();
    index.add('red red kettle');
    index.add('blue kettle');
    index.add('green pot lid handle spout');
    const [first, second] = found(index, [['red kettle', 1]]);
    const average = 10 / 3;
    const part = (holders: number, count: number, length: number) =>
      (Math.log(1 + (3 - holders + 0.5) / (holders + 0.5)) * count * 2.2) /
      (count + 1.2 * (0.25 + (0.75 * length) / average));
    expect(first?.score).toBeCloseTo(part(1, 2, 3) + part(2, 1, 3), 10);
    expect(second?.score).toBeCloseTo(part(2, 1, 2), 10);
  });

  it('adds several texts up by weight', () => {
    const index = new LexicalIndex();
    const refund = index.add('refund of the price');
    const invoice = index.add('invoice for the company');
    expect(ranked(index, ['refund', 1], ['invoice', 0.4])).toEqual([refund, invoice]);
    expect(ranked(index, ['refund', 0.4], ['invoice', 1])).toEqual([invoice, refund]);
    expect(ranked(index, ['refund', 1], ['invoice', 0])).toEqual([refund]);
  });

  it('finds only what is wanted, and as much of it as was asked for', () => {
    const index = new LexicalIndex();
    for (let at = 0; at < 50; at++) index.add(at % 2 ? 'shipping' : 'shipping costs and more words');
    const even = found(index, [['shipping', 1]], 3, (document) => document % 2 === 0);
    expect(even.map(({ document }) => document)).toEqual([0, 2, 4]);
    expect(found(index, [['shipping', 1]], 3).map(({ document }) => document)).toEqual([1, 3, 5]);
  });

  it('answers one question after another without a trace of the one before', () => {
    const index = new LexicalIndex();
    for (const text of ['tea pot', 'tea cup', 'coffee cup']) index.add(text);
    const first = found(index, [['tea cup', 1]]);
    found(index, [['coffee', 1]], 0);
    found(index, [['coffee', 1]], 1, () => false);
    expect(found(index, [['tea cup', 1]])).toEqual(first);
  });

  it('scores as if removed documents had never been there, before and after they are swept', () => {
    const kept = new LexicalIndex();
    const thinned = new LexicalIndex();
    const textOf = (at: number) => `clause ${at} on shipping ${at % 3 ? 'abroad' : 'inland'} ${'far '.repeat(at % 7)}`;
    const scoresOf = (index: LexicalIndex) => found(index, [['shipping far abroad', 1]], 999).map(({ score }) => score);
    const numbers = Array.from({ length: 400 }, (_, at) => thinned.add(textOf(at)));
    for (let at = 0; at < 400; at += 2) kept.add(textOf(at));
    for (let at = 1; at < 400; at += 2) {
      thinned.remove(numbers[at] ?? 0);
      thinned.remove(numbers[at] ?? 0);
      if (at % 40 !== 1) continue;
      const rest = new LexicalIndex();
      for (let left = 0; left < 400; left++) if (left > at || left % 2 === 0) rest.add(textOf(left));
      expect(scoresOf(thinned)).toEqual(scoresOf(rest));
    }
    expect(scoresOf(thinned)).toEqual(scoresOf(kept));
    expect(thinned.size).toBe(200);
  });

  it('uses the numbers of removed documents again, so that they stay few', () => {
    const index = new LexicalIndex();
    let highest = 0;
    for (let round = 0; round < 50; round++) {
      const numbers = Array.from({ length: 100 }, (_, at) => index.add(`clause ${at} of round ${round}`));
      highest = Math.max(highest, ...numbers);
      expect(ranked(index, [`round ${round}`, 1])).toHaveLength(100);
      for (const number of numbers) index.remove(number);
      expect(ranked(index, ['clause', 1])).toEqual([]);
    }
    expect(highest).toBeLessThan(1_000);
  });

  it('finds nothing for a question of stop words or unknown words', () => {
    const index = new LexicalIndex();
    index.add('returns');
    expect(ranked(index, ['what is the', 1])).toEqual([]);
    expect(ranked(index, ['zebra', 1])).toEqual([]);
  });
});
