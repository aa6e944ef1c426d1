import { isIPv6 } from 'node:net';
import { foldEmail } from './member.email.js';
import { hashSecret } from './secret.hash.js';

/** What failed logins are counted by: an account as tried from one network. Others who try cannot lock its member out. */
export function loginKey(email: string, address: string): string {
  return hashSecret(JSON.stringify([foldEmail(email), networkOf(address)]));
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** One IPv6 customer has a whole /64 and would never run out of addresses; an IPv4 address stands for itself. */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [before = [], after = []] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const gap = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const groups = [...before, ...gap, ...after].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
