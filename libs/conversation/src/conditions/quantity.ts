import type { Locale } from '@zhike/contracts';
import { readHanNumber } from '@zhike/platform';

type Unit = 'age' | 'days' | 'money' | 'year';

interface Quantity {
  readonly unit: Unit;
  readonly value: number;
}

/** What a condition allows, both ends included: "under 18", 「满 199 元」, "within 7 days". */
interface Span {
  readonly unit: Unit;
  readonly from: number;
  readonly to: number;
}

const DAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:hours?|小时)/iu, 1 / 24],
  [/^(?:days?|天|日)/iu, 1],
  [/^(?:weeks?|周|星期|个?礼拜)/iu, 7],
  [/^(?:months?|个?月)/iu, 30],
  [/^(?:years?|年)/iu, 365],
];
const WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, index) => [word, index + 1]),
);
const NUMBER = new RegExp(
  `(?<sign>[£$€¥])?\\s*(?<number>\\d+(?:[,.]\\d+)*|[〇零一二两三四五六七八九十百千万]+(?=[天日周年月个元岁块])|\\b(?:${Object.keys(WORDS).join('|')})\\b)(?<after>[-\\s]*(?:years?[-\\s]old|周?岁|[\\p{L}]+)?)`,
  'giu',
);
const LEAST: Record<Locale, RegExp> = {
  en: /(?:over|above|more than|older than|at least|exceed\w*|after|since|no less than|from)\s*(?:the age of\s*)?$/iu,
  zh: /(?:满|超过|超出|大于|高于|不少于|至少|达到?|逾|年满)\s*$/u,
};
const MOST: Record<Locale, RegExp> = {
  en: /(?:under|below|less than|fewer than|younger than|up to|at most|within|before|no more than|in the first)\s*(?:the age of\s*)?$/iu,
  zh: /(?:不满|未满|不足|少于|低于|小于|不超过|至多|最多|以内|未超过)\s*$/u,
};
const OR_MORE: Record<Locale, RegExp> = {
  en: /^\s*(?:years?\s*)?(?:or (?:over|above|older|more|after|later)|\+)/iu,
  zh: /^\s*(?:以上|及以上|之后|后)/u,
};
const OR_LESS: Record<Locale, RegExp> = {
  en: /^\s*(?:years?\s*)?or (?:under|below|less|before|younger|fewer)/iu,
  zh: /^\s*(?:以内|以下|之内|内|之前)/u,
};
const STRICT =
  /(?:over|above|more than|older than|exceed\w*|under|below|less than|fewer than|younger than)\s*(?:the age of\s*)?$|(?:超过|大于|高于|逾|不满|未满|不足|少于|低于|小于)\s*$/iu;
/** Of a date only the year is compared. */
const DAY_AND_MONTH =
  /(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:of\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december),?\s*(?:\d{1,2},\s*)?$/iu;
/** „ages 18–39“, 「18 至 39 岁」 */
const RANGE = /(\d+)\s*(?:–|—|-|~|to|and|至|到)\s*(\d+)/iu;
const MONEY = /^(?:元|块|pounds?|dollars?|yuan|euros?)/iu;
const YEARS_OLD = /^(?:years?[-\s]old|周?岁)/iu;
const BEING = /\b(?:am|be|are|under|over|['’]re)\s*$/iu;
const AGE = /\bage[ds]?\b|\bold\b|岁|年龄/iu;

/** Whether a quantity that was told lies in what the condition allows; undefined where they do not speak of the same. */
export function fits(condition: string, said: string, locale: Locale): boolean | undefined {
  const spans = spansIn(condition, locale);
  if (!spans.length) return undefined;
  const told = quantitiesIn(said);
  for (const span of spans) {
    const quantity = told.find(({ unit }) => unit === span.unit);
    if (quantity) return quantity.value >= span.from && quantity.value <= span.to;
  }
  return undefined;
}

function spansIn(text: string, locale: Locale): Span[] {
  const range = RANGE.exec(text);
  const end = range && quantitiesIn(text).at(-1);
  if (range && end) return [{ unit: end.unit, from: Number(range[1]), to: Number(range[2]) }];
  return [...text.matchAll(NUMBER)].flatMap((match) => spanOf(match, text, locale) ?? []);
}

/** What stands before and after a number says which side of it is meant. */
function spanOf(match: RegExpMatchArray, text: string, locale: Locale): Span | undefined {
  const quantity = quantityOf(match, text);
  if (!quantity) return undefined;
  const { unit, value } = quantity;
  const at = match.index ?? 0;
  const before = text.slice(0, at).replace(DAY_AND_MONTH, '');
  const tail = text.slice(at + match[0].length);
  const after = `${match.groups?.['after'] ?? ''}${tail}`;
  const margin = STRICT.test(before) ? 1e-6 : 0;
  const follows = (pattern: RegExp) => pattern.test(after) || pattern.test(tail);
  if (MOST[locale].test(before) || follows(OR_LESS[locale])) return { unit, from: -Infinity, to: value - margin };
  if (LEAST[locale].test(before) || follows(OR_MORE[locale])) return { unit, from: value + margin, to: Infinity };
  return undefined;
}

const quantitiesIn = (text: string): Quantity[] =>
  [...text.matchAll(NUMBER)].flatMap((match) => quantityOf(match, text) ?? []);

function quantityOf(match: RegExpMatchArray, text: string): Quantity | undefined {
  const { sign, number = '', after = '' } = match.groups ?? {};
  const value = valueOf(number);
  const word = after.replace(/^[-\s]+/u, '');
  if (sign || MONEY.test(word)) return { unit: 'money', value };
  if (YEARS_OLD.test(word)) return { unit: 'age', value };
  const days = DAYS.find(([name]) => name.test(word));
  if (days) return { unit: 'days', value: value * days[1] };
  return bareOf(value, text, text.slice(0, match.index ?? 0));
}

/** A number without a unit: a year by its size, an age by its size and the words about it. */
function bareOf(value: number, text: string, before: string): Quantity | undefined {
  if (value >= 1900 && value <= 2100) return { unit: 'year', value };
  if (value < 10 || value > 100) return undefined;
  return AGE.test(text) || BEING.test(before) ? { unit: 'age', value } : undefined;
}

function valueOf(number: string): number {
  if (/^\d/u.test(number)) return Number(number.replaceAll(',', ''));
  return WORDS[number.toLowerCase()] ?? readHanNumber(number);
}
