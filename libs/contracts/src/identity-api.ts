import { z } from 'zod';

export const MemberRole = z.enum(['owner', 'editor', 'reviewer', 'agent']);
export type MemberRole = z.infer<typeof MemberRole>;

/** What is easily guessed is refused besides: 422 `password-easy`. */
export const NewPassword = z.string().min(10, 'password-too-short').max(200);

/** `GET setup` → whether the first owner is still to be made. */
export const SetupState = z.object({ needed: z.boolean() });
/** `POST setup` with the one-time code printed at start. No default password exists. */
export const SetUpOwner = z.object({
  setupCode: z.string().min(1).max(128),
  name: z.string().trim().min(1).max(100),
  email: z.email().max(200),
  password: NewPassword,
  workspaceName: z.string().trim().min(1).max(100).optional(),
});
export type SetUpOwner = z.infer<typeof SetUpOwner>;
/** `POST login`; too many failures answer 429 `too-many-attempts`. `POST logout`. */
export const LogIn = z.object({ email: z.string().max(200), password: z.string().max(200) });
export type LogIn = z.infer<typeof LogIn>;
/** `GET me` → 401 `not-logged-in` without a session. */
export const Me = z.object({
  memberId: z.string(),
  name: z.string(),
  email: z.string(),
  role: MemberRole,
  workspace: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
});
export type Me = z.infer<typeof Me>;

/** Who reads what customers wrote as they wrote it: who serves them, and the owner. Everyone else reads it with personal data masked. */
export const mayReadPersonalData = ({ role }: Pick<Me, 'role'>): boolean => role === 'owner' || role === 'agent';
