import type { DoubleArray } from '../lexicon/double-array.js';

/**
 * Words of Han characters as the letters of their pinyin. Pattern n says its word with one syllable for each character;
 * its characters and the lengths of its syllables lie from `starts[n]` to `starts[n + 1]`. Codes are 1–26 for a–z.
 */
export interface CompiledPinyin {
  readonly automaton: DoubleArray;
  readonly entries: Int32Array;
  readonly starts: Int32Array;
  /** Characters as plain units. */
  readonly characters: Uint16Array;
  readonly syllableLengths: Uint8Array;
  /** For each plain unit that a pattern holds, 1 + the place of its usual reading in `syllables`; 0 for all others. */
  readonly readingOf: Uint16Array;
  readonly syllables: readonly string[];
  /** Trie of the syllables: 27 numbers a node, that of the letter's child, and at 0 whether a syllable ends here. */
  readonly trie: Uint16Array;
}

/** Numbers of a node of the trie of syllables. */
export const NODE = 27;

/** 1–26 for a–z, 0 for all else. */
export const letterCode = (unit: number): number => (unit >= 0x61 && unit <= 0x7a ? unit - 0x60 : 0);
