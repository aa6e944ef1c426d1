import { readHanNumber } from '@zhike/platform';

/** A day, a month of a year, a day of any year, a weekday or a time of day, as far as the text says it: "2026-7-1", "-7-1", "w1", "t570". */
export type DateMark = string;

export interface DatedText {
  readonly dates: readonly DateMark[];
  /** The text with the dates taken out, so that their digits are not read as amounts. */
  readonly rest: string;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const HAN = '[〇零一二三四五六七八九十\\d]';

type Reader = (found: readonly string[]) => DateMark;
const day = (year: number | undefined, month: number, date?: number): DateMark =>
  [year ?? '', month, ...(date === undefined ? [] : [date])].join('-');
const monthOf = (name = '') => MONTHS.indexOf(name.slice(0, 3)) + 1;
const plain = (written = '') => (/^\d/u.test(written) ? Number(written) : readHanYear(written));
const optional = (written: string | undefined) => (written ? plain(written) : undefined);

/** 二〇二六 is spelled digit by digit; 十二 is a number. */
function readHanYear(written: string): number {
  if (/^[〇零一二三四五六七八九]{4}$/u.test(written))
    return Number([...written].map((digit) => readHanNumber(digit)).join(''));
  return readHanNumber(written);
}

/** Tried in this order on folded text; what one has read the next does not see. */
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [/\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/gu, ([, y, m, d]) => day(plain(y), plain(m), plain(d))],
  [
    new RegExp(`(?:(${HAN}{4})年)?(${HAN}{1,3})月(${HAN}{1,3})[日号]`, 'gu'),
    ([, y, m, d]) => day(optional(y), plain(m), plain(d)),
  ],
  [new RegExp(`(${HAN}{4})年(${HAN}{1,3})月(?!内)`, 'gu'), ([, y, m]) => day(plain(y), plain(m))],
  [
    new RegExp(`\\b(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4})\\b)?`, 'gu'),
    ([, m, d, y]) => day(optional(y), monthOf(m), plain(d)),
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})\\b\\.?(?:,? (\\d{4})\\b)?`, 'gu'),
    ([, d, m, y]) => day(optional(y), monthOf(m), plain(d)),
  ],
  [new RegExp(`\\b(${MONTH}) (\\d{4})\\b`, 'gu'), ([, m, y]) => day(plain(y), monthOf(m))],
  [
    new RegExp(`\\b(${MONTH.replace('may|', '').replace('mar(?:ch)?', 'march')})\\b`, 'gu'),
    ([, m]) => day(undefined, monthOf(m)),
  ],
  [/\b(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\b\.?/gu, ([, h, m, half]) => time(plain(h), optional(m), half === 'p')],
  [
    /(上午|早上|中午|下午|晚上)?(\d{1,2}):(\d{2})(?::\d{2})?/gu,
    ([, part, h, m]) => time(plain(h), plain(m), /下|晚/u.test(part ?? '')),
  ],
  [
    new RegExp(`(上午|早上|凌晨|中午|下午|晚上|傍晚)(${HAN}{1,3})[点时](半)?`, 'gu'),
    ([, part, h, half]) => time(plain(h), half ? 30 : 0, /下|晚/u.test(part ?? '')),
  ],
  [new RegExp(`\\b(${WEEKDAYS.join('|')})s?\\b`, 'gu'), ([, name]) => `w${WEEKDAYS.indexOf(name ?? '') + 1}`],
  [
    /(?:周|星期|礼拜)([一二三四五六日天])/gu,
    ([, name]) => `w${'一二三四五六日'.indexOf(name === '天' ? '日' : (name ?? '')) + 1}`,
  ],
];

function time(hour: number, minute = 0, isLate = false): DateMark {
  return `t${((isLate ? (hour % 12) + 12 : hour) % 24) * 60 + minute}`;
}

export function readDates(folded: string): DatedText {
  const dates: DateMark[] = [];
  const rest = FORMS.reduce(
    (text, [form, read]) =>
      text.replace(form, (...found: string[]) => {
        dates.push(read(found));
        return ' § ';
      }),
    folded,
  );
  return { dates, rest };
}

/** Whether a date says no more than a known one: 1 July may be said of 1 July 2026, not the other way round. */
export function isKnownDate(date: DateMark, known: readonly DateMark[]): boolean {
  if (/^[wt]/u.test(date)) return known.includes(date);
  const [year, month, dayOfMonth] = date.split('-');
  return known.some((other) => {
    const [knownYear, knownMonth, knownDay] = other.split('-');
    return (!year || year === knownYear) && month === knownMonth && (!dayOfMonth || dayOfMonth === knownDay);
  });
}
