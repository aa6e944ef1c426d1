import type { DraftSentence } from '@zhike/ports';
import { differenceBetween, nearnessTo } from './verify/claim.comparison.js';
import { contentWords } from './verify/content.words.js';
import { type Ground, groundsOf, isQuote } from './verify/grounds.js';

export type Proof =
  | { readonly isProven: true; readonly how: 'verbatim' | 'compared' }
  | { readonly isProven: false; readonly because: string };

/** A yes or no before what it is said for; by itself it states nothing that could be compared. */
const ANSWER_WORD =
  /^(?:yes|no|是的?|不是|对|不对|可以的?|不可以|能|不能|不行|行|会|不会|需要|不需要)(?:\s*[,，.。:：;；!！–—-]+\s*|\s*$)/iu;
/** Where a sentence joins two statements, each may stand on a sentence of its own. */
const JOINS = /[；;。]|[，,]\s*(?:而|但是?|不过|同时|另外|此外)|,?\s+\b(?:and|but|while|whereas)\b\s+/iu;
/** A piece with fewer content words is no statement of its own. */
const STATEMENT_WORDS = 2;

/**
 * Holds a sentence against what it stands on. Whole sentences as written are proven. Any other text, and a part of a sentence,
 * is compared with the sentence of the evidence that is nearest to it: words, names, numbers with their units and bounds,
 * dates, denials, how firmly it is said, and the conditions under which it holds.
 */
export function verifySentence({ text, evidence }: DraftSentence): Proof {
  if (!evidence.length) return { isProven: false, because: 'no evidence named' };
  if (isQuote(text, evidence)) return { isProven: true, how: 'verbatim' };
  const claim = text.replace(ANSWER_WORD, '').trim();
  if (!claim || isQuote(claim, evidence)) return { isProven: true, how: claim ? 'verbatim' : 'compared' };

  const grounds = groundsOf(evidence);
  const because = unproven(claim, grounds);
  if (because === undefined) return { isProven: true, how: 'compared' };
  const pieces = statementsIn(claim);
  const areProven = pieces.length > 1 && pieces.every((piece) => unproven(piece, grounds) === undefined);
  return areProven ? { isProven: true, how: 'compared' } : { isProven: false, because };
}

/** Why no ground proves the claim: what the nearest of them says against it. */
function unproven(claim: string, grounds: readonly Ground[]): string | undefined {
  const ranked = grounds
    .map((ground) => ({ ground, nearness: nearnessTo(claim, ground) }))
    .sort((a, b) => b.nearness - a.nearness);
  let nearest: string | undefined;
  for (const { ground } of ranked) {
    const difference = differenceBetween(claim, ground);
    if (difference === undefined) return undefined;
    nearest ??= difference;
  }
  return nearest ?? 'no evidence named';
}

function statementsIn(claim: string): string[] {
  const pieces = claim
    .split(JOINS)
    .map((piece) => piece.trim())
    .filter(Boolean);
  return pieces.every((piece) => contentWords(piece).length >= STATEMENT_WORDS) ? pieces : [];
}
