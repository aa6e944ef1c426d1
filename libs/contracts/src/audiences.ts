import { z } from 'zod';

/**
 * A group of customers, e.g. `members`, `wholesale`, 「会员」. Compared as it stands here: folded by width and case.
 * Whoever names none belongs to none and sees what is published for everyone.
 */
export const Audience = z
  .string()
  .transform((name) => name.normalize('NFKC').trim().toLowerCase())
  .pipe(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, 'audience-invalid'));
export type Audience = z.infer<typeof Audience>;

/** For everyone, or for a group the customer belongs to. The one rule of who sees what; SQL says the same with `&&`. */
export function isFor(audiences: readonly string[] | undefined, customer: readonly string[] | undefined): boolean {
  return !audiences?.length || audiences.some((name) => customer?.includes(name));
}
