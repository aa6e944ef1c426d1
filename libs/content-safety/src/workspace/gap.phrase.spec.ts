import { describe, expect, it } from 'vitest';
import { findGapPhrase, readGapPhrase } from './gap.phrase.js';

/** Parts as they are written; how else they may be written is the lexicon's matter. */
function find(phrase: string, text: string): string[] {
  const read = readGapPhrase(phrase);
  if (!read) throw new Error('no phrase');
  const places = read.parts.map((part) =>
    [...text.matchAll(new RegExp(part, 'gu'))].map(({ index }) => ({ start: index, end: index + part.length })),
  );
  return findGapPhrase(text, read, places).map(({ start, end }) => text.slice(start, end));
}

describe('a phrase with gaps', () => {
  it.each([
    ['保证…盈利', '我们保证您一定盈利。', ['保证您一定盈利']],
    ['保证...盈利', '保证，一定会盈利', ['保证，一定会盈利']],
    ['保证…盈利', '保证质量。盈利由您自定', []],
    ['保证……盈利', '我们保证。您一定盈利', ['保证。您一定盈利']],
    ['保证……盈利', '我们保证。真的。您一定盈利', []],
    ['保证…盈利', `保证${'很'.repeat(20)}盈利`, [`保证${'很'.repeat(20)}盈利`]],
    ['保证…盈利', `保证${'很'.repeat(21)}盈利`, []],
    ['保证…盈利', '盈利保证', []],
    ['guarantee…profit', 'we guarantee 1.5 times the profit', ['guarantee 1.5 times the profit']],
    ['guarantee…profit', 'a guarantee. The profit', []],
    ['a…b…c', 'a1a2b3c', ['a2b3c']],
  ])('%s in 「%s」', (phrase, text, found) => {
    expect(find(phrase, text)).toEqual(found);
  });

  it.each(['…盈利', '保证…', '…', 'a…b…c…d…e…f'])('is none as %s', (phrase) => {
    expect(readGapPhrase(phrase)).toBeUndefined();
  });

  it('is looked for in time that grows with the text, however often its parts stand there', () => {
    const text = '保证盈利'.repeat(50_000);
    const began = performance.now();
    expect(find('保证…盈利…保证…盈利', text).length).toBeGreaterThan(1_000);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
