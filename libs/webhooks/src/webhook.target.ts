import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress, literalAddress, refusalOf } from './webhook.address.js';

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** As the operating system resolves, hosts file included: what is checked is what any other client would reach. */
export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/**
 * The addresses a sending may connect to: resolved once, checked, and handed to the socket as its only choice. A name
 * that answers differently the next time (DNS rebinding) gains nothing, because there is no next time.
 */
export async function pinTarget(url: URL, allowPrivate: boolean, resolve: Resolve): Promise<LookupFunction> {
  const literal = literalAddress(url);
  const found = literal ? [{ address: literal, family: isIP(literal) }] : await resolve(url.hostname);
  const allowed = found.filter(({ address }) => allowPrivate || isPublicAddress(address));
  const [first] = allowed;
  if (!first) throw refusalOf(url.hostname);
  return (_host, options, callback) => {
    if (options.all) callback(null, [...allowed]);
    else callback(null, first.address, first.family);
  };
}
