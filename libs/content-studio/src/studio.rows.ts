import type { CopyBrief, CopyProgress, CopyState, CopyVerdict, CopyWriterKind } from '@zhike/contracts';

export interface BriefRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly brief: CopyBrief & { readonly writer: CopyWriterKind };
  readonly seed: number;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface BriefCounts {
  readonly ready: number;
  readonly underway: number;
  readonly failed: number;
  readonly approved: number;
  readonly rejected: number;
}

export interface DraftRow {
  readonly id: string;
  readonly briefId: string;
  readonly workspaceId: string;
  readonly position: number;
  readonly seed: number;
  readonly writer: CopyWriterKind;
  readonly writerId: string;
  readonly progress: CopyProgress;
  readonly problem: string | null;
  readonly partial: string;
  /** Number of the state that counts; 0 before the first. */
  readonly state: number;
  /** Text of that state. */
  readonly text: string;
  readonly verdict: CopyVerdict;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly reason: string | null;
  readonly updatedAt: Date;
}

export interface StateRow {
  readonly number: number;
  readonly text: string;
  readonly how: CopyState['how'];
  readonly by: string;
  readonly seed: number | null;
  readonly restoredFrom: number | null;
  readonly at: Date;
}

/** What is judged of a draft. */
export interface Judgement {
  readonly verdict: CopyVerdict;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly reason: string | null;
}
