import { DomainError } from '@zhike/platform';

export type StudioRule =
  | 'brief-not-found'
  | 'copy-not-found'
  | 'copy-state-not-found'
  | 'copy-changed'
  | 'copy-being-written'
  | 'copy-empty'
  | 'copy-blocked'
  | 'copy-action-not-allowed'
  | 'catalogue-missing'
  | 'product-without-facts'
  | 'model-not-configured'
  | 'model-away'
  | 'phrase-not-found'
  | 'phrase-already-there'
  | 'text-not-storable';

/** Copy cannot be written, kept or approved so. Nothing was changed. */
export class StudioError extends DomainError<StudioRule> {}
