import { DomainError } from '@zhike/platform';

/** Messages name models and hosts, never a key. */
export class OwnModelError extends DomainError<
  | 'own-model-not-found'
  | 'model-name-taken'
  | 'models-too-many'
  | 'models-changed'
  /** A stored key is not sent to another host than it was entered for. */
  | 'model-key-needed'
> {}
