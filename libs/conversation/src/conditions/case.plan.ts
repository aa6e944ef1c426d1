import type { ClauseEvidence, Evidence } from '@zhike/ports';
import { type Asked, type CaseSigns, SETTLED, weighCase, type WeighedCase } from './case.decision.js';
import { canBeAsked } from './condition.question.js';
import type { ConditionState } from './condition.state.js';
import { type Branch, branchesOf, branchTaken } from './branches.js';
import { doubtOf, leaningOf } from './decision.weights.js';
import { readTold } from './told.facts.js';
import { isOwnCase, yesNoQuestionIn } from './yes-no.question.js';

export type Verdict = 'yes' | 'no';

export interface CheckedCondition {
  readonly text: string;
  readonly state: 'met' | 'not-met' | 'open';
}

/** What the conditions of a clause come to for the customer's case. */
export interface CaseVerdict {
  readonly clause: ClauseEvidence;
  /** The sentences and list lines of the clause that decide, as written. */
  readonly sentences: readonly string[];
  readonly conditions: readonly CheckedCondition[];
  /** Absent where nothing that was said points either way. */
  readonly answer?: Verdict;
  /** The condition on which it hangs; present where it is better asked than guessed. */
  readonly open?: ConditionState;
}

/** A case that hangs on a condition that has to be asked about. */
export type OpenCase = CaseVerdict & { readonly open: ConditionState };

/** Only candidates this high are asked for their rule: a rule about something else decides nothing. */
const FIRST_RANKS = 5;
/** How much a place in the ranking, a good match with the conclusion and what we asked before count beside the confidence. */
const WORTH = { match: 0.75, continuity: 1, rank: 0.05 };
/** From this chance on that the case is open, it is asked about. */
const ASK_FROM = 0.4;
/** … and where the conditions are but what the question does not say. */
const ASK_FROM_GUESS = 0.55;
/** An answer must be likelier than its contrary by this, or none is given. */
const LEAST_LEANING = 0.05;
/** The rule must conclude at least so much of what was asked. */
const LEAST_MATCH = 0.3;

/**
 * Checks a yes-or-no question about the customer's own case against the rule that speaks of it. Undefined where the message
 * asks for no yes or no, where no rule concludes what is asked, or where the customer said nothing that touches its conditions
 * and there is nothing to ask: then the clause is quoted like any other.
 */
export function checkCase(evidence: readonly Evidence[], asked: Asked, usable: number): CaseVerdict | undefined {
  const question = yesNoQuestionIn(asked.question, asked.locale);
  if (!question || !isOwnCase(question, asked.locale)) return undefined;
  const weighed = evidence
    .filter(
      ({ kind, confidence, locale }, place) =>
        kind === 'clause' && place < FIRST_RANKS && confidence >= usable && locale === asked.locale,
    )
    .flatMap((clause, place) => ranked(clause, place, asked))
    .sort((a, b) => b.worth - a.worth)[0]?.weighed;
  if (!weighed || weighed.match < LEAST_MATCH) return undefined;
  return verdictOn(weighed);
}

function ranked(clause: Evidence, place: number, asked: Asked): { weighed: WeighedCase; worth: number }[] {
  const weighed = clause.kind === 'clause' ? weighCase(clause, asked) : undefined;
  if (!weighed) return [];
  const { match, continuity } = weighed;
  return [
    { weighed, worth: clause.confidence + match * WORTH.match + continuity * WORTH.continuity - place * WORTH.rank },
  ];
}

function verdictOn({ clause, rule, states, match, signs }: WeighedCase): CaseVerdict | undefined {
  const chance = leaningOf(signs);
  const answer =
    isTold(signs, match) && Math.abs(chance - 0.5) >= LEAST_LEANING ? (chance > 0.5 ? 'yes' : 'no') : undefined;
  const askable = states.filter(({ condition }) => canBeAsked(condition, clause.locale));
  const open = doubtOf(signs, match) >= (rule.isGuessed ? ASK_FROM_GUESS : ASK_FROM) ? mostOpen(askable) : undefined;
  if (!answer && !open) return undefined;
  return {
    clause,
    sentences: rule.sentences,
    conditions: states.map(({ condition, truth }) => ({
      text: condition.text,
      state: stateOf(truth, condition.isException),
    })),
    ...(answer ? { answer } : {}),
    ...(open ? { open } : {}),
  };
}

/** In a clause of more sentences than these, which of them is the rule is less sure. */
const FEW_RULES = 4;
const SURE_MATCH = 0.6;

/** Whether enough is known of the case to say yes or no at all. */
function isTold(signs: CaseSigns, match: number): boolean {
  if (signs.rules > FEW_RULES && (signs.isGuessed || match < SURE_MATCH)) return false;
  const isSettled = Math.abs(signs.answer) >= SETTLED || signs.replies > 0;
  return isSettled || (signs.rules <= FEW_RULES && signs.spokenOf > 0);
}

/** The open condition that what was said comes nearest to; else the first, for they stand in the order of checking. */
function mostOpen(states: readonly ConditionState[]): ConditionState | undefined {
  const open = states.filter(({ truth }) => Math.abs(truth) < SETTLED);
  return open.reduce<ConditionState | undefined>(
    (best, state) => (!best || Math.abs(state.truth) > Math.abs(best.truth) ? state : best),
    undefined,
  );
}

/** Said of the condition as it is written: an exception that does not hold is not met, and that is good for the customer. */
function stateOf(truth: number, isException: boolean): CheckedCondition['state'] {
  if (Math.abs(truth) < SETTLED) return 'open';
  return truth > 0 !== isException ? 'met' : 'not-met';
}

/** What a clause with branches comes to: the branch that applies, as evidence of its own, or the choices among them. */
export type Branching =
  { readonly taken: ClauseEvidence } | { readonly clause: ClauseEvidence; readonly choices: readonly string[] };

/** Where a clause treats plain cases differently: the one that applies, or which are to be chosen from. */
export function checkBranches(clause: ClauseEvidence, { question, history, locale }: Asked): Branching | undefined {
  if (clause.locale !== locale) return undefined;
  const branches = branchesOf(clause.text, locale);
  if (branches.length < 2) return undefined;
  const taken = branchTaken(branches, readTold(history, question, locale), locale);
  if (taken) return { taken: { ...clause, text: taken.sentence } };
  return isCoveredBy(branches, clause) ? { clause, choices: branches.map(({ label }) => label) } : undefined;
}

/** Share of a clause that its branches must make up; beside other text they are an aside, and the clause is quoted. */
const MOSTLY = 0.5;
const isCoveredBy = (branches: readonly Branch[], { text }: ClauseEvidence) =>
  branches.reduce((sum, { sentence }) => sum + sentence.length, 0) >= MOSTLY * text.length;
