import { type FoldedText, foldText } from '@zhike/platform';

const HAN = /\p{Script=Han}/u;

/** Width, case and invisible characters folded away, and spaces or signs set between Chinese characters. */
export const fold = (original: string): FoldedText => foldText(original, isGap);

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
