import type { Locale } from '@zhike/contracts';
import type { ClauseEvidence, Evidence, Turn, Window } from '@zhike/ports';
import type { Asked } from './conditions/case.decision.js';
import { type CaseVerdict, checkBranches, checkCase, type OpenCase, type Verdict } from './conditions/case.plan.js';
import { pointsWithoutNaming } from './conditions/vague.question.js';

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
  | {
      readonly route: 'decide';
      readonly because: 'conditions-checked';
      readonly case: CaseVerdict;
      readonly answer: Verdict;
    }
  | Clarification
  | { readonly route: 'refuse'; readonly because: 'no-evidence' | 'weak-evidence' | 'knowledge-away' };

/** What is asked back: which topic, which thing, whether a condition holds, which of a clause's branches. */
export type Clarification =
  | {
      readonly route: 'clarify';
      readonly because: 'several-policies-match' | 'thing-not-named';
      readonly choices: readonly string[];
    }
  | {
      readonly route: 'clarify';
      readonly because: 'condition-open';
      readonly case: OpenCase;
    }
  | {
      readonly route: 'clarify';
      readonly because: 'branches-differ';
      readonly clause: ClauseEvidence;
      readonly choices: readonly string[];
    };

/** What of a turn the plan reads beside the window: what was said, in whose language. */
export type PlannedTurn = Pick<Turn, 'text' | 'history' | 'locale'>;

/** Confidence at or above which a clause surely speaks of the question. */
const STRONG = 0.6;
/**
 * Below it, evidence is not shown: a wrong quote is worse than none. The confidence is calibrated so that 89 % of the answerable
 * questions of the packs reach 0.3. In English a few of those are asked back, and beginning a little lower 88 % are answered.
 */
const USABLE: Record<Locale, number> = { zh: 0.32, en: 0.26 };
const USABLE_FACT = 0.3;
/** A word or two carry little confidence, and asking back says nothing wrong: from here on it is worth it. */
const WORTH_ASKING = 0.15;
/**
 * A question that points at a thing without naming it is asked which one it means, in this range. On the dev pack 17 of 32 unclear
 * questions lie there and 3 % of the answerable ones.
 */
const MUDDY = { from: 0.1, below: 0.33 };
/** Candidates this close to the best one compete with it. */
const CLOSE = 0.85;
/** Where nothing is usable by itself, more topics are offered to choose from. */
const CLOSE_AS_CHOICE = 0.5;
/** The ranking is trusted for which few candidates count, the confidence for how surely they answer. */
const FIRST_RANKS = 3;
/** A bare question of so few characters (Chinese) or words (English) names no topic of its own. */
const BARE = { characters: 6, words: 3 };
const MOST_CHOICES = 4;
/** The writer picks sentences, not clauses: so many of the best it may pick from, each at least this close to the best. */
const WRITABLE = { clauses: 5, share: 0.5 };

/** For the trace: why the writer has so much freedom and not more. */
export const temperatureReason = ({ route }: Pick<Extract<TurnPlan, { temperature: number }>, 'route'>): string =>
  route === 'quote'
    ? 'the evidence surely answers: nothing is left to chance'
    : 'the evidence answers in part: joining it takes a little freedom';

/** Pure: the same evidence, window and turn give the same plan. Without the turn no conditions are checked. */
export function planTurn(
  found: readonly Evidence[],
  window: Pick<Window, 'question' | 'earlier' | 'reply'>,
  turn?: PlannedTurn,
): TurnPlan {
  const evidence = turn && window.reply ? askedAboutFirst(found, turn) : found;
  const best = mostConfident(evidence.slice(0, FIRST_RANKS));
  if (!best) return { route: 'refuse', because: 'no-evidence' };
  if (best.kind === 'fact') return quoteFacts(evidence, best);

  const asked = turn && caseAsked(window, turn);
  return (
    (asked && planCase(checkCase(evidence, asked, USABLE[asked.locale]))) ??
    clarifyTopic(evidence, best, window, turn) ??
    quoteClauses(evidence, best, asked)
  );
}

function quoteClauses(evidence: readonly Evidence[], best: Evidence, asked: Asked | undefined): TurnPlan {
  if (best.confidence < USABLE[best.locale]) return { route: 'refuse', because: 'weak-evidence' };
  const close = evidence.filter((other): other is ClauseEvidence => other.kind === 'clause' && isClose(other, best));
  const branching = asked && close[0] && checkBranches(close[0], asked);
  if (branching && 'choices' in branching) return { route: 'clarify', because: 'branches-differ', ...branching };
  const writable = evidence.filter((other) => other.kind === 'clause' && isClose(other, best, WRITABLE.share));
  const clauses = branching ? [branching.taken] : writable.slice(0, WRITABLE.clauses);
  return best.confidence >= STRONG
    ? { route: 'quote', temperature: 0, because: 'policy-found', evidence: clauses }
    : { route: 'explain', temperature: 0.1, because: 'partial-match', evidence: clauses };
}

function planCase(verdict: CaseVerdict | undefined): TurnPlan | undefined {
  if (verdict?.open) return { route: 'clarify', because: 'condition-open', case: { ...verdict, open: verdict.open } };
  if (verdict?.answer) return { route: 'decide', because: 'conditions-checked', case: verdict, answer: verdict.answer };
  return undefined;
}

/** What is to be decided: the message, or what the customer had wanted to know when we asked back; then the message is said, too. */
function caseAsked({ reply }: Pick<Window, 'reply'>, { text, history, locale }: PlannedTurn): Asked {
  if (!reply) return { question: text, history, locale };
  return { question: reply.question, history: [...history, { role: 'customer', text }], locale };
}

/** A reply is about the clause that we asked about. */
function askedAboutFirst(evidence: readonly Evidence[], { history }: PlannedTurn): readonly Evidence[] {
  const cited = new Set(history.at(-1)?.cites);
  const [about, others] = [true, false].map((is) =>
    evidence.filter(({ citation }) => cited.has(citation.sourceId) === is),
  );
  return [...(about ?? []), ...(others ?? [])];
}

function clarifyTopic(
  evidence: readonly Evidence[],
  best: Evidence,
  window: Pick<Window, 'question' | 'earlier' | 'reply'>,
  turn: PlannedTurn | undefined,
): TurnPlan | undefined {
  const { confidence } = best;
  const choices = choicesAmong(evidence, best);
  if (confidence >= WORTH_ASKING && confidence < STRONG && isBare(window) && choices.length > 1)
    return { route: 'clarify', because: 'several-policies-match', choices };
  const isMuddy = confidence >= MUDDY.from && confidence < MUDDY.below && turn && !window.reply;
  return isMuddy && pointsWithoutNaming(turn.text, turn.locale)
    ? { route: 'clarify', because: 'thing-not-named', choices }
    : undefined;
}

function quoteFacts(evidence: readonly Evidence[], best: Evidence): TurnPlan {
  if (best.confidence < USABLE_FACT) return { route: 'refuse', because: 'weak-evidence' };
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
  const share = best.confidence < USABLE[best.locale] ? CLOSE_AS_CHOICE : CLOSE;
  const rivals = evidence.filter((other) => other.kind === 'clause' && isClose(other, best, share));
  return [...new Set(rivals.map(({ citation }) => citation.policyTitle))].slice(0, MOST_CHOICES);
}

function isBare({ question, earlier }: Pick<Window, 'question' | 'earlier'>): boolean {
  if (earlier.length) return false;
  const han = question.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = question.match(/[\p{Script=Latin}\d]+/gu)?.length ?? 0;
  return han ? han <= BARE.characters : words <= BARE.words;
}
