import { z } from 'zod';
import { MemberRole, NewPassword } from './identity-api.js';

/**
 * `/api/admin/members/…`: who works here, for owners alone. Refusals: 403 `not-yourself` (another owner has to), 404 `member-not-found`, 409 `email-taken`.
 */

export const WorkspaceMember = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: MemberRole,
  /** Invited, and has not chosen a password yet. */
  isInvited: z.boolean(),
  createdAt: z.iso.datetime(),
  /** To five minutes. */
  seenAt: z.iso.datetime().optional(),
  /** There is a link that was not used yet, until then. */
  linkExpiresAt: z.iso.datetime().optional(),
});
export type WorkspaceMember = z.infer<typeof WorkspaceMember>;

/** `POST members` → 201 `MemberLink`. */
export const InviteMember = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(200),
  role: MemberRole,
});
export type InviteMember = z.infer<typeof InviteMember>;
/** `POST members/:id/link` → 201 `MemberLink`: a new one in place of the former, also for a member who forgot their password. */
export const MemberLink = z.object({
  memberId: z.string(),
  /** Shown once. Who has it chooses this member's password. */
  code: z.string(),
  expiresAt: z.iso.datetime(),
});
export type MemberLink = z.infer<typeof MemberLink>;

/** `PATCH members/:id` → `WorkspaceMember`. `POST members/:id/log-out` ends all their sessions, `DELETE members/:id` removes them: 204. */
export const ChangeMember = z.object({ role: MemberRole });
export type ChangeMember = z.infer<typeof ChangeMember>;

const Code = z.string().min(1).max(128);
/** `POST entry/look` → `Entrance`, without a login. 403 `link-not-valid`: never given, used, replaced or too old. */
export const LookAtLink = z.object({ code: Code });
export type LookAtLink = z.infer<typeof LookAtLink>;
export const Entrance = z.object({
  name: z.string(),
  email: z.string(),
  workspaceName: z.string(),
  /** Or else it is for a member who had a password before. */
  isInvited: z.boolean(),
});
export type Entrance = z.infer<typeof Entrance>;
/** `POST entry` → `Me`, logged in. All earlier sessions of the member end. */
export const EnterByLink = z.object({ code: Code, password: NewPassword });
export type EnterByLink = z.infer<typeof EnterByLink>;
