import { readHanNumber } from '@zhike/platform';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/**
 * The numbers a text states, in one spelling: 「十五天」, "15 days" and "fifteen days" all state 15.
 * A lone 一 or "one" is grammar, not a number; list markers at the start of a line are not statements.
 */
export function statedNumbers(text: string): string[] {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*\(?\d{1,2}[.)、]\s+/gmu, '');
  const digits = (folded.match(/\d+(?:[.,]\d+)*/gu) ?? []).map((number) =>
    number.replaceAll(',', '').replace(/\.0+$/u, ''),
  );
  const han = (folded.match(/[〇零一二两三四五六七八九十百千万]+/gu) ?? [])
    .filter((run) => !/^[一万千百]$/u.test(run))
    .map((run) => String(readHanNumber(run)));
  const words = (folded.match(/[a-z]+(?:-[a-z]+)?/gu) ?? []).flatMap((word) => readWord(word));
  return [...digits, ...han, ...words];
}

function readWord(word: string): string[] {
  const [first = '', second] = word.split('-');
  const tens = TENS.indexOf(first);
  if (tens >= 0) return [String((tens + 2) * 10 + Math.max(0, second ? ONES.indexOf(second) : 0))];
  const ones = ONES.indexOf(word);
  return ones >= 0 && ones !== 1 ? [String(ones)] : [];
}
