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
    .filter(([number]) => isIdentityCard(number))
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

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function isIdentityCard(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}

function isLuhn(digits: string): boolean {
  if (/^(\d)\1+$/u.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
