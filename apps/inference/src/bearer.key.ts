import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ApiFailure } from './api.failure.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Throws 401 unless the request bears the key. Digests are compared, so that the time taken tells nothing of it. */
export function requireKey({ headers }: IncomingMessage, key: string): void {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  if (timingSafeEqual(digest(given), digest(key))) return;
  throw new ApiFailure(401, 'invalid_api_key', 'The request bears no key, or a wrong one: Authorization: Bearer KEY.');
}
