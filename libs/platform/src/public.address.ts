import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All that IANA has given out of IPv6. It leaves out `::a.b.c.d`, which carries an IPv4 address past the other rules. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Azure serves instance metadata from an address that looks public; the other clouds use link-local, CGNAT or ULA. */
const METADATA = new Set(['168.63.129.16']);

/**
 * True for an address of the open internet. Notations that carry an IPv4 address inside IPv6 (mapped, 6to4, NAT64, Teredo)
 * are refused whole: whatever they carry has a plain notation.
 */
export function isPublicAddress(address: string): boolean {
  if (!isIP(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || METADATA.has(address)) return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}

/** The address a URL names without asking DNS. Other notations of IPv4 (`0x7f.1`, `2130706433`) are undone by `URL`. */
export function literalAddress(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? host : undefined;
}
