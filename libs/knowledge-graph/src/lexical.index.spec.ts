import { describe, expect, it } from 'vitest';
import { LexicalIndex } from './lexical.index.js';

function ranked(index: LexicalIndex, ...texts: [string, number][]): number[] {
  const scores = index.scores(texts.map(([text, weight]) => ({ text, weight })));
  return [...scores].sort((a, b) => b[1] - a[1]).map(([document]) => document);
}

describe('LexicalIndex', () => {
  it('ranks the document that holds the rarer words first, in both languages', () => {
    const index = new LexicalIndex();
    index.add(1, 'Goods may be returned within thirty days.');
    index.add(2, 'Goods are shipped within two days of the order.');
    index.add(3, '退货时请提供购买凭证和订单号。');
    index.add(4, '订单在两个工作日内发货。');
    expect(ranked(index, ['returning goods', 1])[0]).toBe(1);
    expect(ranked(index, ['购买凭证', 1])).toEqual([3]);
    expect(ranked(index, ['订单何时发货', 1])[0]).toBe(4);
  });

  it('adds several texts up by weight', () => {
    const index = new LexicalIndex();
    index.add(1, 'refund of the price');
    index.add(2, 'invoice for the company');
    expect(ranked(index, ['refund', 1], ['invoice', 0.4])).toEqual([1, 2]);
    expect(ranked(index, ['refund', 0.4], ['invoice', 1])).toEqual([2, 1]);
  });

  it('scores as if removed documents had never been there, before and after they are swept', () => {
    const kept = new LexicalIndex();
    const thinned = new LexicalIndex();
    for (let document = 0; document < 40; document++) {
      const text = `clause ${document} on shipping ${document % 3 ? 'abroad' : 'inland'}`;
      thinned.add(document, text);
      if (document % 2) continue;
      kept.add(document, text);
    }
    for (let document = 1; document < 40; document += 2) {
      thinned.remove(document);
      thinned.remove(document);
    }
    const ask = [{ text: 'shipping abroad', weight: 1 }];
    const sorted = (index: LexicalIndex) => [...index.scores(ask)].sort((a, b) => a[0] - b[0]);
    expect(sorted(thinned)).toEqual(sorted(kept));
  });

  it('finds nothing for a question of stop words or unknown words', () => {
    const index = new LexicalIndex();
    index.add(1, 'returns');
    expect(index.scores([{ text: 'what is the', weight: 1 }]).size).toBe(0);
    expect(index.scores([{ text: 'zebra', weight: 1 }]).size).toBe(0);
  });
});
