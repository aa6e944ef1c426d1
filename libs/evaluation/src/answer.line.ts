import type { Citation, OutcomeKind } from '@zhike/contracts';
import type { Evidence, TurnOutcome } from '@zhike/ports';
import type { Triple } from './pack.schema.js';

/** What a turn left behind, as far as it is measured. */
export interface ClosedTurn {
  readonly outcome: TurnOutcome;
  readonly sentences: readonly { readonly text: string; readonly citations: readonly Citation[] }[];
  /** What the retriever found, best first. */
  readonly retrieved: readonly Evidence[];
}

/** A clause or fact by the pack's own name for it. */
export type PackReference = { readonly clause: string } | { readonly fact: Triple };

/** One line of the answers file: what the scorer reads, and beyond it `reason` and `failure` for people. */
export interface AnswerLine {
  readonly id: string;
  readonly outcome: OutcomeKind;
  readonly reason: string;
  readonly answer: string;
  readonly decision?: 'yes' | 'no';
  readonly citations: readonly PackReference[];
  readonly retrieved: readonly PackReference[];
  /** In the best of the first evidence that the plan looks at, 0–1; absent when nothing was found. */
  readonly confidence?: number;
  /** From acceptance of the message to its first sentence; absent when none came. */
  readonly firstTextMs?: number;
  readonly totalMs: number;
  /** Why the pipeline broke; such a question counts as handed over. */
  readonly failure?: string;
}

const MOST_RETRIEVED = 10;
const LOOKED_AT = 3;

export function toAnswerLine(
  id: string,
  { outcome, sentences, retrieved }: ClosedTurn,
  times: Pick<AnswerLine, 'firstTextMs' | 'totalMs'>,
): AnswerLine {
  const found = new Map(retrieved.map((evidence) => [evidence.citation.sourceId, evidence]));
  const cited = new Set(sentences.flatMap(({ citations }) => citations.map(({ sourceId }) => sourceId)));
  return {
    id,
    outcome: isCourtesy(outcome) ? 'refused' : outcome.kind,
    reason: outcome.reason,
    answer: sentences.map(({ text }) => text).join('\n'),
    ...(outcome.decision ? { decision: outcome.decision } : {}),
    citations: [...cited].map((sourceId) => referTo(found.get(sourceId))),
    retrieved: retrieved.slice(0, MOST_RETRIEVED).map(referTo),
    ...(retrieved.length
      ? { confidence: Math.max(...retrieved.slice(0, LOOKED_AT).map(({ confidence }) => confidence)) }
      : {}),
    ...times,
  };
}

/** A thank-you that is answered with a courtesy got no answer from the policies; it is counted as such, to our disadvantage. */
const isCourtesy = ({ kind, reason }: ClosedTurn['outcome']) => kind === 'answered' && reason.startsWith('small-talk:');

export function toFailureLine(id: string, error: unknown, totalMs: number): AnswerLine {
  const failure = error instanceof Error ? error.message : String(error);
  return { id, outcome: 'handed-over', reason: 'failed', answer: '', citations: [], retrieved: [], totalMs, failure };
}

function referTo(evidence: Evidence | undefined): PackReference {
  if (!evidence) throw new Error('a sentence cites what was not retrieved');
  if (evidence.kind === 'clause') return { clause: evidence.citation.sourceKey };
  return { fact: [evidence.entity, evidence.relation, evidence.value] };
}
