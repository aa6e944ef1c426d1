import { EVERY_FOLD, FOLD_BIT, bitsOf, foldsOf } from '../folding/fold.names.js';
import type { CompiledLexicon, LexiconSource } from './compiled.lexicon.js';
import { FoldedMatcher } from './folded.matcher.js';
import { compileLexicon } from './lexicon.compiler.js';
import type { LexiconEntry, LexiconHit } from './lexicon.entry.js';

/** A phrase that is allowed is read as it is written, but for what changes no letter of it. */
const FOLDS_OF_ALLOWED = bitsOf(['width', 'case', 'traditional', 'spaces', 'invisible']);

interface RawHit {
  readonly entry: number;
  readonly start: number;
  readonly end: number;
  readonly folds: number;
}

/** Entries that can be looked for in texts. It does not change: other entries are another lexicon. */
export class Lexicon {
  private readonly matcher: FoldedMatcher;

  constructor(
    readonly entries: readonly LexiconEntry[],
    compiled: CompiledLexicon,
  ) {
    this.matcher = new FoldedMatcher(compiled);
  }

  /**
   * Compiles at once, in this thread: for some hundred entries. Throws a `RangeError` for an entry without letter or digit.
   * Many entries go through a `LexiconKeeper`.
   */
  static of(entries: readonly LexiconEntry[]): Lexicon {
    return new Lexicon(entries, compileLexicon(sourceOf(entries)));
  }

  /** All hits in the order of the text, without those of expired entries and those that an allowed phrase covers. */
  find(text: string, now: Date): LexiconHit[] {
    const valid = this.validHits(text, now);
    if (!valid.length) return [];
    const isAllowed = ({ entry }: RawHit) => this.entries[entry]?.severity === 'allow';
    const allowed = valid.filter(isAllowed);
    const isCovered = (hit: RawHit) => allowed.some(({ start, end }) => start <= hit.start && hit.end <= end);
    return once(valid.filter((hit) => !isAllowed(hit) && !isCovered(hit))).flatMap((hit) => this.tell(hit));
  }

  /** With the allowed phrases, and taking nothing back: for whoever decides by more than this lexicon. */
  findAll(text: string, now: Date): LexiconHit[] {
    return once(this.validHits(text, now)).flatMap((hit) => this.tell(hit));
  }

  private validHits(text: string, now: Date): RawHit[] {
    const raw: RawHit[] = [];
    this.matcher.find(text, (entry, start, end, folds) => raw.push({ entry, start, end, folds }));
    return raw.filter(({ entry }) => !isExpired(this.entries[entry], now));
  }

  private tell({ entry, start, end, folds }: RawHit): LexiconHit[] {
    const known = this.entries[entry];
    return known ? [{ entry: known, start, end, folds: foldsOf(folds) }] : [];
  }
}

/** What the compiler reads of the entries. */
export function sourceOf(entries: readonly LexiconEntry[]): LexiconSource {
  return {
    words: entries.map(({ word }) => word.replaceAll(/[\r\n]/gu, ' ')).join('\n'),
    allowed: Uint16Array.from(entries, allowedBits),
  };
}

function allowedBits({ severity, foldsOff = [], byInitials = false }: LexiconEntry): number {
  if (severity === 'allow') return FOLDS_OF_ALLOWED;
  return EVERY_FOLD & ~bitsOf(foldsOff) & ~(byInitials ? 0 : FOLD_BIT.initials);
}

const isExpired = (entry: LexiconEntry | undefined, now: Date) =>
  entry?.expiresAt !== undefined && entry.expiresAt <= now;

/** A word that two of its patterns found in one place is one hit: that which took fewer folds. */
function once(hits: readonly RawHit[]): RawHit[] {
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end || a.entry - b.entry || a.folds - b.folds);
  return sorted.filter((hit, at) => {
    const before = sorted[at - 1];
    return !(before && before.start === hit.start && before.end === hit.end && before.entry === hit.entry);
  });
}
