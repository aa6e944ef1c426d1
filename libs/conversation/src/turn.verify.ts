import type { DraftSentence } from '@zhike/ports';
import { differenceBetween, nearnessTo } from './verify/claim.comparison.js';
import { contentWords } from './verify/content.words.js';
import { type Ground, groundsOf, isQuote } from './verify/grounds.js';
import { modesIn } from './verify/modality.js';
import { polarityOf } from './verify/polarity.js';

export type Proof =
  | { readonly isProven: true; readonly how: 'verbatim' | 'compared' }
  | { readonly isProven: false; readonly because: string };

/** A yes or no before what it is said for. */
const ANSWER_WORD =
  /^(?:(?<yes>yes|是的?|对|可以的?|能|行|会|需要)|(?<no>no|不是|不对|不可以|不能|不行|不会|不需要|否))(?:\s*[,，.。:：;；!！–—-]+\s*|\s*$)/iu;
/** 「未拆封的商品」: which things are meant, not what is denied of them. */
const ATTRIBUTE = /[未不非][^，,。；;]*?的|\b(?:un|non-)\w+/giu;
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
  const contradiction = answerAgainst(text, claim);
  if (contradiction !== undefined) return { isProven: false, because: contradiction };
  if (isQuote(claim, evidence)) return { isProven: true, how: 'verbatim' };

  const grounds = groundsOf(evidence);
  const because = unproven(claim, grounds);
  if (because === undefined) return { isProven: true, how: 'compared' };
  const pieces = statementsIn(claim);
  const areProven = pieces.length > 1 && pieces.every((piece) => unproven(piece, grounds) === undefined);
  return areProven ? { isProven: true, how: 'compared' } : { isProven: false, because };
}

/** A yes or no goes with what is said for it: „no“ with a denial, „yes“ with none; alone it cannot be compared. */
function answerAgainst(text: string, claim: string): string | undefined {
  const { yes, no } = ANSWER_WORD.exec(text)?.groups ?? {};
  if (yes === undefined && no === undefined) return undefined;
  if (!claim) return 'a yes or no alone states nothing that could be compared';
  const isForbidden = modesIn(claim).has('forbidden');
  if (yes !== undefined) return isForbidden ? 'it says yes to what it forbids' : undefined;
  const denies = isForbidden || polarityOf(claim.replace(ATTRIBUTE, '')).denied.size > 0;
  return denies ? undefined : 'it says no to what it does not deny';
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
