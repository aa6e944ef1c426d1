import { createHmac } from 'node:crypto';
import { findPersonal } from './personal-data.finder.js';
import type { PersonalKind, PersonalSpan } from './personal-data.kinds.js';

/** Keeps what tokens stand for. Who may ask for it back is decided where it is kept. */
export interface TokenVault {
  /** The same token for the same value, as long as the vault wants; letters, digits and `_` only. */
  tokenOf(kind: PersonalKind, value: string): Promise<string>;
  /** Undefined for a token it does not know, or does not tell here. */
  valueOf(token: string): Promise<string | undefined>;
}

/**
 * `mask` keeps what lets a person recognise their own (138****5678), `hash` what lets equal values be counted (HMAC-SHA-256 under the
 * key, RFC 2104, cut to 64 bits), `token` what lets the value be had back.
 */
export type Protection =
  | { readonly as: 'mask' }
  | { readonly as: 'hash'; readonly key: string | Uint8Array }
  | { readonly as: 'token'; readonly vault: TokenVault };

export interface ProtectedSpan extends PersonalSpan {
  /** Where its replacement stands in the protected text. */
  readonly newStart: number;
  readonly newEnd: number;
}

export interface ProtectedText {
  readonly text: string;
  readonly spans: readonly ProtectedSpan[];
}

/** Replaces spans of a text, which must be in order and not overlap, as `findPersonal` answers them. Rejects when the vault does. */
export async function protectPersonal(
  text: string,
  spans: readonly PersonalSpan[],
  protection: Protection,
): Promise<ProtectedText> {
  let written = '';
  let from = 0;
  const placed: ProtectedSpan[] = [];
  for (const span of spans) {
    written += text.slice(from, span.start);
    const replacement = await replace(span.kind, text.slice(span.start, span.end), protection);
    placed.push({ ...span, newStart: written.length, newEnd: written.length + replacement.length });
    written += replacement;
    from = span.end;
  }
  return { text: written + text.slice(from), spans: placed };
}

/** Masks what is found, at once; for what people read and logs keep. */
export function maskPersonal(text: string, kinds?: readonly PersonalKind[]): string {
  let written = '';
  let from = 0;
  for (const { kind, start, end } of findPersonal(text, kinds)) {
    written += text.slice(from, start) + mask(kind, text.slice(start, end));
    from = end;
  }
  return written + text.slice(from);
}

const TOKEN = /\[([a-z-]+):t:(\w+)\]/gu;

/** Puts back what the vault tells; tokens that it does not tell stay. */
export async function restorePersonal(text: string, vault: TokenVault): Promise<string> {
  let written = '';
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    written += text.slice(from, match.index) + ((await vault.valueOf(match[2] ?? '')) ?? match[0]);
    from = match.index + match[0].length;
  }
  return written + text.slice(from);
}

async function replace(kind: PersonalKind, value: string, protection: Protection): Promise<string> {
  if (protection.as === 'mask') return mask(kind, value);
  if (protection.as === 'token') return `[${kind}:t:${await protection.vault.tokenOf(kind, value)}]`;
  return `[${kind}:${createHmac('sha256', protection.key)
    .update(`${kind}:${plainOf(kind, value)}`)
    .digest('hex')
    .slice(0, 16)}]`;
}

/** However it was grouped or capitalised, a number is the same number. */
function plainOf(kind: PersonalKind, value: string): string {
  const normal = value.normalize('NFKC').toLowerCase();
  return kind === 'address' || kind === 'name' ? normal.trim() : normal.replace(/[\s()/-]|\.(?=\d{2,4}\D)/gu, '');
}

/** Signs that stay readable at both ends. */
const SHOWN: Partial<Record<PersonalKind, readonly [first: number, last: number]>> = {
  phone: [3, 4],
  'bank-card': [0, 4],
  'identity-card': [3, 2],
  iban: [4, 2],
};

function mask(kind: PersonalKind, value: string): string {
  if (kind === 'email') return value.replace(/^(.)[^@]*/u, '$1***');
  const [first, last] = SHOWN[kind] ?? [0, 0];
  const signs = [...value];
  return signs.map((sign, at) => (at < first || at >= signs.length - last || sign === ' ' ? sign : '*')).join('');
}
