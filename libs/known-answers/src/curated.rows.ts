import type { CuratedStatus, Locale } from '@zhike/contracts';

export interface CuratedQuestionRow {
  readonly text: string;
  readonly model?: string | undefined;
  /** Unit vector of the question under `model`. */
  readonly vector?: Float32Array | undefined;
}

/** A clause as a member confirmed it. */
export interface ConfirmedClause {
  readonly policyId: string;
  readonly clauseKey: string;
  readonly policyTitle: string;
  readonly version: number;
  readonly heading: string;
  readonly text: string;
}

export interface CuratedRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly locale: Locale;
  readonly answer: string;
  readonly status: CuratedStatus;
  readonly hits: number;
  readonly lastHitAt?: Date | undefined;
  readonly updatedBy: string;
  readonly updatedAt: Date;
  /** In the order they were written. */
  readonly questions: readonly CuratedQuestionRow[];
  readonly clauses: readonly ConfirmedClause[];
}

export interface CuratedFilter {
  /** Found in questions or answer, whatever the case. */
  readonly search?: string | undefined;
  readonly status?: CuratedStatus | undefined;
}

/** Own thresholds of a workspace; a language without one has the default. */
export interface CuratedBookRow {
  readonly revision: number;
  readonly thresholds: Readonly<Record<Locale, number | null>>;
}
