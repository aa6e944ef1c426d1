import type { Turn } from '@zhike/ports';
import { phrase } from '../turn.phrases.js';
import type { Clarification } from '../turn.plan.js';
import { askCase, type CaseLine } from './case.telling.js';
import { whichOne } from './vague.question.js';

/** A sentence of what we ask; it stands on a clause where it is made from one. */
export type AskedLine = Omit<CaseLine, 'clause'> & Partial<Pick<CaseLine, 'clause'>>;

/** The question that a plan asks back, with its choices. */
export function askingOf(
  plan: Clarification,
  { text, locale }: Pick<Turn, 'text' | 'locale'>,
): { readonly lines: readonly AskedLine[]; readonly choices: readonly string[] } {
  switch (plan.because) {
    case 'condition-open':
      return { lines: askCase(plan.case, locale), choices: [phrase('yes', locale), phrase('no', locale)] };
    case 'branches-differ':
      return {
        lines: [{ text: phrase('which-case', locale), clause: plan.clause, isQuote: false }],
        choices: plan.choices,
      };
    case 'thing-not-named':
      return {
        lines: [
          {
            text: whichOne(text, locale, phrase(plan.choices.length ? 'clarify' : 'say-more', locale)),
            isQuote: false,
          },
        ],
        choices: plan.choices,
      };
    case 'several-policies-match':
      return { lines: [{ text: phrase('clarify', locale), isQuote: false }], choices: plan.choices };
  }
}
