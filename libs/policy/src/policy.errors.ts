import { DomainError } from '@zhike/platform';

export type PolicyRule =
  | 'policy-not-found'
  | 'version-not-found'
  | 'policy-action-not-allowed'
  | 'reviewer-is-author'
  | 'draft-changed'
  | 'draft-not-open'
  | 'draft-already-open'
  | 'draft-empty'
  | 'effective-dates-invalid'
  | 'clause-key-twice'
  | 'text-not-storable'
  | 'audience-invalid'
  | 'slug-taken';

/** A rule of the policy room said no. Nothing was changed. */
export class PolicyRuleError extends DomainError<PolicyRule> {}
