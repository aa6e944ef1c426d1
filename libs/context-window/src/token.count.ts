/**
 * Tokens of a text, estimated without a tokenizer: one a Han character, four to three Latin words, one a sign.
 * Within about a tenth of the common byte-pair vocabularies on plain prose; the budget leaves room for that.
 */
export function countTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{Script=Latin}\d]+/gu)?.length ?? 0;
  const signs = text.match(/[\p{P}\p{S}]/gu)?.length ?? 0;
  return Math.ceil(han + words * (4 / 3) + signs);
}
