import type { Locale } from '@zhike/contracts';
import type { KnowledgeQuery } from '@zhike/ports';
import { foldName } from '../mentions.js';
import type { LinkedEntity } from './entity.linker.js';

/** As policies call what a shop sells. */
const ANY_THING: Readonly<Record<Locale, string>> = { zh: '商品', en: 'item' };

/**
 * The question with the shop's own word in place of the things that it names: a customer says 「椅子坏了」, the policy speaks of
 * 商品. Undefined where it names none.
 */
export function ofAnyThing(
  { question, locale }: Pick<KnowledgeQuery, 'question' | 'locale'>,
  linked: readonly LinkedEntity[],
): string | undefined {
  // Mentions are places in the folded text.
  let text = foldName(question);
  const named = new Map(
    linked.filter(({ stepsBack }) => stepsBack === 0).map(({ mention }) => [mention.start, mention.length] as const),
  );
  if (!named.size) return undefined;
  for (const [start, length] of [...named].sort(([a], [b]) => b - a))
    text = `${text.slice(0, start)}${ANY_THING[locale]}${text.slice(start + length)}`;
  return text;
}
