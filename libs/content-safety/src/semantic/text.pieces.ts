import type { Locale } from '@zhike/contracts';

/** Characters that the models read at once (512 tokens), about. */
const PIECE = { zh: 500, en: 2_000 } as const satisfies Record<Locale, number>;
const PIECES = 6;

/**
 * The parts of a long text that are looked at by themselves, so that what is asked at its end is not read as the end of a long
 * story; the whole text where it is short. Of a text longer than all pieces together the beginning and the end are seen.
 */
export function piecesOf(text: string, locale: Locale): string[] {
  const size = PIECE[locale];
  if (text.length <= size) return [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += size) pieces.push(text.slice(from, from + size));
  if (pieces.length <= PIECES) return pieces;
  const half = PIECES / 2;
  return [...pieces.slice(0, half), ...pieces.slice(-half)];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** So many words at most are tried in an explanation. */
const WORDS = 24;

/** The words of a text by ICU's rules for its language, joined to neighbours where there are more than can be tried. */
export function wordsOf(text: string, locale: Locale): Span[] {
  const words = [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
  const together = Math.ceil(words.length / WORDS);
  const spans: Span[] = [];
  for (let at = 0; at < words.length; at += together) {
    const [first, last] = [words[at], words[Math.min(at + together, words.length) - 1]];
    if (first && last) spans.push({ start: first.start, end: last.end });
  }
  return spans;
}
