import type { DraftSentence, Evidence } from '@zhike/ports';
import { statedNumbers } from './stated-numbers.js';

export type Proof =
  | { readonly isProven: true; readonly how: 'verbatim' | 'compared' }
  | { readonly isProven: false; readonly because: string };

const NEGATIONS = /不|未|无|没|非|勿|禁止|\b(?:not|no|never|without|cannot|neither|nor|unless|except)\b|n['’]t\b/giu;
/** Share of a sentence's words that its evidence must hold when it is not a quote. */
const LEAST_OVERLAP = 0.8;

/**
 * Holds a sentence against what it stands on: a quote is proven as it is; any other sentence may state no number,
 * no negation and few words that its evidence does not.
 */
export function verifySentence({ text, evidence }: DraftSentence): Proof {
  if (!evidence.length) return { isProven: false, because: 'no evidence named' };
  const grounds = evidence.map(groundOf).join('\n');
  if (squeeze(grounds).includes(squeeze(text))) return { isProven: true, how: 'verbatim' };

  const known = new Set(statedNumbers(grounds));
  const invented = statedNumbers(text).find((number) => !known.has(number));
  if (invented !== undefined) return { isProven: false, because: `the number ${invented} is not in the evidence` };
  if (countOf(NEGATIONS, text) && !countOf(NEGATIONS, grounds))
    return { isProven: false, because: 'it denies what the evidence does not deny' };
  if (overlap(text, grounds) < LEAST_OVERLAP) return { isProven: false, because: 'it says more than its evidence' };
  return { isProven: true, how: 'compared' };
}

function groundOf(evidence: Evidence): string {
  const { citation } = evidence;
  return evidence.kind === 'clause'
    ? `${citation.policyTitle}\n${citation.label}\n${evidence.text}`
    : `${evidence.entity} ${evidence.relation} ${evidence.value}`;
}

const squeeze = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
const countOf = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0;

/** Words of joining that need no evidence: the composer's own grammar around facts. */
const JOINTS = new Set(['的', '是', '为', '和', '、', 'is', 'are', 'the', 'of', 'and', 'a']);

function overlap(text: string, grounds: string): number {
  const words = wordsOf(text).filter((word) => !JOINTS.has(word));
  const known = new Set(wordsOf(grounds));
  return words.length ? words.filter((word) => known.has(word)).length / words.length : 1;
}

const wordsOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{Script=Latin}\d]+(?:[.,]\d+)*|\p{Script=Han}/gu) ?? [];
