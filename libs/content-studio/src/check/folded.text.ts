import { type FoldedText, foldText as foldWith } from '@zhike/platform';

const HAN = /\p{Script=Han}/u;

/** Width, case and invisible characters folded away, and white space between Chinese characters: 「最 好」 and 「１００％」 hide nothing. */
export const foldText = (original: string): FoldedText => foldWith(original, isGap);

/** White space, but no line's end, whose neighbours past other white space are both Han. */
function isGap(text: string, place: number): boolean {
  const isSpace = (at: number) => /[^\S\n]/u.test(text[at] ?? '');
  if (!isSpace(place)) return false;
  let [left, right] = [place, place];
  while (isSpace(left)) left--;
  while (isSpace(right)) right++;
  return HAN.test(text[left] ?? '') && HAN.test(text[right] ?? '');
}

/** The stretch of the original that a match in the folded text came from. */
export function spanOf(
  original: string,
  { offsets }: FoldedText,
  from: number,
  length: number,
): { readonly start: number; readonly end: number; readonly text: string } {
  const start = offsets[from] ?? original.length;
  const last = offsets[from + length - 1] ?? start;
  // The end of the last character, not the beginning of the next: what was folded away between them is not part of the match.
  const end = Math.min(original.length, last + String.fromCodePoint(original.codePointAt(last) ?? 32).length);
  return { start, end, text: original.slice(start, end) };
}
