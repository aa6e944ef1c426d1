const HAN_DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };
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
    .map((run) => String(readHan(run)));
  const words = (folded.match(/[a-z]+(?:-[a-z]+)?/gu) ?? []).flatMap((word) => readWord(word));
  return [...digits, ...han, ...words];
}

function readHan(run: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of run) {
    const value = HAN_DIGITS[character];
    const unit = HAN_UNITS[character];
    if (value !== undefined) digit = value;
    else if (unit !== undefined) {
      section += (digit || 1) * unit;
      digit = 0;
    } else {
      total += (section + digit || 1) * 10_000;
      section = 0;
      digit = 0;
    }
  }
  return total + section + digit;
}

function readWord(word: string): string[] {
  const [first = '', second] = word.split('-');
  const tens = TENS.indexOf(first);
  if (tens >= 0) return [String((tens + 2) * 10 + Math.max(0, second ? ONES.indexOf(second) : 0))];
  const ones = ONES.indexOf(word);
  return ones >= 0 && ones !== 1 ? [String(ones)] : [];
}
