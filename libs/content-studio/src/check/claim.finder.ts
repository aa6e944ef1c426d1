import type { ClaimSign } from '@zhike/contracts';
import { termsOf } from '@zhike/platform';
import type { FactEvidence } from '@zhike/ports';
import { CLAIM_SIGNS } from './claim.signs.js';
import { foldText } from './folded.text.js';

const BRACKETED = /[《「『“"]([^》」』”"]+)[》」』”"]/gu;
/** A word with a capital where English would not write one: after another word or a comma. */
const CAPITALISED = /(?<=[\p{Script=Latin}\d,;:'’)]\s)\p{Lu}[\p{Script=Latin}\d&-]+/gu;
/** Latin letters in Chinese text are mostly names: of brands, of norms. */
const LATIN_IN_HAN = /[\p{Script=Latin}][\p{Script=Latin}\d&.-]+/gu;
const NO_NAME = /^(?:i|i['’]\w+|ok|hi|hello|diy|vs|app|sms|email)$/iu;

/** What a stretch of text claims, as far as words show it; undefined: it states nothing that could be checked. */
export function claimIn(text: string, facts: readonly FactEvidence[]): ClaimSign | undefined {
  // The product's name may hold digits and words of its own; naming it claims nothing.
  const rest = withoutNames(text, new Set(facts.map(({ entity }) => entity)));
  const folded = foldText(rest).text;
  const sign = CLAIM_SIGNS.find(([, pattern]) => pattern.test(folded))?.[0];
  if (sign === 'number' || sign === undefined)
    return sign ?? (namesSomething(rest) ? 'name' : saysFactWord(folded, facts));
  return sign;
}

function withoutNames(text: string, names: ReadonlySet<string>): string {
  return [...names]
    .sort((one, other) => other.length - one.length)
    .reduce((rest, name) => rest.replaceAll(new RegExp(escaped(name), 'giu'), ' '), text);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

function namesSomething(text: string): boolean {
  const inHan = /\p{Script=Han}/u.test(text) ? LATIN_IN_HAN : CAPITALISED;
  return [...text.matchAll(BRACKETED), ...text.matchAll(inHan)].some(
    ([found, inside]) => !NO_NAME.test(inside ?? found),
  );
}

/** So many words of one value are its data; a single one is a word like any other: „Shall we go camping?“ */
const TELLING_WORDS = 2;

/** Words that the catalogue itself uses of the product: whoever says them speaks of its data. */
function saysFactWord(folded: string, facts: readonly FactEvidence[]): ClaimSign | undefined {
  const own = new Set(facts.flatMap(({ entity }) => termsOf(entity)));
  const said = new Set(termsOf(folded).filter((term) => !own.has(term)));
  const saidOf = (text: string) => new Set(termsOf(text).filter((term) => said.has(term))).size;
  const isData = facts.some(({ relation, value }) => saidOf(relation) > 0 || saidOf(value) >= TELLING_WORDS);
  return isData ? 'fact-word' : undefined;
}
