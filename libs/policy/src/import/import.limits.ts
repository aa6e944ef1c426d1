import { ClauseDraft, FactDraft } from '@zhike/contracts';

/**
 * What an import may hold is what the console can open and save again, so the figures are read off the contract. Longer
 * text would be kept once and then refuse every edit.
 */
export const LONGEST = {
  title: 300,
  key: longestOf(ClauseDraft.shape.key),
  heading: longestOf(ClauseDraft.shape.heading),
  text: longestOf(ClauseDraft.shape.text),
  entity: longestOf(FactDraft.shape.entity),
  relation: longestOf(FactDraft.shape.relation),
  value: longestOf(FactDraft.shape.value),
} as const;

/** Of one policy; as `SaveDraft` has it. */
export const MOST = { clauses: 2_000, facts: 200_000 } as const;

function longestOf({ maxLength }: { maxLength: number | null }): number {
  return maxLength ?? Infinity;
}
