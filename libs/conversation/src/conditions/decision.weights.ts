import { type CaseSigns, SETTLED } from './case.decision.js';

/**
 * How far the rule's truth, and where that is open the newest reply to a question about the clause, lean to a yes: logistic
 * regression on the 128 decided rule questions of the dev pack (folds by clause: where it leans at all, 78 % are right).
 */
const LEANING = { answer: 1.3, lastReply: 1 };

/**
 * Logistic regression of "is still open" on signs of the case, fitted on the dev pack's yes-or-no questions with the clause that
 * the retriever found (folds by clause and document: area under the curve .75; .76 on rule questions alone).
 */
const DOUBT = {
  settled: -1.17,
  nothingSaid: 0.67,
  lastReplyWhereAnyIsEnough: -0.99,
  spokenOf: -0.24,
  repliesPerCondition: -0.73,
  rules: -0.43,
  match: 0.65,
  offset: -0.59,
};

/** Chance that the answer is yes, 0–1. */
export function leaningOf({ answer, lastReply, isRegardless }: CaseSigns): number {
  if (isRegardless) return logistic(3 * answer);
  const reply = Math.abs(answer) >= SETTLED ? 0 : LEANING.lastReply * lastReply;
  return logistic(LEANING.answer * answer + reply);
}

/** Chance that the case cannot be decided yet, 0–1. */
export function doubtOf(signs: CaseSigns, match: number): number {
  if (signs.isRegardless) return 0;
  return logistic(
    DOUBT.offset +
      DOUBT.settled * Math.abs(signs.answer) +
      DOUBT.nothingSaid * Number(isSilent(signs)) +
      DOUBT.lastReplyWhereAnyIsEnough * (signs.isAnyEnough ? signs.lastReply : 0) +
      DOUBT.spokenOf * (signs.replies ? 0 : Math.min(4, signs.spokenOf)) +
      DOUBT.repliesPerCondition * Math.min(1.5, signs.replies / Math.max(1, signs.conditions)) +
      DOUBT.rules * Math.log(signs.rules) +
      DOUBT.match * match,
  );
}

/** Neither before nor in the question was anything said that settles it. */
const isSilent = ({ replies, statements, answer }: CaseSigns) =>
  replies + statements === 0 && Math.abs(answer) < SETTLED;

const logistic = (value: number) => 1 / (1 + Math.exp(-value));
