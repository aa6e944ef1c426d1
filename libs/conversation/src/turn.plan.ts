import type { Evidence, Window } from '@zhike/ports';

/** Which way a turn goes, and why. The temperature is the writer's freedom: 0 quotes, 0.1 may join clauses. */
export type TurnPlan =
  | {
      readonly route: 'quote';
      readonly temperature: 0;
      readonly because: 'fact-found' | 'policy-found';
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly route: 'explain';
      readonly temperature: 0.1;
      readonly because: 'partial-match';
      readonly evidence: readonly Evidence[];
    }
  | { readonly route: 'clarify'; readonly because: 'several-policies-match'; readonly choices: readonly string[] }
  | { readonly route: 'refuse'; readonly because: 'no-evidence' | 'weak-evidence' | 'knowledge-away' };

/** Confidence at or above which a clause surely speaks of the question. */
const STRONG = 0.6;
/** Below it, evidence is not shown: a wrong quote is worse than none. */
const USABLE = 0.3;
/** A word or two carry little confidence, and asking back says nothing wrong: from here on it is worth it. */
const WORTH_ASKING = 0.15;
/** Candidates this close to the best one compete with it. */
const CLOSE = 0.85;
/** Where nothing is usable by itself, more topics are offered to choose from. */
const CLOSE_AS_CHOICE = 0.5;
/** The ranking is trusted for which few candidates count, the confidence for how surely they answer. */
const FIRST_RANKS = 3;
/** A bare question of so few characters (Chinese) or words (English) names no topic of its own. */
const BARE = { characters: 6, words: 3 };
const MOST_CHOICES = 4;
const MOST_CLAUSES = 2;

/** Pure: the same evidence and window give the same plan. */
export function planTurn(evidence: readonly Evidence[], window: Pick<Window, 'question' | 'earlier'>): TurnPlan {
  const best = mostConfident(evidence.slice(0, FIRST_RANKS));
  if (!best) return { route: 'refuse', because: 'no-evidence' };
  if (best.kind === 'fact') return quoteFacts(evidence, best);

  const choices = isBare(window) && best.confidence < STRONG ? choicesAmong(evidence, best) : [];
  if (choices.length > 1 && best.confidence >= WORTH_ASKING)
    return { route: 'clarify', because: 'several-policies-match', choices };
  if (best.confidence < USABLE) return { route: 'refuse', because: 'weak-evidence' };

  const clauses = evidence.filter((other) => other.kind === 'clause' && isClose(other, best)).slice(0, MOST_CLAUSES);
  return best.confidence >= STRONG
    ? { route: 'quote', temperature: 0, because: 'policy-found', evidence: clauses }
    : { route: 'explain', temperature: 0.1, because: 'partial-match', evidence: clauses };
}

function quoteFacts(evidence: readonly Evidence[], best: Evidence): TurnPlan {
  if (best.confidence < USABLE) return { route: 'refuse', because: 'weak-evidence' };
  const facts = evidence.filter((other) => other.kind === 'fact' && isClose(other, best));
  return { route: 'quote', temperature: 0, because: 'fact-found', evidence: facts };
}

/** A fact that stands first was asked for by name. */
function mostConfident(ranked: readonly Evidence[]): Evidence | undefined {
  const [first] = ranked;
  if (first?.kind === 'fact') return first;
  return [...ranked].sort((a, b) => b.confidence - a.confidence)[0];
}

const isClose = (other: Evidence, best: Evidence, share = CLOSE) => other.confidence >= best.confidence * share;

/** One choice a policy: the customer picks a topic, not a clause number. */
function choicesAmong(evidence: readonly Evidence[], best: Evidence): string[] {
  const share = best.confidence < USABLE ? CLOSE_AS_CHOICE : CLOSE;
  const rivals = evidence.filter((other) => other.kind === 'clause' && isClose(other, best, share));
  return [...new Set(rivals.map(({ citation }) => citation.policyTitle))].slice(0, MOST_CHOICES);
}

function isBare({ question, earlier }: Pick<Window, 'question' | 'earlier'>): boolean {
  if (earlier.length) return false;
  const han = question.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = question.match(/[\p{Script=Latin}\d]+/gu)?.length ?? 0;
  return han ? han <= BARE.characters : words <= BARE.words;
}
