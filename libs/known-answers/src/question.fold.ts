const HAN_GAP = /(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu;
/** After NFKC. Signs that change what is said, as in -5 or $5, are not among them. */
const EDGE = /^[\s?!.,;:~…。、「」『』“”‘’'"()]+|[\s?!.,;:~…。、「」『』“”‘’'"()]+$/gu;

/**
 * A question as it is compared: width, case, invisible signs, white space and the punctuation at its ends do not matter,
 * every word and number does. Two questions with one fold ask the same.
 */
export function foldQuestion(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\p{Cc}]/gu, (sign) => (/\s/u.test(sign) ? ' ' : ''))
    .replaceAll(HAN_GAP, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(EDGE, '');
}
