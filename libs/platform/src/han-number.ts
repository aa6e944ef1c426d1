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

/** Reads a number written in Chinese numerals: 十五 → 15, 四百七十 → 470, 两万 → 20000. */
export function readHanNumber(run: string): number {
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
