import type { CuratedAnswer, CuratedClause, CuratedState } from '@zhike/contracts';
import type { ClauseInForce } from '@zhike/ports';
import { isNamed, isUnchanged } from './curated.proof.js';
import type { ConfirmedClause, CuratedRow } from './curated.rows.js';

/** An answer as the console reads it, against the clauses in force now. */
export function showCurated(
  row: CuratedRow,
  inForce: readonly ClauseInForce[],
  unproven: readonly string[],
): CuratedAnswer {
  const clauses = row.clauses.map((clause) => showClause(clause, inForce));
  const isSound = !unproven.length && clauses.every(({ change }) => change === 'none');
  return {
    id: row.id,
    locale: row.locale,
    questions: row.questions.map(({ text }) => text),
    answer: row.answer,
    status: row.status,
    state: stateOf(row, isSound),
    clauses,
    unproven: [...unproven],
    hits: row.hits,
    ...(row.lastHitAt ? { lastHitAt: row.lastHitAt.toISOString() } : {}),
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}

function stateOf({ status }: CuratedRow, isSound: boolean): CuratedState {
  if (status !== 'on') return status;
  return isSound ? 'live' : 'outdated';
}

function showClause(confirmed: ConfirmedClause, inForce: readonly ClauseInForce[]): CuratedClause {
  const { policyId, clauseKey, policyTitle, version, heading, text } = confirmed;
  const shown = { policyId, clauseKey, policyTitle, confirmed: { version, heading, text } };
  const now = inForce.find((clause) => isNamed(clause, confirmed));
  if (!now) return { ...shown, change: 'not-in-force' };
  return {
    ...shown,
    now: { version: now.citation.version, heading: now.heading, text: now.text, audiences: [...now.audiences] },
    change: isUnchanged(confirmed, now) ? 'none' : 'changed',
  };
}
