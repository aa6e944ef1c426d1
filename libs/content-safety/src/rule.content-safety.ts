import type { Locale } from '@zhike/contracts';
import type { ContentSafety, Verdict } from '@zhike/ports';
import { fold } from './fold.js';
import { INPUT_RULES, type Rule } from './input.rules.js';
import { findPersonalData } from './personal-data.js';

const CLEAN: Verdict = { isBlocked: false, reason: 'clean', matches: [] };
/** Markup and active content never leave: the widget shows text. */
const ACTIVE_CONTENT = /<\s*(?:script|iframe|object|embed|form|img|svg)\b|javascript:|data:text\/html/iu;

/** Rails made of rules over folded text. Small on purpose; a wrong block costs a customer. */
export class RuleContentSafety implements ContentSafety {
  constructor(private readonly rules: readonly Rule[] = INPUT_RULES) {}

  async screenInput(text: string, _locale: Locale): Promise<Verdict> {
    const folded = fold(text);
    const hits = this.rules.flatMap((rule) => {
      const match = rule.pattern.exec(folded.text);
      return match
        ? [
            {
              rule,
              start: folded.offsets[match.index] ?? 0,
              end: folded.offsets[match.index + match[0].length] ?? text.length,
            },
          ]
        : [];
    });
    const [first] = hits;
    if (!first) return CLEAN;
    return {
      isBlocked: true,
      reason: first.rule.reason,
      matches: hits.map(({ rule, start, end }) => ({ rule: rule.name, start, end })),
    };
  }

  async screenOutput(text: string, _locale: Locale): Promise<Verdict> {
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
