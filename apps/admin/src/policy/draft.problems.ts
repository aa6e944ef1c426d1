import type { Draft } from './draft.js';

export type DraftProblemKind =
  | 'title-missing'
  | 'from-missing'
  | 'dates-reversed'
  | 'key-missing'
  | 'key-twice'
  | 'text-missing'
  | 'fact-incomplete';

export interface DraftProblem {
  readonly kind: DraftProblemKind;
  /** The clause or fact it lies in. */
  readonly uid?: string;
  readonly name?: string;
}

/** What the server would refuse, said before it is asked and at the place where it lies. */
export function problemsOf(draft: Draft): DraftProblem[] {
  return [...headProblems(draft), ...clauseProblems(draft), ...factProblems(draft)];
}

function headProblems({ title, effectiveFrom, effectiveTo }: Draft): DraftProblem[] {
  const isReversed = effectiveFrom && effectiveTo && effectiveTo <= effectiveFrom;
  return [
    ...(title.trim() ? [] : [{ kind: 'title-missing' as const }]),
    ...(effectiveFrom ? [] : [{ kind: 'from-missing' as const }]),
    ...(isReversed ? [{ kind: 'dates-reversed' as const }] : []),
  ];
}

function clauseProblems({ clauses }: Draft): DraftProblem[] {
  const seen = new Set<string>();
  const problems: DraftProblem[] = [];
  for (const { uid, key: written, heading, text } of clauses) {
    const key = written.trim();
    const place = { uid, name: heading || key };
    if (!key) problems.push({ kind: 'key-missing', ...place });
    else if (seen.has(key)) problems.push({ kind: 'key-twice', ...place, name: key });
    if (!text.trim()) problems.push({ kind: 'text-missing', ...place });
    seen.add(key);
  }
  return problems;
}

function factProblems({ facts }: Draft): DraftProblem[] {
  const isIncomplete = ({ entity, relation, value }: Draft['facts'][number]) => !entity || !relation || !value;
  return facts.filter(isIncomplete).map(({ uid, entity }) => ({ kind: 'fact-incomplete', uid, name: entity }));
}
