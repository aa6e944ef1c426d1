/** A text as the rules see it, with the way back to the original. */
export interface FoldedText {
  readonly text: string;
  /** For each unit of `text`, where it began in the original; one entry more, for the end. */
  readonly offsets: readonly number[];
}

const INVISIBLE = /^[\p{Cf}\p{Mn}]$/u;
const HAN = /\p{Script=Han}/u;

/** Width, case and invisible characters folded away, and white space between Chinese characters: 「最 好」 and 「１００％」 hide nothing. */
export function foldText(original: string): FoldedText {
  const units: { readonly text: string; readonly at: number }[] = [];
  let at = 0;
  for (const character of original) {
    const folded = INVISIBLE.test(character) ? '' : character.normalize('NFKC').toLowerCase();
    for (const unit of folded.split('')) units.push({ text: unit, at });
    at += character.length;
  }
  const kept = units.filter((_, place) => !isGap(units, place));
  return { text: kept.map(({ text }) => text).join(''), offsets: [...kept.map((unit) => unit.at), at] };
}

/** White space, but no line's end, whose neighbours past other white space are both Han. */
function isGap(units: readonly { readonly text: string }[], place: number): boolean {
  const isSpace = (at: number) => /[^\S\n]/u.test(units[at]?.text ?? '');
  if (!isSpace(place)) return false;
  let [left, right] = [place, place];
  while (isSpace(left)) left--;
  while (isSpace(right)) right++;
  return HAN.test(units[left]?.text ?? '') && HAN.test(units[right]?.text ?? '');
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
