import { type DateMark, readDates } from './calendar.dates.js';
import { closeHan, foldText } from './folded.text.js';
import { NUMBER_SOURCE, readNumber } from './number.words.js';

/** Which side of a number is meant: at most and within, less than, at least, more than. */
export type Bound = 'most' | 'less' | 'least' | 'more';

export interface Quantity {
  readonly value: number;
  /** Undefined where nothing that is known as a unit follows. */
  readonly unit?: string;
  readonly bound?: Bound;
  readonly written: string;
}

export interface Measures {
  readonly quantities: readonly Quantity[];
  readonly dates: readonly DateMark[];
  /** On which side of the dates something lies: before, after, until, from. */
  readonly sides: readonly string[];
}

/** Unit → how it is written after the number (folded), and by how much it is multiplied where it is exactly another unit. */
const UNITS: readonly (readonly [string, string, number?])[] = [
  ['working-day', '个?工作日|(?:working|business|work)[- ]days?'],
  ['day', '个?自然日|天|日(?!元)|(?:calendar )?days?\\b'],
  ['day', '周(?!岁|年)|个?星期|个?礼拜|weeks?\\b', 7],
  ['hour', '个?小时|个?钟头|hours?\\b|hrs?\\b'],
  ['minute', '分钟|minutes?\\b|mins?\\b'],
  ['month', '个月|months?\\b'],
  ['month', '周年|年|years?\\b(?![- ]old)', 12],
  ['age', '周?岁|years?[- ]old'],
  ['percent', '%|percent\\b|per cent\\b|个百分点'],
  ['fold', '折'],
  ['yuan', '元|块钱?|圆|人民币|yuan\\b|rmb\\b|cny\\b'],
  ['dollar', '美元|美金|dollars?\\b|usd\\b'],
  ['euro', '欧元|euros?\\b|eur\\b'],
  ['pound', '英镑|pounds?\\b|gbp\\b'],
  ['gram', '千克|公斤|kg\\b|kilos?\\b|kilograms?\\b', 1000],
  ['gram', '斤', 500],
  ['gram', '克|grams?\\b|g\\b'],
  ['metre', '公里|千米|km\\b|kilomet(?:er|re)s?\\b', 1000],
  ['metre', '厘米|公分|cm\\b', 0.01],
  ['metre', '毫米|mm\\b', 0.001],
  ['metre', '米|m\\b|met(?:er|re)s?\\b'],
  ['litre', '毫升|ml\\b', 0.001],
  ['litre', '升|l\\b|lit(?:er|re)s?\\b'],
  ['times', '次|times\\b'],
  ['person', '人|位|名|people\\b|persons?\\b'],
  ['piece', '件|个|台|部|只|双|套|份|items?\\b|pieces?\\b'],
  ['point', '积分|points?\\b|分(?!钟)'],
];
const SIGNS: Readonly<Record<string, string>> = { '¥': 'yuan', $: 'dollar', '€': 'euro', '£': 'pound' };
const UNIT_SOURCE = UNITS.map(([, written], index) => `(?<u${index}>${written})`).join('|');
const QUANTITY = new RegExp(
  `(?<percent>百分之)?(?<sign>[¥$€£])?\\s*(?<number>${NUMBER_SOURCE})\\s*-?\\s*(?:${UNIT_SOURCE})?`,
  'gu',
);

/** Before the number; the first that fits counts, so denials of a bound stand before the bound. */
const BEFORE: readonly (readonly [Bound, RegExp])[] = [
  [
    'most',
    /(?:不[得能可应会]?超过|不多于|不高于|不大于|不晚于|至多|最多|最长|最高|最迟|上限为?|no (?:more|later|longer|greater) than|not (?:more|later|longer) than|not exceed(?:ing)?|at (?:the )?most|up to|maximum(?: of)?|within|in the first)\s*$/u,
  ],
  [
    'least',
    /(?:不[得能可应会]?(?:少于|低于|小于|早于)|至少|最少|最低|起码|达到|年?(?<!不|未)满|no (?:less|fewer|earlier) than|not (?:less|fewer) than|at (?:the )?least|minimum(?: of)?)\s*$/u,
  ],
  ['less', /(?:不满|未满|不足|少于|低于|小于|不到|under|below|less than|fewer than|younger than|before)\s*$/u],
  ['more', /(?:超过|超出|多于|高于|大于|逾|over|above|more than|older than|exceed(?:s|ing)?|after)\s*$/u],
];
/** After it. */
const AFTER: readonly (readonly [Bound, RegExp])[] = [
  ['most', /^\s*(?:以内|之内|内|及?以下|or (?:less|fewer|under|younger))/u],
  ['least', /^\s*(?:及?以上|起(?!算)|or (?:more|over|above|older)|and (?:over|above))/u],
  ['less', /^\s*(?:之前|以前)/u],
  ['more', /^\s*(?:之后|以后|后(?!天))/u],
];
const SIDES: readonly (readonly [string, RegExp])[] = [
  ['before', /\b(?:before|prior to)\s+(?:the )?§|§\s*(?:之前|以前|前)/u],
  [
    'until',
    /\b(?:until|till|by|no later than|through)\s+(?:the )?§|(?:截至|截止到?|直到|至|到)\s*§|§\s*(?:为止|截止)/u,
  ],
  ['after', /\bafter\s+(?:the )?§|§\s*(?:之后|以后|后)/u],
  ['from', /\b(?:from|since|starting|as of|effective)\s+(?:the )?§|(?:自|从)\s*§|§\s*起/u],
];

const LIST_MARKER = /^\s*[(（]?\d{1,2}[.)、）](?!\d)\s*/gmu;

/** All amounts, dates and times that a text states, full width and numerals folded. */
export function measuresIn(text: string): Measures {
  const folded = closeHan(foldText(text).replace(LIST_MARKER, ''));
  const { dates, rest } = readDates(folded);
  const quantities = [...rest.matchAll(QUANTITY)].flatMap((match) => quantityOf(match, rest) ?? []);
  return { quantities, dates, sides: SIDES.filter(([, pattern]) => pattern.test(rest)).map(([side]) => side) };
}

function quantityOf(match: RegExpMatchArray, text: string): Quantity | undefined {
  const { number = '', ...groups } = match.groups ?? {};
  const from = match.index ?? 0;
  const to = from + match[0].length;
  const unit = unitOf(groups);
  if (isGrammar(number, unit?.name, text.slice(Math.max(0, from - 1), to + 1))) return undefined;
  const bound = boundOf(text.slice(0, from), text.slice(to));
  return {
    value: round(readNumber(number) * (unit?.times ?? 1)),
    written: match[0].trim(),
    ...(unit ? { unit: unit.name } : {}),
    ...(bound ? { bound } : {}),
  };
}

/** 一, 万一, 第一, 一个, "one of" are words and not amounts, unless a unit of measure follows. */
function isGrammar(number: string, unit: string | undefined, around: string): boolean {
  if (!/^(?:一|one|[百千万]+)$/u.test(number)) return false;
  if (/第一|万一|统一|唯一|一旦|一律|一般|一定|一致|一并|一切|一经|任一|之一/u.test(around)) return true;
  return unit === undefined || ['piece', 'times', 'person', 'point'].includes(unit);
}

function unitOf(groups: Readonly<Record<string, string | undefined>>): { name: string; times: number } | undefined {
  if (groups['percent']) return { name: 'percent', times: 1 };
  const sign = SIGNS[groups['sign'] ?? ''];
  if (sign) return { name: sign, times: 1 };
  const index = UNITS.findIndex((_, place) => groups[`u${place}`] !== undefined);
  const unit = UNITS[index];
  return unit && { name: unit[0], times: unit[2] ?? 1 };
}

function boundOf(before: string, after: string): Bound | undefined {
  const near = (list: typeof BEFORE, text: string) => list.find(([, pattern]) => pattern.test(text))?.[0];
  return near(BEFORE, before) ?? near(AFTER, after);
}

const round = (value: number) => Math.round(value * 1e6) / 1e6;
