import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter that is mistaken for another when it is read from a terminal. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const GROUP = /.{4}(?=.)/g;

/** 80 random bits, too many to guess; so wrong tries at set-up are not counted beyond the edge's limit per address. */
export function makeSetupCode(): string {
  const letters = Array.from(randomBytes(LENGTH), (byte) => LETTERS.charAt(byte % LETTERS.length));
  return letters.join('').replaceAll(GROUP, '$&-');
}

/** Typed by hand, so case, dashes, spaces, full-width letters and O, I, L do not matter. */
export function foldSetupCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}
