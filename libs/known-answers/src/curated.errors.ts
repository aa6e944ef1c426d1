import { DomainError } from '@zhike/platform';

export type CuratedRule =
  | 'curated-answer-not-found'
  | 'curated-answer-changed'
  | 'curated-answer-unproven'
  | 'curated-answer-needs-reviewer'
  | 'clause-not-in-force'
  | 'text-not-storable';

/** A curated answer cannot be kept or given so. Nothing was changed. */
export class CuratedError extends DomainError<CuratedRule> {}
