import type { IncomingHttpHeaders } from 'node:http';

/** The address of whoever is connected. Only the last entry of x-forwarded-for was written by our own proxy. */
export function addressOf(
  handshake: { readonly address: string; readonly headers: IncomingHttpHeaders },
  trustProxy: boolean,
): string {
  if (!trustProxy) return handshake.address;
  const forwarded = handshake.headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim();
  return last || handshake.address;
}
