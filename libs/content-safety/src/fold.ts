/** A text as the rules see it, with the way back to the original. */
export interface FoldedText {
  readonly text: string;
  /** For each character of `text`, where it began in the original; one entry more, for the end. */
  readonly offsets: readonly number[];
}

const INVISIBLE = /[\p{Cf}\p{Mn}]/u;
const HAN = /\p{Script=Han}/u;

/**
 * Undoes what hides a word: width and compatibility forms (NFKC), case, invisible characters, and spaces or signs
 * set between Chinese characters. Offsets lead back to the original.
 */
export function fold(original: string): FoldedText {
  let text = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = INVISIBLE.test(character) ? '' : character.normalize('NFKC').toLowerCase();
    text += folded;
    for (let unit = 0; unit < folded.length; unit++) offsets.push(at);
    at += character.length;
  }
  offsets.push(at);
  return closeGaps({ text, offsets });
}

function closeGaps({ text, offsets }: FoldedText): FoldedText {
  const kept: number[] = [];
  for (let index = 0; index < text.length; index++) if (!isGap(text, index)) kept.push(index);
  return {
    text: kept.map((index) => text[index]).join(''),
    offsets: [...kept.map((index) => offsets[index] ?? 0), offsets.at(-1) ?? 0],
  };
}

/** A space or sign whose neighbours, past other gaps, are both Han. */
function isGap(text: string, index: number): boolean {
  if (!isFiller(text[index])) return false;
  let left = index;
  let right = index;
  while (left >= 0 && isFiller(text[left])) left--;
  while (right < text.length && isFiller(text[right])) right++;
  return HAN.test(text[left] ?? '') && HAN.test(text[right] ?? '') && right - left <= 4;
}

const isFiller = (character: string | undefined) => character !== undefined && /[\s*·._\-~^|/\\+#=]/u.test(character);
