import type { Screening } from '@zhike/ports';
import { findPersonal } from '../personal-data/personal-data.finder.js';
import { PERSONAL_KINDS, type PersonalKind, type PersonalSpan } from '../personal-data/personal-data.kinds.js';
import { EvidenceText } from './evidence.text.js';
import { findSplitNumbers } from './split.numbers.js';

/** No shop has a reason to tell these, not even where somebody published them by mistake. */
export const NEVER_LEAVES: readonly PersonalKind[] = ['identity-card', 'bank-card', 'passport'];
/** A published number this short is a barcode as often as a card. */
const BARCODE_DIGITS = 14;

/**
 * Personal data that must not leave. Some kinds never do. The others leave where they stand in the evidence: a shop's own telephone
 * number is published, a customer's is not, whoever made the sentence. Without evidence only the first are looked for.
 */
export function findLeaks(
  text: string,
  { before = '', evidence }: Pick<Screening, 'before' | 'evidence'>,
): PersonalSpan[] {
  const grounds = evidence && new EvidenceText(evidence);
  const own = findPersonal(text, grounds ? PERSONAL_KINDS : NEVER_LEAVES).filter(
    ({ kind, start, end }) => !mayLeave(kind, text.slice(start, end), grounds),
  );
  return [...own, ...findSplitNumbers(text, before, grounds)];
}

function mayLeave(kind: PersonalKind, value: string, grounds: EvidenceText | undefined): boolean {
  if (kind === 'bank-card' && value.replace(/\D/gu, '').length > BARCODE_DIGITS) return false;
  if (kind !== 'bank-card' && NEVER_LEAVES.includes(kind)) return false;
  return grounds?.holds(kind, value) ?? false;
}
