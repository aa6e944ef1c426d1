import type { CopyFlag, CopySentence } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { countBlocks, piecesOf } from './copy.pieces.js';

const text = '最好的帐篷。\n重量：6.8 千克。';
const sentence = (start: number, end: number, standing: CopySentence['standing']): CopySentence => ({
  ...{ start, end, text: text.slice(start, end), standing },
  facts: [],
});
const flag = (start: number, end: number, severity: CopyFlag['severity']): CopyFlag => ({
  ...{ start, end, text: text.slice(start, end), rule: 'zh-best', severity },
  why: { zh: '…', en: '…' },
});
const sentences = [sentence(0, 6, 'unproved'), sentence(7, 17, 'proved')];

describe('a checked text', () => {
  it('is cut where sentences and flags begin and end, and loses nothing', () => {
    const pieces = piecesOf(text, { sentences, flags: [flag(0, 2, 'block')] });
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map((piece) => [piece.text, piece.sentence?.standing, piece.flag?.severity])).toEqual([
      ['最好', 'unproved', 'block'],
      ['的帐篷。', 'unproved', undefined],
      ['\n', undefined, undefined],
      ['重量：6.8 千克。', 'proved', undefined],
    ]);
  });

  it('that nothing is known of stays in one piece', () => {
    expect(piecesOf(text, { sentences: [], flags: [] })).toEqual([{ text, sentence: undefined, flag: undefined }]);
  });

  it('is blocked by what nothing proves and by what is banned, not by a warning', () => {
    const flags = [flag(0, 2, 'block'), flag(3, 5, 'warn')];
    expect(countBlocks({ sentences, flags, isBlocked: true })).toBe(2);
  });
});
