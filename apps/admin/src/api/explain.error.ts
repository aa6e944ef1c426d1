import type { Text } from '../text/zh.js';
import { ApiError } from './api.error.js';

/** What happened and what to do, in the reader's language; `detail` is the server's own sentence where it knows more. */
export interface Explained {
  readonly headline: string;
  readonly detail?: string;
}

/** Refusals our own sentence says in full. All others carry a place, a name or a number only the server knows. */
const SAID_IN_FULL = new Set([
  'server-away',
  'not-logged-in',
  'login-failed',
  'password-wrong',
  'password-easy',
  'email-taken',
  'link-not-valid',
  'member-not-found',
  'not-yourself',
  'session-not-found',
  'setup-code-wrong',
  'setup-done',
  'already-set-up',
  'too-many-attempts',
  'role-not-allowed',
  'reviewer-is-author',
  'draft-changed',
  'draft-not-open',
  'draft-empty',
  'file-too-large',
  'internal-error',
  'curated-answer-changed',
  'curated-answer-not-found',
  'curated-answer-needs-reviewer',
  'brief-not-found',
  'copy-not-found',
  'copy-changed',
  'copy-being-written',
  'copy-empty',
  'copy-action-not-allowed',
  'catalogue-missing',
  'product-without-facts',
  'model-not-configured',
  'model-away',
  'phrase-already-there',
  'safety-rule-not-found',
  'safety-event-not-found',
  'allowance-not-found',
  'safety-example-not-found',
  'safety-rule-changed',
  'safety-event-handled',
  'allowance-covers-nothing',
  'allowance-already-there',
  'too-many-rules',
  'own-model-not-found',
  'models-changed',
  'policy-not-found',
  'version-not-found',
  'turn-not-found',
  'webhook-not-found',
  'endpoint-not-found',
]);

export function explainError(error: unknown, text: Pick<Text, 'errors'>): Explained {
  const code = error instanceof ApiError ? error.code : 'internal-error';
  const known = text.errors[code];
  const said = error instanceof Error ? error.message : String(error);
  if (known) return SAID_IN_FULL.has(code) || !said ? { headline: known } : { headline: known, detail: said };
  return { headline: text.errors['other'] ?? code, detail: said || code };
}

/** The refused fields of a form: field name → the server's sentence. */
export function fieldsOf(error: unknown): ReadonlyMap<string, string> {
  const fields = error instanceof ApiError ? error.fields : [];
  return new Map(fields.map(({ field, message }) => [field, message]));
}
