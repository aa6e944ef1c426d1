import { DomainError } from '@zhike/platform';

export type IdentityRule =
  | 'already-set-up'
  | 'setup-code-wrong'
  | 'login-failed'
  | 'too-many-attempts'
  | 'email-taken'
  | 'text-not-storable'
  | 'password-wrong'
  | 'password-easy'
  | 'session-not-found'
  | 'member-not-found'
  | 'not-yourself'
  | 'role-not-allowed'
  | 'link-not-valid'
  | 'audit-cursor-wrong'
  | 'identity-token-invalid'
  | 'identity-token-expired';

/** Someone was not let in or could not be added. Nothing was changed, and the message tells no stranger who is a member. */
export class IdentityError extends DomainError<IdentityRule> {}
