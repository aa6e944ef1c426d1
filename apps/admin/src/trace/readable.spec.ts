import { describe, expect, it } from 'vitest';
import { detailRows, readableMs, readableParts, readableReason } from './readable.js';

describe('a trace as people read it', () => {
  it.each([
    [0.04, '0.0'],
    [3.26, '3.3'],
    [41.7, '42'],
  ])('shows %d milliseconds as %s', (ms, shown) => {
    expect(readableMs(ms)).toBe(shown);
  });

  it('lists what a step came to, and leaves out what is empty', () => {
    expect(
      detailRows({ route: 'quote', temperature: null, found: 3, best: 0.61234, terms: ['退货'], matches: [] }),
    ).toEqual([
      ['route', 'quote'],
      ['found', '3'],
      ['best', '0.612'],
      ['terms', '[\n  "退货"\n]'],
    ]);
  });

  it('keeps a no', () => {
    expect(detailRows({ isBlocked: false })).toEqual([['isBlocked', 'false']]);
  });

  it('says a reason in the reader’s language, carries its number over, and keeps one it does not know', () => {
    const known = { 'not among the best #': '没有进入前 # 名' };
    expect(readableReason('not among the best 8', known)).toBe('没有进入前 8 名');
    expect(readableReason('superseded since', known)).toBe('superseded since');
  });

  it('names the parts of a score, the weightiest first, measures last, and leaves out what added nothing', () => {
    const names = {
      partNames: { words: 'Words', meaning: 'Meaning' },
      partRaw: (name: string) => `${name}, as measured`,
    };
    expect(readableParts({ words: 0.4, 'meaning (raw)': 0.8, meaning: -2, again: 0, other: 1 }, names)).toEqual([
      { name: 'Meaning', value: '-2.000' },
      { name: 'other', value: '1.000' },
      { name: 'Words', value: '0.400' },
      { name: 'Meaning, as measured', value: '0.800' },
    ]);
  });
});
