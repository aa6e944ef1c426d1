import type { Fold } from '../folding/fold.names.js';

/** What a word is blocked for. An operator's list may bring categories of its own. */
export const CATEGORIES = ['abuse', 'sexual', 'drugs', 'weapons', 'gambling', 'fraud', 'violence'] as const;

/** `block` refuses the message, `watch` only counts, `allow` takes back every hit that the phrase covers. */
export const SEVERITIES = ['block', 'watch', 'allow'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface LexiconEntry {
  readonly word: string;
  readonly category: string;
  readonly severity: Severity;
  /** Who answers for it, e.g. the list it was imported from. */
  readonly owner: string;
  /** From then on it finds nothing. */
  readonly expiresAt?: Date;
  /** Ways of writing that do not count for it. */
  readonly foldsOff?: readonly Fold[];
  /** Whether the first letters of its pinyin count, e.g. `wx` for 微信. Off by default: two letters mean much. */
  readonly byInitials?: boolean;
}

/** Where a word of the lexicon is written in a text. */
export interface LexiconHit {
  readonly entry: LexiconEntry;
  /** Offsets of the text, in UTF-16 code units; `end` is behind the last. */
  readonly start: number;
  readonly end: number;
  /** What it took to read the word there; empty where it is written as in the lexicon. */
  readonly folds: readonly Fold[];
}
