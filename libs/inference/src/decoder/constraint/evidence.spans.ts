const CJK_NUMERALS = '零〇一二两三四五六七八九十百千万亿半';
const CURRENCY = '$€£¥￥';
const NUMBER_WORDS =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
  'nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half dozen twice';

/**
 * What states a number in the evidence, with what is counted: digits and what joins them, or Chinese numerals; a currency
 * before, a percent sign, the following word or Chinese sign behind. Whoever copies such a span whole can neither change
 * the number nor count something else with it.
 */
const SPAN = new RegExp(
  `[${CURRENCY}]?(?:\\p{Nd}+(?:[.,:/\\-–]\\p{Nd}+)*|[${CJK_NUMERALS}]+)(?:[%‰°]|[ -]?[\\p{Script=Latin}]+|[ ]?\\p{Script=Han})?`,
  'gu',
);

/** Number words whose use must be proved by the evidence; "one" is left out, because it mostly counts nothing. */
export const COUNTED_WORDS: ReadonlySet<string> = new Set(NUMBER_WORDS.split(' '));

const FACT_SIGN = new RegExp(`[\\p{Nd}${CURRENCY}${CJK_NUMERALS}]`, 'u');
const LETTER = /\p{L}/u;
const LATIN = /\p{Script=Latin}/u;
const JOINT = /[.,:/\-–]/u;

/** Whether a span begins with this sign. */
export const isFactSign = remembered((sign) => FACT_SIGN.test(sign));
export const isLetter = remembered((sign) => LETTER.test(sign));
export const isLatin = remembered((sign) => LATIN.test(sign));
/** Stands between digits of one number. */
export const isJoint = remembered((sign) => JOINT.test(sign));

/** A mask asks about the signs of every token; a table answers faster than an expression. */
function remembered(test: (sign: string) => boolean): (sign: number) => boolean {
  const answers = new Map<number, boolean>();
  return (sign) => {
    const known = answers.get(sign);
    if (known !== undefined) return known;
    const answer = test(String.fromCodePoint(sign));
    answers.set(sign, answer);
    return answer;
  };
}

/** The spans of some texts, each once. */
export function spansOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(SPAN) ?? []));
}

/** The number words of some texts. */
export function numberWordsOf(texts: readonly string[]): ReadonlySet<string> {
  const words = texts.flatMap((text) => text.toLowerCase().match(/\p{Script=Latin}+/gu) ?? []);
  return new Set(words.filter((word) => COUNTED_WORDS.has(word)));
}
