import type { SafetyHit } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { piecesOf, rulesHit, wordsHit } from './hit.pieces.js';

const hit = (start: number, end: number, effect: SafetyHit['effect'], rule = 'rule:a'): SafetyHit => ({
  start,
  end,
  rule,
  effect,
});

describe('a text with hits', () => {
  it('is cut where hits begin and end, and nothing of it is lost', () => {
    const text = '你们和甲店比谁便宜';
    const pieces = piecesOf(text, [hit(3, 5, 'watched'), hit(4, 7, 'blocked', 'rule:b')]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map(({ text: said, hits }) => [said, hits.map(({ effect }) => effect)])).toEqual([
      ['你们和', []],
      ['甲', ['watched']],
      ['店', ['blocked', 'watched']],
      ['比谁', ['blocked']],
      ['便宜', []],
    ]);
  });

  it('is one piece without hits, and none without text', () => {
    expect(piecesOf('您好', [])).toEqual([{ text: '您好', hits: [] }]);
    expect(piecesOf('', [])).toEqual([]);
  });

  it('bears hits that reach to its end or beyond', () => {
    expect(piecesOf('甲店', [hit(0, 9, 'blocked')]).map((piece) => piece.text)).toEqual(['甲店']);
  });

  it('offers to allow what was hit, each word once, and not what is allowed already', () => {
    expect(wordsHit('甲店甲店乙店', [hit(0, 2, 'blocked'), hit(2, 4, 'shadow-block'), hit(4, 6, 'allowed')])).toEqual([
      '甲店',
    ]);
  });

  it('offers to allow the whole text where it was judged as one, unless it is too long to be a phrase', () => {
    const judged = [hit(0, 2, 'blocked', 'semantic:harm'), hit(5, 7, 'blocked', 'semantic:harm')];
    expect(wordsHit('怎么给刀开刃而不卷边？', judged)).toEqual(['怎么给刀开刃而不卷边？']);
    expect(wordsHit('怎么'.repeat(51), judged)).toEqual([]);
  });

  it('names each rule once, by the most it did', () => {
    expect(rulesHit([hit(0, 2, 'shadow-block'), hit(2, 4, 'blocked'), hit(4, 6, 'watched', 'rule:b')])).toEqual([
      hit(2, 4, 'blocked'),
      hit(4, 6, 'watched', 'rule:b'),
    ]);
  });
});
