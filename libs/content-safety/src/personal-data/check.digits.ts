/** Luhn's formula over digits (ISO/IEC 7812-1, annex B); numbers of one digit repeated are nobody's. */
export function isLuhn(digits: string): boolean {
  if (/^(\d)\1+$/u.test(digits)) return false;
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at--, isDoubled = !isDoubled) {
    const value = (digits.charCodeAt(at) - 0x30) * (isDoubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

const CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Check sign of an 18-digit identity number (GB 11643-1999, ISO 7064 MOD 11-2). Takes the number without gaps. */
export function isIdentityNumber(number: string): boolean {
  const sum = CARD_WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}

const CREDIT_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Check sign of a unified social credit code (GB 32100-2015, MOD 31 with weights 3^i). */
export function isCreditCode(code: string): boolean {
  let sum = 0;
  for (let at = 0, weight = 1; at < 17; at++, weight = (weight * 3) % 31)
    sum += CREDIT_SIGNS.indexOf(code[at] ?? '') * weight;
  return CREDIT_SIGNS[(31 - (sum % 31)) % 31] === code[17];
}

/** Lengths by country, of the registry of ISO 13616. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18
  GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28
  PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/u)
    .map((line) => [line.slice(0, 2), Number(line.slice(2))]),
);

/** Where an IBAN ends that a text begins with, gaps within counted; undefined when it is none (ISO 7064 MOD 97-10). */
export function ibanEnd(text: string): number | undefined {
  const wanted = IBAN_LENGTHS[text.slice(0, 2).toUpperCase()];
  if (wanted === undefined) return undefined;
  let signs = '';
  let at = 0;
  for (; at < text.length && signs.length < wanted; at++) if (text[at] !== ' ' && text[at] !== '-') signs += text[at];
  if (signs.length < wanted || !isModulo97(signs.toUpperCase())) return undefined;
  return at;
}

function isModulo97(iban: string): boolean {
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4))
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
