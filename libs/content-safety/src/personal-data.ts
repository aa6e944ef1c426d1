import { isIdentityNumber, isLuhn } from './personal-data/check.digits.js';

export interface PersonalData {
  readonly kind: 'identity-card' | 'bank-card';
  readonly start: number;
  readonly end: number;
}

const IDENTITY_CARD = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/gu;
const CARD_NUMBER = /(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/gu;

/** Numbers that belong to a person: mainland identity cards (GB 11643 checksum) and bank cards (ISO/IEC 7812 Luhn). */
export function findPersonalData(text: string): PersonalData[] {
  const cards = [...text.matchAll(IDENTITY_CARD)]
    .filter(([number]) => isIdentityNumber(number))
    .map((match) => spanOf('identity-card', match));
  const banks = [...text.matchAll(CARD_NUMBER)]
    .filter(([number]) => isLuhn(number.replace(/\D/gu, '')))
    .map((match) => spanOf('bank-card', match));
  return [...cards, ...banks.filter((bank) => !cards.some((card) => card.start === bank.start))];
}

const spanOf = (kind: PersonalData['kind'], match: RegExpExecArray): PersonalData => ({
  kind,
  start: match.index,
  end: match.index + match[0].length,
});
