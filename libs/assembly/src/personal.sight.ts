import { maskPersonal, PERSONAL_KINDS, type PersonalKind } from '@zhike/content-safety';
import { mayReadPersonalData } from '@zhike/contracts';
import { type ClaimedEvent, mapTexts } from '@zhike/platform';
import type { PersonalSight } from './product.js';

/** A log is read by those who keep machines: addresses of machines stay, and so do the codes of companies. */
const NOT_LOGGED = PERSONAL_KINDS.filter((kind) => kind !== 'ip-address' && kind !== 'credit-code');
/** A CRM calls and writes to customers; with these it can only do harm. */
const NOT_TOLD: readonly PersonalKind[] = ['identity-card', 'passport', 'bank-card', 'iban', 'us-ssn'];
/** Events in which customers speak. */
const CUSTOMERS_NEWS = /^(?:turn|conversation|answer)\./u;
/** What the shop has published itself. */
const PUBLISHED = ['citations', 'candidates'];

export const maskForLog = (text: string): string => maskPersonal(text, NOT_LOGGED);

/** The data of an event as webhooks tell it. */
export const maskNews = ({ type, data }: Pick<ClaimedEvent, 'type' | 'data'>): object =>
  CUSTOMERS_NEWS.test(type) ? mapTexts(data, (text) => maskPersonal(text, NOT_TOLD), PUBLISHED) : data;

/** Members without the right read customers' words with what is personal masked. An answer holds nothing that was not published. */
export const personalSight: PersonalSight = {
  turn: (turn, member) => (mayReadPersonalData(member) ? turn : { ...turn, question: maskPersonal(turn.question) }),
  trace: (trace, member) => (mayReadPersonalData(member) ? trace : mapTexts(trace, maskPersonal, PUBLISHED)),
};
