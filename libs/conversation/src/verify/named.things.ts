import { foldText } from './folded.text.js';

const BRACKETED = /《([^》]+)》|「([^」]+)」|『([^』]+)』|“([^”]+)”|"([^"]+)"/gu;
/** A word with a capital inside a sentence, or with digits in it: PayPal, SF Express, X100. */
const CAPITALISED =
  /(?<=[\p{L}\p{N},;:'’)）\]]\s|\p{Script=Han})(\p{Lu}[\p{Script=Latin}\d&-]*)|\b(\p{Script=Latin}+\d+[\p{Script=Latin}\d-]*)\b/gu;
/** English writes these with a capital wherever they stand. */
const ALWAYS_CAPITAL =
  /^(?:i|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yes|no|rmb|cny|usd|eur|gbp|am|pm)$/u;

/** What a text calls by name, folded: in quotation marks or 《》, Latin words in capitals, codes. */
export function namesIn(text: string): string[] {
  const names = [text.matchAll(BRACKETED), text.matchAll(CAPITALISED)].flatMap((found) =>
    [...found].map((match) => foldText(match.slice(1).find((group) => group !== undefined) ?? '').trim()),
  );
  return names.filter((name) => name && !ALWAYS_CAPITAL.test(name));
}
