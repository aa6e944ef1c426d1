import { Certainty, type Recogniser } from './personal-data.kinds.js';

/** A number that is called one: in a form, or said so. */
const PHONE_BEFORE =
  /(?:phone|mobile|\bcell\b|\btel\b|telephone|\bfax\b|\bdesk\b|whats ?app|call(?:ing)? (?:me|us|him|her)?|answering at|messages? (?:to|at)|reach (?:me|us) (?:at|on)|text me|电话|手机|座机|传真|联系方式|号码|致电|拨打)[^\p{L}\d]{0,3}(?:is|number|no\.?|at|on|是|为|号)?[^\p{L}\d]{0,6}$/iu;
const PHONE_BEHIND = /^[ ,;:(-]{0,3}(?:office|fax|mobile|cell|desk|home|work|tel|手机|电话|座机|传真)/iu;
const EXTENSION = '(?: ?(?:x|ext\\.?|转|-) ?\\d{1,6})?';

const digits = (value: string) => value.replace(/(?:x|ext|转).*$/iu, '').replace(/\D/gu, '').length;

/** Hotlines of companies belong to nobody. */
const HOTLINE = /^(?:\+?86[- ]?)?(?:400|800)[- ]?\d/u;

/** How to reach a person. */
export const CONTACT_RECOGNISERS: readonly Recogniser[] = [
  {
    kind: 'phone',
    certainty: Certainty.shape,
    // Mobile numbers of the mainland, with or without the country.
    pattern: /(?<![\d.+-])(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})(?![\d]|\.\d)/gu,
  },
  {
    kind: 'phone',
    certainty: Certainty.shape,
    // Landlines of the mainland.
    pattern: new RegExp(
      `(?<![\\d.+-])(?:\\(0\\d{2,3}\\) ?|(?:(?:\\+|00)86[- ]?)?0?(?<=0)(?:10|2\\d|[3-9]\\d{2})[- ])\\d{7,8}${EXTENSION}(?!\\d)`,
      'gu',
    ),
    isOne: (value) => !HOTLINE.test(value),
  },
  {
    kind: 'phone',
    certainty: Certainty.shape,
    // International: E.164 allows 15 digits.
    pattern: new RegExp(`(?<![\\d+])(?:\\+|00)[1-9]\\d{0,2}(?:[ .()-]{0,3}\\d){6,14}${EXTENSION}(?!\\d)`, 'giu'),
    isOne: (value) => digits(value) >= 8 && digits(value) <= 17,
  },
  {
    kind: 'phone',
    certainty: Certainty.shape,
    // North America.
    pattern: new RegExp(
      `(?<![\\d.+-])(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]?\\d{2,3}[ .-]\\d{4}${EXTENSION}(?![\\d-])`,
      'giu',
    ),
    isOne: (value) => !HOTLINE.test(value) && digits(value) >= 10 && digits(value) <= 11,
  },
  ...[{ before: PHONE_BEFORE }, { behind: PHONE_BEHIND }].map((context): Recogniser => ({
    kind: 'phone',
    certainty: Certainty.context,
    pattern: new RegExp(`(?<![\\d.+])\\+?\\(?\\d(?:[ .()/-]{0,2}\\d){6,14}${EXTENSION}(?!\\d)`, 'giu'),
    isOne: (value) => !HOTLINE.test(value),
    ...context,
  })),
  {
    kind: 'email',
    certainty: Certainty.shape,
    pattern:
      /(?<![\w.+-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24}(?![\w-])/giu,
  },
];
