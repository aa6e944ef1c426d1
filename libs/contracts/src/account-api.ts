import { z } from 'zod';
import { NewPassword } from './identity-api.js';

/**
 * `/api/admin/account/…`: what members do about their own login. Refusals: 403 `password-wrong`, 404 `session-not-found`,
 * 422 `password-easy`, 429 `too-many-attempts`.
 */

/** `POST account/password` → 204. Every other session of the member ends; this one goes on under a new token. */
export const ChangePassword = z.object({ current: z.string().max(200), next: NewPassword });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** `GET account/sessions`, the one that asks first. `DELETE account/sessions/:id` ends one, `DELETE account/sessions` all others. */
export const AccountSession = z.object({
  id: z.string(),
  /** The one that asks. */
  isThis: z.boolean(),
  /** What the browser calls itself. */
  agent: z.string(),
  createdAt: z.iso.datetime(),
  /** To five minutes. */
  seenAt: z.iso.datetime(),
});
export type AccountSession = z.infer<typeof AccountSession>;
