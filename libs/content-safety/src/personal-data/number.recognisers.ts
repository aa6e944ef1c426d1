import ipaddr from 'ipaddr.js';
import { ibanEnd, isCreditCode, isIdentityNumber, isLuhn } from './check.digits.js';
import { Certainty, type Recogniser } from './personal-data.kinds.js';

const digitsOf = (value: string) => value.replace(/\D/gu, '');

/** Issuers' first digits and their lengths (ISO/IEC 7812; UnionPay, Visa, Mastercard, Amex, JCB, Diners, Discover, Maestro, MIR). */
const ISSUERS: readonly (readonly [first: RegExp, lengths: readonly number[]])[] = [
  [/^62/u, [16, 17, 18, 19]],
  [/^4/u, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|220[0-4])/u, [16]],
  [/^3[47]/u, [15]],
  [/^(?:2131|1800)/u, [15]],
  [/^35/u, [16, 17, 18, 19]],
  [/^(?:30[0-5]|3095|36|3[89])/u, [14, 16, 19]],
  [/^(?:6011|64[4-9]|65)/u, [16, 17, 18, 19]],
  [/^(?:50|5[6-8]|6[0139]|67)/u, [16, 17, 18, 19]],
];

function isIssued(value: string): boolean {
  const digits = digitsOf(value);
  return ISSUERS.some(([first, lengths]) => lengths.includes(digits.length) && first.test(digits)) && isLuhn(digits);
}

const CARD = /(?<![\dA-Za-z.])\d(?:[ -]?\d){11,18}(?![\dA-Za-z]|\.\d)/gu;
const DATE = '(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\\d|3[01])';
const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]';

/** Numbers and codes that a standard gives a shape, most of them with a check digit. */
export const NUMBER_RECOGNISERS: readonly Recogniser[] = [
  {
    kind: 'identity-card',
    certainty: Certainty.proof,
    pattern: new RegExp(
      `(?<![\\dA-Za-z])[1-9]\\d{5}[ -]?(?:18|19|20)\\d{2}[ -]?${DATE}[ -]?\\d{3}[\\dXx](?![\\dA-Za-z])`,
      'gu',
    ),
    isOne: (value) => isIdentityNumber(value.replace(/[ -]/gu, '')),
  },
  {
    kind: 'identity-card',
    certainty: Certainty.context,
    pattern: new RegExp(`(?<!\\d)(?:[1-9]\\d{7}${DATE}\\d{3}|[1-9]\\d{16}[\\dXx])(?!\\d)`, 'gu'),
    before: /(?:身份证|证件号|id card|identity card)/iu,
  },
  { kind: 'bank-card', certainty: Certainty.proof, pattern: CARD, isOne: isIssued },
  {
    kind: 'bank-card',
    certainty: Certainty.context,
    pattern: CARD,
    before: /(?:card|卡号|银行卡|信用卡|借记卡|储蓄卡|账号|credit|debit|visa)/iu,
    isOne: (value) => isLuhn(digitsOf(value)),
  },
  {
    kind: 'passport',
    certainty: Certainty.context,
    pattern: /(?<![\dA-Za-z])(?:[A-Za-z]{1,2}\d{6,8}|\d{9})(?![\dA-Za-z])/gu,
    before: /(?:护照|passport|通行证)/iu,
  },
  {
    kind: 'credit-code',
    certainty: Certainty.proof,
    pattern: /(?<![\dA-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![\dA-Za-z])/gu,
    isOne: isCreditCode,
  },
  {
    kind: 'iban',
    certainty: Certainty.proof,
    pattern: /(?<![\dA-Za-z])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]){11,30}/giu,
    cut: (value) => {
      const end = ibanEnd(value);
      return end === undefined ? undefined : [0, end];
    },
  },
  {
    kind: 'ip-address',
    certainty: Certainty.shape,
    pattern: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?![\d]|\.\d)/gu,
  },
  {
    kind: 'ip-address',
    certainty: Certainty.shape,
    pattern: /(?<![\w:.])(?=[\da-f:]*:[\da-f:]*:)[\da-f:]{2,45}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])/giu,
    isOne: (value) => /[\da-f]/iu.test(value) && ipaddr.IPv6.isValid(value),
  },
  {
    kind: 'licence-plate',
    certainty: Certainty.shape,
    // GA 36-2018: five signs, or six for new energy with D or F (and their successors) first or last.
    pattern: new RegExp(
      `${PROVINCE}[A-HJ-NP-Z][·•. ]?(?:[A-HJK]\\w?\\d{4}|\\d{5}[A-HJK]|(?=[A-Z]*\\d)[A-HJ-NP-Z\\d]{4}[A-HJ-NP-Z\\d挂学警港澳])(?![\\dA-Za-z])`,
      'gu',
    ),
  },
  {
    kind: 'us-ssn',
    certainty: Certainty.shape,
    pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/gu,
  },
  {
    kind: 'us-ssn',
    certainty: Certainty.context,
    pattern: /(?<!\d)(?!000|666)\d{3}[- ]?\d{2}[- ]?\d{4}(?!\d)/gu,
    before: /(?:\bssn\b|social security|\bitin\b|taxpayer)/iu,
  },
];
