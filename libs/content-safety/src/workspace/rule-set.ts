import type { ScreeningRule } from '@zhike/ports';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { LexiconEntry, Severity } from '../lexicon/lexicon.entry.js';
import { findAcross } from '../look-behind.js';
import { findGapPhrase, type GapPhrase } from './gap.phrase.js';

/** A hit of a workspace's rule, before it is decided what it does. */
export interface OwnHit {
  readonly rule: string;
  readonly isShadow: boolean;
  readonly severity: Severity;
  readonly category: string;
  readonly start: number;
  readonly end: number;
}

/** A phrase whose parts are entries of a lexicon. */
export interface BuiltPhrase {
  readonly phrase: GapPhrase;
  readonly parts: readonly LexiconEntry[];
  /** What it means when all of them are found. */
  readonly entry: LexiconEntry;
}

/** Words of one rule or of several, built. An entry's owner is the id of its rule. */
export interface BuiltWords {
  readonly lexicon: Lexicon;
  readonly phrases: readonly BuiltPhrase[];
}

export type RuleSetting = Pick<ScreeningRule, 'id' | 'key' | 'direction' | 'mode' | 'expiresAt'>;

/** The rules of one workspace, built. It does not change: other rules are another set. */
export class RuleSet {
  private readonly settings: ReadonlyMap<string, RuleSetting>;

  constructor(
    rules: readonly RuleSetting[],
    /** By the stamps of what is in them, so that the next set builds only what is new. */
    readonly built: ReadonlyMap<string, BuiltWords>,
    readonly wordCount: number,
  ) {
    this.settings = new Map(rules.map((rule) => [rule.id, rule]));
  }

  get isEmpty(): boolean {
    return this.built.size === 0;
  }

  /** Offsets are of `text`; what began in what stood before it starts at 0. */
  find(direction: 'input' | 'output', text: string, now: Date, before = ''): OwnHit[] {
    if (this.isEmpty) return [];
    return [...this.built.values()].flatMap((words) =>
      findAcross(text, before, (joined) => entriesIn(words, joined, now)).flatMap((hit) =>
        this.tell(hit, direction, now),
      ),
    );
  }

  private tell({ entry, start, end }: EntryHit, direction: 'input' | 'output', now: Date): OwnHit[] {
    const rule = this.settings.get(entry.owner);
    if (!rule || (rule.direction !== 'both' && rule.direction !== direction)) return [];
    if (rule.expiresAt && rule.expiresAt <= now) return [];
    const { severity, category } = entry;
    return [{ rule: rule.key, isShadow: rule.mode === 'shadow', severity, category, start, end }];
  }
}

interface EntryHit {
  readonly entry: LexiconEntry;
  readonly start: number;
  readonly end: number;
}

function entriesIn({ lexicon, phrases }: BuiltWords, text: string, now: Date): EntryHit[] {
  const hits: EntryHit[] = lexicon.findAll(text, now);
  if (!hits.length || !phrases.length) return hits;
  const places = new Map<LexiconEntry, EntryHit[]>(phrases.flatMap(({ parts }) => parts.map((part) => [part, []])));
  for (const hit of hits) places.get(hit.entry)?.push(hit);
  const whole = phrases.flatMap(({ phrase, parts, entry }) => {
    const found = parts.map((part) => places.get(part) ?? []);
    return findGapPhrase(text, phrase, found).map((span) => ({ ...span, entry }));
  });
  return [...hits.filter(({ entry }) => !places.has(entry)), ...whole];
}

export const EMPTY_RULES = new RuleSet([], new Map(), 0);
