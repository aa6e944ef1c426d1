import type { ClauseName } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import type { ClauseEvidence, ClauseInForce, DraftSentence } from '@zhike/ports';
import type { ConfirmedClause } from './curated.rows.js';

/** A sentence of an answer, whose rules it has to keep, and what the answer says before it. */
export interface ProposedSentence {
  readonly workspaceId: string;
  readonly draft: DraftSentence;
  readonly before: string;
}

/** The pipeline's verifier and its screen, handed in by whoever joins the rooms. Undefined: the sentence stands. */
export type FindFlaw = (sentence: ProposedSentence) => Promise<string | undefined>;

export interface ProvenSentence {
  readonly draft: DraftSentence;
  /** Why it does not stand; undefined: it does. */
  readonly flaw?: string | undefined;
}

/** Holds each sentence of an answer against the clauses; it cites the one that proves it, or all where only together they do. */
export async function proveAnswer(
  { workspaceId, answer }: { readonly workspaceId: string; readonly answer: string },
  clauses: readonly ClauseInForce[],
  findFlaw: FindFlaw,
): Promise<ProvenSentence[]> {
  const evidence = clauses.map(asEvidence);
  const proven: ProvenSentence[] = [];
  for (const text of splitSentences(answer)) {
    const before = proven.map(({ draft }) => draft.text).join(' ');
    proven.push(await proveSentence(text, evidence, (draft) => findFlaw({ workspaceId, draft, before })));
  }
  return proven;
}

async function proveSentence(
  text: string,
  evidence: readonly ClauseEvidence[],
  findFlaw: (draft: DraftSentence) => Promise<string | undefined>,
): Promise<ProvenSentence> {
  for (const one of evidence) {
    const draft = { text, evidence: [one] };
    if ((await findFlaw(draft)) === undefined) return { draft };
  }
  const draft = { text, evidence };
  return { draft, flaw: await findFlaw(draft) };
}

export const nameOf = ({ citation }: Pick<ClauseInForce, 'citation'>): ClauseName => ({
  policyId: citation.policyId,
  clauseKey: citation.sourceKey,
});

export const isNamed = (clause: Pick<ClauseInForce, 'citation'>, { policyId, clauseKey }: ClauseName): boolean =>
  clause.citation.policyId === policyId && clause.citation.sourceKey === clauseKey;

/** The words a member looked at, heading and text, are the words in force. In which version they stand does not matter. */
export const isUnchanged = (confirmed: ConfirmedClause, { heading, text }: ClauseInForce): boolean =>
  confirmed.heading === heading && confirmed.text === text;

export function confirm({ citation, heading, text }: ClauseInForce): ConfirmedClause {
  const { policyId, policyTitle, version, sourceKey } = citation;
  return { policyId, clauseKey: sourceKey, policyTitle, version, heading, text };
}

function asEvidence({ citation, text, locale }: ClauseInForce): ClauseEvidence {
  return { kind: 'clause', citation, text, locale, score: 1, confidence: 1 };
}
