import type { OutcomeKind } from '@zhike/contracts';
import type { AnswerLine, PackReference } from './answer.line.js';
import type { PackQuestion } from './pack.schema.js';

/** A share and what it is a share of: a rate without its count says nothing. */
export interface Rate {
  readonly n: number;
  readonly rate: number | null;
}

/** The few figures the product reckons itself; the scorer of an evaluation knows more. */
export interface AnswerMetrics {
  readonly asked: number;
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** Of answerable questions whose gold evidence is named: it stood among the first k that were retrieved. */
  readonly hit1: Rate;
  readonly hit5: Rate;
  /** Of those that were answered: a sentence stands on gold evidence. */
  readonly citesGold: Rate;
  readonly answeredWhenAnswerable: Rate;
  readonly silentWhenUnanswerable: Rate;
}

interface Pair {
  readonly question: PackQuestion;
  readonly answer: AnswerLine;
}

export function measureAnswers(questions: readonly PackQuestion[], answers: readonly AnswerLine[]): AnswerMetrics {
  const asked = new Map(questions.map((question) => [question.id, question]));
  const pairs = answers.flatMap((answer) => {
    const question = asked.get(answer.id);
    return question ? [{ question, answer }] : [];
  });
  const answerable = pairs.filter(({ question }) => ['yes', 'partial'].includes(question.answerable));
  const withGold = answerable.filter(({ question }) => goldOf(question).size);
  return {
    asked: pairs.length,
    outcomes: countOutcomes(pairs),
    hit1: rateOf(withGold, hitsWithin(1)),
    hit5: rateOf(withGold, hitsWithin(5)),
    citesGold: rateOf(withGold.filter(isAnswered), ({ question, answer }) => holdsGold(question, answer.citations)),
    answeredWhenAnswerable: rateOf(answerable, isAnswered),
    silentWhenUnanswerable: rateOf(
      pairs.filter(({ question }) => question.answerable === 'no'),
      (pair) => !isAnswered(pair),
    ),
  };
}

const isAnswered = ({ answer }: Pair) => answer.outcome === 'answered';

const hitsWithin =
  (ranks: number) =>
  ({ question, answer }: Pair) =>
    holdsGold(question, answer.retrieved.slice(0, ranks));

/** Whether one of the references is what the pack names as evidence. */
export function holdsGold(question: PackQuestion, references: readonly PackReference[]): boolean {
  const gold = goldOf(question);
  return references.some((reference) => gold.has(keyOf(reference)));
}

function rateOf(pairs: readonly Pair[], holds: (pair: Pair) => boolean): Rate {
  return { n: pairs.length, rate: pairs.length ? pairs.filter(holds).length / pairs.length : null };
}

function countOutcomes(pairs: readonly Pair[]): Record<OutcomeKind, number> {
  const counts: Record<OutcomeKind, number> = { answered: 0, clarified: 0, refused: 0, blocked: 0, 'handed-over': 0 };
  for (const { answer } of pairs) counts[answer.outcome]++;
  return counts;
}

function goldOf({ evidence, facts }: PackQuestion): ReadonlySet<string> {
  return new Set([...evidence.map((clause) => keyOf({ clause })), ...facts.map((fact) => keyOf({ fact }))]);
}

/** Facts are the same when they differ in spacing, punctuation or case only: a pack's facts and its gold do. */
function keyOf(reference: PackReference): string {
  if ('clause' in reference) return `clause ${reference.clause}`;
  return `fact ${reference.fact
    .map((part) =>
      part
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s\p{P}]/gu, ''),
    )
    .join('|')}`;
}
