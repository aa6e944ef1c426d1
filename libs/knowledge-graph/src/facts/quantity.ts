import type { Locale } from '@zhike/contracts';

/** A number in a value, in one unit of its kind, so that 900 g and 1.2 kg can be compared. */
export function quantityIn(value: string): number | undefined {
  const found = /(\d+(?:[.,]\d+)*)\s*([a-z]+|\p{Script=Han}{1,2})?/iu.exec(value.normalize('NFKC'));
  if (!found) return /免费|\bfree\b/iu.test(value) ? 0 : undefined;
  const [, digits = '', unit = ''] = found;
  return Number(digits.replace(/,(?=\d{3})/gu, '').replace(',', '.')) * factorOf(unit.toLowerCase());
}

const factorOf = (unit: string) => FACTORS[unit] ?? FACTORS[unit.slice(0, 1)] ?? 1;

const FACTORS: Readonly<Record<string, number>> = {
  ...{ kg: 1000, 千克: 1000, 公斤: 1000, g: 1, 克: 1, 斤: 500 },
  ...{ m: 1000, 米: 1000, cm: 10, 厘米: 10, mm: 1, 毫米: 1 },
  ...{ l: 1000, litre: 1000, litres: 1000, 升: 1000, ml: 1, 毫升: 1 },
  ...{ year: 365, years: 365, 年: 365, month: 30, months: 30, 个月: 30, week: 7, weeks: 7, day: 1, days: 1, 天: 1 },
};

/** What a question demands of a quantity: a bound (「50 元以下」) or the extreme (「最轻」). */
export type Demand =
  | { readonly kind: 'bound'; readonly holds: (quantity: number) => boolean; readonly words: string }
  | { readonly kind: 'extreme'; readonly want: 'least' | 'most'; readonly words: string };

const FIGURE = String.raw`\d{1,6}(?:[.,]\d+)*`;
const UNIT = String.raw`(?:千克|公斤|厘米|毫升|个月|[克斤米升元块分年天]|[a-z]+)`;
const NUMBER = String.raw`(${FIGURE}\s*${UNIT}?)`;
const BETWEEN: Record<Locale, RegExp> = {
  zh: new RegExp(String.raw`${NUMBER}\s*(?:到|至|-|–|~)\s*(${FIGURE}\s*(?:${UNIT}|之间))`, 'iu'),
  en: new RegExp(String.raw`between\s+${NUMBER}\s+and\s+${NUMBER}`, 'iu'),
};
const AT_MOST: Record<Locale, RegExp> = {
  zh: new RegExp(
    String.raw`(?:不[超高多]过?于?|低于|少于|小于|最多)\s*${NUMBER}|${NUMBER}\s*(?:以下|以内|之内|内)`,
    'iu',
  ),
  en: new RegExp(
    String.raw`(?:under|below|less than|at most|no more than|up to|cheaper than|within)\s+${NUMBER}`,
    'iu',
  ),
};
const AT_LEAST: Record<Locale, RegExp> = {
  zh: new RegExp(String.raw`(?:不低于|不少于|高于|多于|大于|超过|至少)\s*${NUMBER}|${NUMBER}\s*(?:以上|起)`, 'iu'),
  en: new RegExp(String.raw`(?:over|above|more than|at least|from)\s+${NUMBER}`, 'iu'),
};
const LEAST: Record<Locale, RegExp> = {
  zh: /最(?:便宜|低|少|轻|小|短|近|薄|窄|矮)/u,
  en: /\b(?:cheapest|lowest|least|lightest|smallest|shortest|least expensive)\b/iu,
};
const MOST: Record<Locale, RegExp> = {
  zh: /最(?:贵|高|多|重|大|长|远|厚|宽|久)/u,
  en: /\b(?:most expensive|dearest|highest|heaviest|largest|biggest|longest|best rated|highest rated)\b/iu,
};

export function demandIn(text: string, locale: Locale): Demand | undefined {
  const plain = text.normalize('NFKC');
  return boundIn(plain, locale) ?? extremeIn(plain, locale);
}

function boundIn(text: string, locale: Locale): Demand | undefined {
  const between = BETWEEN[locale].exec(text);
  const [low, high] = [numberAt(between, 1), numberAt(between, 2)];
  if (between && low !== undefined && high !== undefined)
    return { kind: 'bound', holds: (quantity) => quantity >= low && quantity <= high, words: between[0] };
  const most = AT_MOST[locale].exec(text);
  const ceiling = numberAt(most, 1) ?? numberAt(most, 2);
  if (most && ceiling !== undefined) return { kind: 'bound', holds: (quantity) => quantity <= ceiling, words: most[0] };
  const least = AT_LEAST[locale].exec(text);
  const floor = numberAt(least, 1) ?? numberAt(least, 2);
  if (least && floor !== undefined) return { kind: 'bound', holds: (quantity) => quantity >= floor, words: least[0] };
  return undefined;
}

function extremeIn(text: string, locale: Locale): Demand | undefined {
  const least = LEAST[locale].exec(text);
  if (least) return { kind: 'extreme', want: 'least', words: least[0] };
  const most = MOST[locale].exec(text);
  return most ? { kind: 'extreme', want: 'most', words: most[0] } : undefined;
}

function numberAt(found: RegExpExecArray | null, group: number): number | undefined {
  const text = found?.[group];
  return text === undefined ? undefined : quantityIn(text);
}

/** Those whose quantity meets the demand; of an extreme all that share it. What has no quantity meets none. */
export function meeting<Thing>(things: readonly Thing[], valueOf: (thing: Thing) => string, demand: Demand): Thing[] {
  const measured = things.flatMap((thing) => {
    const quantity = quantityIn(valueOf(thing));
    return quantity === undefined ? [] : [{ thing, quantity }];
  });
  if (demand.kind === 'bound')
    return measured.filter(({ quantity }) => demand.holds(quantity)).map(({ thing }) => thing);
  const quantities = measured.map(({ quantity }) => quantity);
  const extreme = demand.want === 'least' ? Math.min(...quantities) : Math.max(...quantities);
  return measured.filter(({ quantity }) => quantity === extreme).map(({ thing }) => thing);
}
