import { DomainError } from './errors.js';

const CAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name cannot be resolved',
  EAI_AGAIN: 'the host name cannot be resolved at the moment',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was broken off',
  EPIPE: 'the connection was broken off',
  ETIMEDOUT: 'the host cannot be reached',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network of the host cannot be reached',
  CERT_HAS_EXPIRED: 'the certificate of the host has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the host is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of the host is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

/** Why a connection failed, for people. Node's own messages may repeat what was sent; only codes are taken from them. */
export function connectionCause(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `${CAUSES[code] ?? 'the request failed'} (${code})`;
}
