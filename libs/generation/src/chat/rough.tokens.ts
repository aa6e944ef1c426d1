const HAN = /\p{Script=Han}/gu;
/** A Latin token stands for about so many signs, the space before it counted. */
const SIGNS_PER_TOKEN = 3.5;

/** Tokens of a text without the model's tokenizer, rather too many than too few: budgets and missing counts stand on it. */
export function roughTokens(text: string): number {
  const han = text.match(HAN)?.length ?? 0;
  return Math.ceil(han + (text.length - han) / SIGNS_PER_TOKEN);
}
