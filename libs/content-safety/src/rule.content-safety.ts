import { type Clock, systemClock } from '@zhike/platform';
import type { ContentSafety, Screening, Verdict } from '@zhike/ports';
import { defaultLexicon } from './default-lexicon/default.lexicon.js';
import { fold } from './fold.js';
import { INPUT_RULES, type Rule } from './input.rules.js';
import type { LexiconHit } from './lexicon/lexicon.entry.js';
import { LexiconKeeper } from './lexicon/lexicon.keeper.js';
import { findPersonalData } from './personal-data.js';

const CLEAN: Verdict = { isBlocked: false, reason: 'clean', matches: [] };
/** Markup and active content never leave: the widget shows text. */
const ACTIVE_CONTENT = /<\s*(?:script|iframe|object|embed|form|img|svg)\b|javascript:|data:text\/html/iu;

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

  async screenOutput(text: string, _about: Screening): Promise<Verdict> {
    const active = ACTIVE_CONTENT.exec(text.normalize('NFKC'));
    if (active)
      return {
        isBlocked: true,
        reason: 'active-content',
        matches: [{ rule: 'active-content', start: active.index, end: active.index + active[0].length }],
      };
    const personal = findPersonalData(text);
    if (!personal.length) return CLEAN;
    return {
      isBlocked: true,
      reason: 'personal-data',
      matches: personal.map(({ kind, start, end }) => ({ rule: kind, start, end })),
    };
  }
}

const wordHit = ({ entry, start, end }: LexiconHit): RuleHit => ({
  isBlocking: entry.severity === 'block',
  reason: entry.category === 'abuse' ? 'abuse' : 'harmful-request',
  match: {
    ...{ rule: `lexicon:${entry.owner}`, category: entry.category, start, end },
    ...(entry.severity === 'block' ? {} : { isWatched: true }),
  },
});
