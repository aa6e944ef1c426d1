import type { Locale } from '@zhike/contracts';

/** What a value looks like, as far as a question word may ask for it. `words` is everything that is none of the others. */
export type Shape = 'date' | 'clock' | 'span' | 'money' | 'number' | 'measure' | 'phone' | 'words';

const VALUE: readonly (readonly [Shape, RegExp])[] = [
  ['date', /(?:1[0-9]|20)\d\d(?:年|[-/.]\d|$)|\d月\d+日|\b(?:1[0-9]|20)\d\d\b$/u],
  ['clock', /\d{1,2}[:：]\d\d|全天|24\s*小时|\b\d{1,2}\s*(?:am|pm|noon)\b|all day|always open/iu],
  ['span', /\d\s*(?:小时|分钟|分|秒|天|日|周|个月|年)(?!\d)|\b(?:hours?|minutes?|days?|weeks?|months?|years?)\b/iu],
  ['money', /元|免费|[￥¥$€£]|美金|\b(?:yuan|pounds?|dollars?|euros?|free|gbp|usd)\b/iu],
  [
    'measure',
    /\d\s*(?:cm|mm|kg|g|m|ml|l|w|mah|lit(?:re|er)s?|grams?|kilograms?|met(?:re|er)s?|inch(?:es)?|厘米|毫米|米|千克|公斤|克|升|毫升|英寸|寸)(?![a-z])|[×x*]\s*\d/iu,
  ],
  ['phone', /^[\d\s,;，；、+()-]{7,}$/u],
  ['number', /^\s*[\d.,]+\s*%?\s*$/u],
];

/** The shapes of a relation are those of its values. */
export function shapesOf(values: readonly string[]): ReadonlySet<Shape> {
  const found = new Set<Shape>();
  for (const value of values) {
    const own = VALUE.filter(([, pattern]) => pattern.test(value)).map(([shape]) => shape);
    for (const shape of own.length ? own : (['words'] as const)) found.add(shape);
  }
  return found;
}

const ASKED: Record<Locale, readonly (readonly [RegExp, readonly Shape[]])[]> = {
  zh: [
    [/哪一?年|哪一?天|几[月号]|何时|什么时[候间]|多大|几岁|年[龄纪]|生日/u, ['date', 'clock', 'measure']],
    [/几点|开门|关门|营业|开放/u, ['clock']],
    [/多久|多长时间|几个?小时|几天|多少天/u, ['span']],
    [/多长|多[重高宽深]|多少[克斤米升]|尺寸/u, ['measure', 'span', 'number']],
    [/多少钱|价[格钱位]|收费|票价|贵|便宜|花多少|几[块元]/u, ['money', 'number']],
    [/电话|号码|联系方式|手机/u, ['phone']],
    [/谁|哪[位家国里儿个]|在哪|什么地方|位[于置]|地址/u, ['words']],
    [/多少|几[首个人家部分]/u, ['number', 'measure', 'money', 'span', 'date', 'phone']],
  ],
  en: [
    [/\bwhen\b|\bwhat (?:date|day|year)\b|\bhow old\b|\bbirthday\b/iu, ['date', 'clock']],
    [/\bwhat time\b|\bhours\b|\bopen(?:s|ing)?\b|\bclos(?:e|es|ing)\b/iu, ['clock', 'words']],
    [/\bhow long\b/iu, ['span', 'measure']],
    [/\bhow (?:big|large|tall|wide|heavy|deep|high)\b|\bsizes?\b|\bweigh(?:s|t)?\b/iu, ['measure', 'number']],
    [/\bhow much\b|\bprices?\b|\bcosts?\b|\bfees?\b|\bcharge\b/iu, ['money', 'number', 'words']],
    [/\b(?:phone|telephone)\b/iu, ['phone']],
    [/\bwho\b|\bwhere\b|\baddress\b/iu, ['words']],
    [/\bhow many\b/iu, ['number', 'measure']],
  ],
};

/** The shapes that a question word asks for; none where it leaves them open (「怎么样」). */
export function shapesAsked(text: string, locale: Locale): ReadonlySet<Shape> {
  const first = ASKED[locale].find(([pattern]) => pattern.test(text));
  return new Set(first?.[1] ?? []);
}

/** 1: a value has the shape asked for; −1: it has another; 0: the question leaves it open, or the value is mere words. */
export function shapeFit(asked: ReadonlySet<Shape>, values: ReadonlySet<Shape>): -1 | 0 | 1 {
  if (!asked.size || !values.size) return 0;
  const shared = [...asked].filter((shape) => values.has(shape));
  if (!shared.length) return -1;
  return shared.some((shape) => shape !== 'words') ? 1 : 0;
}
