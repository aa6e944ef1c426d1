import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { WebhookError } from './webhook.errors.js';

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

/**
 * What can be said of a URL before anyone connects. It spares the owner a surprise; it protects nothing by itself, as a name
 * may resolve to anything later. That is checked at every sending.
 */
export function checkUrl(text: string, allowPrivate: boolean): URL {
  const url = parseUrl(text);
  if (url.username || url.password)
    throw new WebhookError(
      'url-not-usable',
      'A webhook URL may not carry a user name or password: it is shown and logged. Verify the signature instead.',
    );
  if (!allowPrivate) refusePrivate(url);
  return url;
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new WebhookError('url-not-usable', 'A webhook URL begins with http:// or https:// and names a host.');
}

function refusePrivate(url: URL): void {
  const address = literalAddress(url);
  if (address ? isPublicAddress(address) : !isLocalName(url.hostname)) return;
  throw refusalOf(url.hostname);
}

export const refusalOf = (host: string): WebhookError =>
  new WebhookError(
    'address-not-allowed',
    `${host} is not on the public internet. Webhooks to private addresses need WEBHOOKS_ALLOW_PRIVATE=1.`,
  );

const isLocalName = (host: string) => /(^|\.)localhost\.?$/.test(host);
