import { DomainError } from '@zhike/platform';

export type SafetyProblem =
  | 'safety-rule-not-found'
  | 'safety-event-not-found'
  | 'allowance-not-found'
  | 'safety-example-not-found'
  | 'safety-rule-changed'
  | 'safety-event-handled'
  | 'safety-words-refused'
  | 'safety-cursor-wrong'
  | 'allowance-covers-nothing'
  | 'allowance-already-there'
  | 'too-many-rules'
  | 'text-not-storable';

/** A rule or a review cannot be kept so. Nothing was changed. */
export class SafetyError extends DomainError<SafetyProblem> {}
