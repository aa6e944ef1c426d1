import { z } from 'zod';

/**
 * How a shop vouches for its customers. `GET customer-secret` → whether there is one; `POST customer-secret` makes one in place of
 * the former and shows it, once; `DELETE customer-secret`. With it the shop's server signs a JSON Web Token (HS256) with the
 * claims `sub` (its customer id), `audiences` (names of groups) and `exp` (at most 24 hours ahead), and its page hands
 * that to the widget as the attribute `identity-token`.
 */
export const CustomerSecret = z.object({
  isMade: z.boolean(),
  madeAt: z.iso.datetime().optional(),
  secret: z.string().optional(),
});
export type CustomerSecret = z.infer<typeof CustomerSecret>;
