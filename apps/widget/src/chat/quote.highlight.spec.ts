import { describe, expect, it } from 'vitest';
import { highlightQuotes } from './quote.highlight.js';

const quoted = (text: string, ...quotes: string[]) =>
  highlightQuotes(text, quotes).flatMap((part) => (part.isQuoted ? [part.text] : []));

describe('the quoted part of a source', () => {
  it('is found as it was said', () => {
    expect(highlightQuotes('前言。七日内可退。运费自理。', ['七日内可退。'])).toEqual([
      { text: '前言。', isQuoted: false },
      { text: '七日内可退。', isQuoted: true },
      { text: '运费自理。', isQuoted: false },
    ]);
  });

  it('is found across differences of white space', () => {
    expect(quoted('Keep the box.\n\nReturn it within\n 30 days.', 'Return it within 30 days.')).toEqual([
      'Return it within\n 30 days.',
    ]);
  });

  it('is the whole value where a fact was stated', () => {
    expect(quoted('1.9 千克', '山雀 2 帐篷的重量：1.9 千克')).toEqual(['1.9 千克']);
  });

  it('is nothing where nothing was quoted, and no text is lost', () => {
    expect(highlightQuotes('七日内可退。', ['三十日内可退。', '', '  '])).toEqual([
      { text: '七日内可退。', isQuoted: false },
    ]);
    expect(highlightQuotes('', ['一。'])).toEqual([]);
  });
});
