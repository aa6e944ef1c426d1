import { contentWords } from './content.words.js';
import { foldText } from './folded.text.js';
import { measuresIn } from './quantities.js';

/** Pieces of a sentence that say when, for what or for whom the rest holds. */
const CONDITIONS = [
  /(?:如果|如|若|假如|倘若|只要|只有|除非|一旦|凡|凭)([^，,。；;]+)/gu,
  /([^，,。；;]+)的[，,]/gu,
  /([^，,。；;]+)[，,]?(?:方可|方能|才可|才能)/gu,
  // What stands before 可以 says for whom and when: 「签收后 7 天内，商品保持完好可以退货」.
  /([^，,。；;]+)[，,](?=[^。；;]*(?<![不才方])(?:可以|可(?=\p{Script=Han})))/gu,
  /([^，,。；;]+?)(?<![不才方])(?:可以|可(?=\p{Script=Han}))/gu,
  /(?:仅限于?|只限于?|限于|仅适用于|只适用于|前提是|条件是)([^，,。；;]+)/gu,
  /([^，,。；;]*(?:除外|不在此列|不适用))/gu,
  /除了?([^，,。；;]+?)(?:之?外|以外)/gu,
  /((?:未|不|非|已)\p{Script=Han}{1,8})的(?=\p{Script=Han})/gu,
  /\b(?:if|unless|provided(?: that)?|as long as|only (?:if|when|for|with)|on condition that|except(?:ing)?(?: for| when| if)?|excluding|other than|apart from|subject to|in case of)\b([^,.;]*)/gu,
  /\b(?:without|who|whose|that|which) ((?:[\w'-]+ ?){1,6})/gu,
  /\b((?:un(?=opened|used|worn|damaged|sealed|paid|washed)|non-)[\w-]+)/gu,
] as const;
/** Share of a condition's words by which it counts as kept. */
const KEPT = 0.4;

/** The condition of the ground that a claim leaves out; without it the claim promises more. */
export function droppedCondition(claim: string, ground: string): string | undefined {
  const known = new Set(contentWords(claim));
  const folded = foldText(ground);
  const conditions = CONDITIONS.flatMap((pattern) => [...folded.matchAll(pattern)].map((match) => match[1] ?? ''));
  return conditions.find((condition) => !isKept(condition, { claim, known, ground: folded }))?.trim();
}

interface Kept {
  readonly claim: string;
  readonly known: ReadonlySet<string>;
  readonly ground: string;
}

/** What the rest of the ground says, too, does not show that the condition was kept. */
function isKept(condition: string, { claim, known, ground }: Kept): boolean {
  const said = measuresIn(claim).quantities;
  if (measuresIn(condition).quantities.some(({ value }) => !said.some((other) => other.value === value))) return false;
  const words = contentWords(condition);
  const rest = new Set(contentWords(ground.replace(condition, ' ')));
  const own = words.filter((word) => !rest.has(word));
  const telling = own.length ? own : words;
  return !telling.length || telling.filter((word) => known.has(word)).length / telling.length >= KEPT;
}
