import { Lexicon } from '../lexicon/lexicon.js';
import type { LexiconEntry } from '../lexicon/lexicon.entry.js';
import { flawOf } from '../lexicon/lexicon.import.js';
import type { Span } from './finding.js';
import { readGapPhrase } from './gap.phrase.js';

/** Why a word of a rule cannot be looked for. */
export function flawOfWord(word: string, hasGaps: boolean): string | undefined {
  if (!hasGaps) return flawOf(word);
  const phrase = readGapPhrase(word);
  if (!phrase) return `“${word}” needs a word on both sides of each gap, and has five parts at most`;
  return phrase.parts.map(flawOf).find((flaw) => flaw !== undefined);
}

/** Of these words, as allowed phrases, those whose places in the text are `useful`. */
export function coveringWords(
  words: readonly string[],
  text: string,
  now: Date,
  isUseful: (spans: readonly Span[]) => boolean,
): string[] {
  const readable = words.filter((word) => flawOf(word) === undefined);
  if (!readable.length) return [];
  const entries = readable.map((word): LexiconEntry => ({
    word,
    category: 'allowed',
    severity: 'allow',
    owner: 'allow-list',
  }));
  const hits = Lexicon.of(entries).findAll(text, now);
  return entries.filter((entry) => isUseful(hits.filter((hit) => hit.entry === entry))).map(({ word }) => word);
}
