import type { SafetyHit } from '@zhike/contracts';
import { useText } from '../text/text.context.js';

const LEXICON = 'lexicon:';

/** What a rule is called: by its own name where the shop made it, else by ours. */
export function useRuleName(): (hit: Pick<SafetyHit, 'rule' | 'ruleName'>) => string {
  const { safety: text, reasons } = useText();
  return ({ rule, ruleName }) =>
    ruleName ??
    text.houseRules[rule] ??
    reasons[rule] ??
    (rule.startsWith(LEXICON) ? rule.slice(LEXICON.length) : rule);
}

/** A category in words; one that the shop named is its own word. */
export function useCategoryName(): (category: string) => string {
  const { safety: text } = useText();
  return (category) => text.categories[category] ?? category;
}
