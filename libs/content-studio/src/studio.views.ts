import type { BannedPhrase, BriefSummary, CopyCheck, CopyDraft, CopyState } from '@zhike/contracts';
import type { PhraseRow } from './phrase.store.js';
import type { BriefCounts, BriefRow, DraftRow, StateRow } from './studio.rows.js';

export const showBrief = ({ id, brief, seed, createdBy, createdAt }: BriefRow, counts: BriefCounts): BriefSummary => ({
  ...brief,
  id,
  seed,
  createdBy,
  createdAt: createdAt.toISOString(),
  counts,
});

export function countsOf(drafts: readonly DraftRow[]): BriefCounts {
  const count = (isCounted: (draft: DraftRow) => boolean) => drafts.filter(isCounted).length;
  return {
    ready: count(({ progress }) => progress === 'ready'),
    underway: count(isUnderway),
    failed: count(({ progress }) => progress === 'failed' || progress === 'stopped'),
    approved: count(({ verdict }) => verdict === 'approved'),
    rejected: count(({ verdict }) => verdict === 'rejected'),
  };
}

export const isUnderway = ({ progress }: Pick<DraftRow, 'progress'>): boolean =>
  progress === 'waiting' || progress === 'writing';

export function showDraft(row: DraftRow, check: CopyCheck | undefined): CopyDraft {
  const { id, briefId, position, progress, writer, writerId, seed, state, text, verdict } = row;
  return {
    ...{ id, briefId, position, progress, writer, writerId, seed, state, text, verdict },
    ...(row.problem === null ? {} : { problem: row.problem }),
    ...(isUnderway(row) && row.partial ? { partial: row.partial } : {}),
    ...(check ? { check } : {}),
    ...(row.reviewedBy === null ? {} : { reviewedBy: row.reviewedBy }),
    ...(row.reviewedAt === null ? {} : { reviewedAt: row.reviewedAt.toISOString() }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export const showState = ({ number, text, how, by, seed, restoredFrom, at }: StateRow): CopyState => ({
  ...{ number, text, how, by },
  ...(seed === null ? {} : { seed }),
  ...(restoredFrom === null ? {} : { restoredFrom }),
  at: at.toISOString(),
});

export const showPhrase = ({ addedAt, ...phrase }: PhraseRow): BannedPhrase => ({
  ...phrase,
  addedAt: addedAt.toISOString(),
});
