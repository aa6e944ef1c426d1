import { describe, expect, it } from 'vitest';
import { WordMatcher } from './word.matcher.js';

/** The same numbers for the same seed (a linear congruential generator, Numerical Recipes), evenly in 0–1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

const hitsOf = (words: readonly string[], text: string) => {
  const hits: string[] = [];
  WordMatcher.of(words).find(text, (word, start, end) => hits.push(`${start}-${end} ${words[word]}`));
  return hits.sort();
};

const naiveHitsOf = (words: readonly string[], text: string) =>
  words
    .flatMap((word) =>
      Array.from({ length: text.length }, (_, at) => at)
        .filter((at) => text.startsWith(word, at))
        .map((at) => `${at}-${at + word.length} ${word}`),
    )
    .sort();

describe('WordMatcher', () => {
  it('finds every occurrence, also those inside one another', () => {
    expect(hitsOf(['he', 'she', 'his', 'hers'], 'ushers')).toEqual(['1-4 she', '2-4 he', '2-6 hers']);
    expect(hitsOf(['a', 'aa', 'aaa'], 'aaa')).toHaveLength(6);
  });

  it('finds what comparing every word at every place finds, in random texts over small and large alphabets', () => {
    const random = seeded(7);
    for (let round = 0; round < 300; round++) {
      const letters = round % 3 ? 'abc' : '赌博毒品枪支弹药abc 12😀';
      const draw = (length: number) =>
        Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
      const words = [
        ...new Set(Array.from({ length: 1 + Math.floor(random() * 30) }, () => draw(1 + Math.floor(random() * 6)))),
      ];
      const text = draw(200);
      expect(hitsOf(words, text), `round ${round}`).toEqual(naiveHitsOf(words, text));
    }
  });

  it('knows nothing without words, and refuses an empty one', () => {
    expect(hitsOf([], 'anything')).toEqual([]);
    expect(() => WordMatcher.of(['a', ''])).toThrow(/word 1 is empty/);
  });

  it('holds as many words as a large list has', () => {
    const random = seeded(3);
    const words = [
      ...new Set(
        Array.from({ length: 20_000 }, () =>
          String.fromCharCode(
            ...Array.from({ length: 2 + Math.floor(random() * 4) }, () => 0x4e00 + Math.floor(random() ** 2 * 6_000)),
          ),
        ),
      ),
    ];
    const text = words.filter((_, at) => at % 500 === 0).join('，');
    const found = new Set<number>();
    WordMatcher.of(words).find(text, (word) => found.add(word));
    words.forEach((word, at) => expect(found.has(at), word).toBe(text.includes(word)));
  });
});
