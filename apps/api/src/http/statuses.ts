/** Refusals of the rooms → HTTP. A code that is not named here is the caller's mistake: 400. */
const STATUS: Readonly<Record<string, number>> = {
  'policy-not-found': 404,
  'version-not-found': 404,
  'source-not-found': 404,
  'workspace-not-found': 404,
  'conversation-not-found': 404,
  'turn-not-found': 404,
  'webhook-not-found': 404,
  'delivery-not-found': 404,
  'endpoint-not-found': 404,
  'curated-answer-not-found': 404,

  'policy-action-not-allowed': 409,
  'draft-changed': 409,
  'draft-not-open': 409,
  'draft-already-open': 409,
  'curated-answer-changed': 409,
  'slug-taken': 409,
  'setup-done': 409,
  'already-set-up': 409,
  'email-taken': 409,

  'not-logged-in': 401,
  'login-failed': 401,
  'identity-token-invalid': 401,
  'identity-token-expired': 401,
  'setup-code-wrong': 403,
  'reviewer-is-author': 403,
  'curated-answer-needs-reviewer': 403,
  'role-not-allowed': 403,
  'csrf-header-missing': 403,

  'curated-answer-unproven': 422,
  'clause-not-in-force': 422,

  'file-too-large': 413,
  'too-many-attempts': 429,
  'too-many-messages': 429,

  'graph-away': 503,
  'database-away': 503,
};

export const statusOf = (code: string): number => STATUS[code] ?? 400;
