import { type Clock, systemClock } from '@zhike/platform';
import type { ContentSafety, RuleMatch, Screening, Verdict } from '@zhike/ports';
import { defaultLexicon } from './default-lexicon/default.lexicon.js';
import { fold } from './fold.js';
import { INPUT_RULES, type Rule } from './input.rules.js';
import type { LexiconHit } from './lexicon/lexicon.entry.js';
import { LexiconKeeper } from './lexicon/lexicon.keeper.js';
import { findAcross } from './look-behind.js';
import { findActiveContent } from './output/active.content.js';
import { findLeaks } from './output/personal.leaks.js';

const CLEAN: Verdict = { isBlocked: false, reason: 'clean', matches: [] };

interface RuleHit {
  readonly isBlocking: boolean;
  readonly reason: Rule['reason'];
  readonly match: Verdict['matches'][number];
}

/** Rails made of rules and words over folded text. A wrong block costs a customer: both are few, and precise before complete. */
export class RuleContentSafety implements ContentSafety {
  constructor(
    private readonly rules: readonly Rule[] = INPUT_RULES,
    private readonly lexicon = new LexiconKeeper(defaultLexicon),
    private readonly clock: Clock = systemClock,
  ) {}

  /** Matches are also told of a message that passes: words that are watched. */
  async screenInput(text: string, _about: Screening): Promise<Verdict> {
    const words = this.lexicon.current.find(text, this.clock.now()).map(wordHit);
    const hits = [...this.ruleHits(text), ...words];
    if (!hits.length) return CLEAN;
    const matches = hits.map(({ match }) => match);
    const first = hits.find(({ isBlocking }) => isBlocking);
    return first ? { isBlocked: true, reason: first.reason, matches } : { ...CLEAN, matches };
  }

  private ruleHits(text: string): RuleHit[] {
    const folded = fold(text);
    return this.rules.flatMap(({ name, reason, pattern }) => {
      const match = pattern.exec(folded.text);
      if (!match) return [];
      const start = folded.offsets[match.index] ?? 0;
      const end = folded.offsets[match.index + match[0].length] ?? text.length;
      return [{ isBlocking: true, reason, match: { rule: name, start, end } }];
    });
  }

  /** Also finds what began in a sentence before and ends in this one. */
  async screenOutput(text: string, about: Screening): Promise<Verdict> {
    const active = findAcross(text, about.before ?? '', findActiveContent);
    if (active.length) return blockedFor('active-content', active);
    const personal = findLeaks(text, about).map(({ kind, ...place }) => ({ rule: kind, ...place }));
    return personal.length ? blockedFor('personal-data', personal) : CLEAN;
  }
}

type Found = Omit<RuleMatch, 'rule'> & { readonly rule?: string };

const blockedFor = (reason: string, found: readonly Found[]): Verdict => ({
  isBlocked: true,
  reason,
  matches: found.map((match) => ({ rule: reason, ...match })),
});

const wordHit = ({ entry, start, end }: LexiconHit): RuleHit => ({
  isBlocking: entry.severity === 'block',
  reason: entry.category === 'abuse' ? 'abuse' : 'harmful-request',
  match: {
    ...{ rule: `lexicon:${entry.owner}`, category: entry.category, start, end },
    ...(entry.severity === 'block' ? {} : { isWatched: true }),
  },
});
