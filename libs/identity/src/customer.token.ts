import { createHmac, timingSafeEqual } from 'node:crypto';
import { Audience } from '@zhike/contracts';
import { z } from 'zod';
import { IdentityError } from './identity.errors.js';

/** Who a customer is, as the shop has sworn to it, and until when that counts. */
export interface ShownCustomer {
  /** The shop's own id of the customer. */
  readonly id: string;
  readonly audiences: readonly string[];
  readonly until: Date;
}

/** A proof travels through pages and may be copied, so it must not live long. */
const LONGEST_S = 24 * 60 * 60;
/** The shop's clock may be a little ahead of ours. */
const DRIFT_S = 120;
const LONGEST_TOKEN = 4_096;

/**
 * The claims of the token: a JSON Web Token signed with HS256 (RFC 7519, 7515), because every server language has a library
 * for it. `audiences` is a claim of our own; `aud` would mean something else.
 */
const Claims = z.object({
  sub: z.string().min(1).max(200),
  audiences: z.array(Audience).max(20).default([]),
  exp: z.number().int().positive(),
  nbf: z.number().optional(),
});
const Header = z.object({ alg: z.literal('HS256') });

/** Throws `identity-token-invalid` or `identity-token-expired`; nothing half-right gives any access. */
export function readCustomerToken(token: string, secret: string | undefined, now: Date): ShownCustomer {
  const [header = '', payload = '', signature = '', ...more] = token.slice(0, LONGEST_TOKEN + 1).split('.');
  const isSigned = !more.length && secret !== undefined && isSignatureOf(`${header}.${payload}`, signature, secret);
  const claims = isSigned && Header.safeParse(parsed(header)).success ? Claims.safeParse(parsed(payload)) : undefined;
  if (!claims?.success) throw invalid();
  return customerOf(claims.data, now.getTime() / 1_000);
}

function isSignatureOf(text: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(text).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function customerOf({ sub, audiences, exp, nbf = 0 }: z.infer<typeof Claims>, nowS: number): ShownCustomer {
  if (exp <= nowS)
    throw new IdentityError(
      'identity-token-expired',
      'The proof of who the customer is has expired. The shop’s page has to hand over a new one.',
    );
  if (exp > nowS + LONGEST_S + DRIFT_S || nbf > nowS + DRIFT_S)
    throw new IdentityError(
      'identity-token-invalid',
      'The proof of who the customer is lives too long or is not valid yet; it may last 24 hours at most.',
    );
  return { id: sub, audiences: [...new Set(audiences)].sort(), until: new Date(exp * 1_000) };
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** One message for all that is wrong: whoever forges learns nothing from it. */
const invalid = () =>
  new IdentityError(
    'identity-token-invalid',
    'The proof of who the customer is cannot be accepted: it is not signed with the secret of this shop.',
  );
