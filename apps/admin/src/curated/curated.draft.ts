import type { CheckCuratedAnswer, ClauseName, CuratedAnswer, Locale, SaveCuratedAnswer } from '@zhike/contracts';

/** A clause as the form shows it; what is sent is only its name. */
export interface ChosenClause extends ClauseName {
  readonly label: string;
}

/** A curated answer as it stands on the page. */
export interface CuratedDraft {
  readonly locale: Locale;
  /** At least one; empty ones are left out when it is saved. */
  readonly questions: readonly string[];
  readonly answer: string;
  readonly clauses: readonly ChosenClause[];
}

export type CuratedProblem = 'question-missing' | 'answer-missing' | 'clause-missing';

export const emptyDraft = (locale: Locale): CuratedDraft => ({ locale, questions: [''], answer: '', clauses: [] });

export function draftOf({ locale, questions, answer, clauses }: CuratedAnswer): CuratedDraft {
  return {
    locale,
    questions,
    answer,
    clauses: clauses.map(({ policyId, clauseKey, policyTitle, confirmed }) => ({
      policyId,
      clauseKey,
      label: labelOf(policyTitle, confirmed.heading || clauseKey),
    })),
  };
}

export const labelOf = (policyTitle: string, heading: string) => `${policyTitle} · ${heading}`;

export function problemsOf({ questions, answer, clauses }: CuratedDraft): CuratedProblem[] {
  return [
    ...(questions.some((question) => question.trim()) ? [] : ['question-missing' as const]),
    ...(answer.trim() ? [] : ['answer-missing' as const]),
    ...(clauses.length ? [] : ['clause-missing' as const]),
  ];
}

export function toSave({ locale, questions, answer, clauses }: CuratedDraft, status: 'on' | 'off'): SaveCuratedAnswer {
  return {
    locale,
    questions: questions.map((question) => question.trim()).filter(Boolean),
    answer: answer.trim(),
    clauses: clauses.map(nameOf),
    status,
  };
}

/** What can be checked already; undefined while there is nothing to hold against anything. */
export function toCheck({ answer, clauses }: CuratedDraft): CheckCuratedAnswer | undefined {
  if (!answer.trim() || !clauses.length) return undefined;
  return { answer: answer.trim(), clauses: clauses.map(nameOf) };
}

export const isSameDraft = (left: CuratedDraft, right: CuratedDraft): boolean =>
  JSON.stringify(toSave(left, 'on')) === JSON.stringify(toSave(right, 'on'));

export const isSameClause = (left: ClauseName, right: ClauseName): boolean =>
  left.policyId === right.policyId && left.clauseKey === right.clauseKey;

const nameOf = ({ policyId, clauseKey }: ChosenClause): ClauseName => ({ policyId, clauseKey });
