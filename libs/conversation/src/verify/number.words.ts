import { readHanNumber } from '@zhike/platform';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const POWERS: Readonly<Record<string, number>> = { 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };

const ONE_WORDS = [...ONES].sort((a, b) => b.length - a.length).join('|');
/** A number as digits, Chinese numerals or English words, in folded text. The longest reading comes first. */
export const NUMBER_SOURCE = `\\d+(?:[.,]\\d+)*(?:\\s*[百千万亿])?|[〇零一二两三四五六七八九十百千万]+|半(?=[个年天日月小])|\\b(?:(?:${TENS.join('|')})(?:[- ](?:${ONES.slice(1, 10).join('|')}))?|${ONE_WORDS})\\b`;

/** Reads what {@link NUMBER_SOURCE} found: 1,200 → 1200, 1.5万 → 15000, 三十 → 30, twenty-one → 21, 半 → 0.5. */
export function readNumber(written: string): number {
  if (written === '半') return 0.5;
  if (/^\d/u.test(written)) {
    const digits = /^[\d.,]+/u.exec(written)?.[0] ?? '';
    return Number(digits.replaceAll(',', '')) * (POWERS[written.at(-1) ?? ''] ?? 1);
  }
  if (/^[a-z]/u.test(written)) return readWords(written);
  return readHanNumber(written);
}

function readWords(written: string): number {
  const [first = '', second = ''] = written.split(/[- ]/u);
  const tens = TENS.indexOf(first);
  return tens >= 0 ? (tens + 2) * 10 + Math.max(0, ONES.indexOf(second)) : ONES.indexOf(first);
}
