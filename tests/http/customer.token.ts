import { createHmac } from 'node:crypto';

export interface TokenClaims {
  readonly sub?: string;
  readonly audiences?: readonly string[];
  /** Seconds from now. */
  readonly livesFor?: number;
  readonly alg?: string;
}

/** What a shop's server does: any JSON Web Token library makes the same. */
export function signCustomer(secret: string, claims: TokenClaims = {}, now = Date.now()): string {
  const { sub = 'customer-1', audiences = ['members'], livesFor = 600, alg = 'HS256' } = claims;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(now / 1_000) + livesFor;
  const signed = `${part({ alg, typ: 'JWT' })}.${part({ sub, audiences, exp })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
