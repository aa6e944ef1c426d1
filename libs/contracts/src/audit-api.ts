import { z } from 'zod';

/** `GET audit` → `AuditPage`, for owners alone: who changed what, newest first. */
export const AuditQuery = z.object({
  member: z.string().max(64).optional(),
  /** What begins so: `safety-rule`, `model` … */
  about: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
  cursor: z.string().max(120).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditedChange = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  memberId: z.string(),
  /** As the member was called then. */
  memberName: z.string(),
  /** `safety-rule.created`, `member.invited` … */
  action: z.string(),
  /** The id of what was changed. */
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditedChange = z.infer<typeof AuditedChange>;

export const AuditPage = z.object({
  items: z.array(AuditedChange),
  /** For the next page; `undefined` on the last. */
  next: z.string().optional(),
});
export type AuditPage = z.infer<typeof AuditPage>;
