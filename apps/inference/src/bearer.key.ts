import type { IncomingMessage } from 'node:http';
import { isSameSecret } from '@zhike/platform';
import { ApiFailure } from './api.failure.js';

/** Throws 401 unless the request bears the key. */
export function requireKey({ headers }: IncomingMessage, key: string): void {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  if (isSameSecret(given, key)) return;
  throw new ApiFailure(401, 'invalid_api_key', 'The request bears no key, or a wrong one: Authorization: Bearer KEY.');
}
