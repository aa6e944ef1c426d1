import type { EntityMention } from './graph.store.js';

/** Aliases shorter than this would be found everywhere. */
const SHORTEST = 2;

/**
 * Names are compared without regard to width, case and marks. One space stays between Latin words, because there a
 * name ends where a word ends ("ask" is not named in "task"); Chinese has no such borders.
 */
export function foldName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s\b/gu, '')
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .replace(/(?<=[^\p{Script=Latin}\d]) | (?=[^\p{Script=Latin}\d])/gu, '')
    .trim();
}

const BRACKETED = /[(（【[].*?[)）】\]]/gu;

/**
 * The folded forms under which an entity may be named, longest first: whole, without its bracketed branch, without an
 * article (but "The Place" is not any place).
 */
export function aliasesOf(entity: string): readonly string[] {
  const forms = [entity, entity.replace(BRACKETED, ' '), entity.replace(/^the\s+(?=\S+\s)/iu, '')].map(foldName);
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

/** A part of a name stands for it only where no more things than this share it. */
export const MOST_SHARING = 3;

/**
 * Parts by which people call a thing while there are few of its kind: what it is (「帐篷」 of 「四人帐篷」, "tent" of "Four-Person
 * Tent"), its name without sizes, and what it is called shortly (「远行双肩包」 and 「远行包」 of 「远行 40L 双肩包」). Folded.
 */
export function partsOfName(entity: string): readonly string[] {
  if (SENTENCE.test(entity)) return [];
  const tokens = entity
    .replace(BRACKETED, ' ')
    .replace(/^the\s+/iu, '')
    .split(/[\s\p{P}\p{S}]+/u)
    .map(foldName)
    .filter(Boolean);
  const plain = tokens.filter((token) => !/\d/u.test(token));
  const [first, last] = [plain[0], plain.at(-1)];
  if (first === undefined || last === undefined) return [];
  const parts = [plain.length < tokens.length ? foldName(plain.join(' ')) : '', kindOf(last, tokens.length > 1)];
  if (plain.length > 1 && HAN.test(first) && HAN.test(last)) parts.push(first + last.slice(-1));
  const whole = new Set(aliasesOf(entity));
  return [...new Set(parts)].filter((part) => part.length >= SHORTEST && !whole.has(part));
}

/** A title that is a sentence names no kind of thing. */
const SENTENCE = /[…!?！？]/u;
const HAN = /^\p{Script=Han}+$/u;
const chinese = new Intl.Segmenter('zh', { granularity: 'word' });

/** The last word of a name's last token. */
function kindOf(token: string, isLastOfSeveral: boolean): string {
  if (!HAN.test(token)) return isLastOfSeveral && token.length > SHORTEST ? token : '';
  const word = [...chinese.segment(token)].at(-1)?.segment ?? '';
  if (word.length >= SHORTEST) return word;
  // Of one sign, a kind is said with 子: 「椅子」 of 「折叠椅」.
  return isLastOfSeveral ? token : word === token ? '' : `${word}子`;
}

export interface NamedEntity {
  readonly entity: string;
  readonly alias: string;
  /** The alias is only a part of the name; a whole name beside it wins. */
  readonly isPart?: boolean;
}

/** Finds every alias in a folded text and keeps the longest where they overlap. Entities that share an alias are all kept. By position. */
export function resolveMentions(candidates: readonly NamedEntity[], folded: string): readonly EntityMention[] {
  const found = candidates
    .flatMap(({ entity, alias, isPart = false }) =>
      placesOf(alias, folded).map((start) => ({ entity, start, length: alias.length, isPart })),
    )
    .sort((a, b) => Number(a.isPart) - Number(b.isPart) || b.length - a.length || a.start - b.start);
  const kept: Found[] = [];
  for (const one of found) if (kept.every((other) => goesWith(one, other))) kept.push(one);
  return kept.sort((a, b) => a.start - b.start).map(({ entity, start, length }) => ({ entity, start, length }));
}

interface Found extends EntityMention {
  readonly isPart: boolean;
}

/** Two mentions stand beside each other, or are the same words, borne alike by two entities. */
function goesWith(one: Found, other: Found): boolean {
  return (
    one.start + one.length <= other.start ||
    other.start + other.length <= one.start ||
    (one.start === other.start && one.length === other.length && one.isPart === other.isPart)
  );
}

function placesOf(alias: string, folded: string): number[] {
  const places: number[] = [];
  for (let at = folded.indexOf(alias); at >= 0; at = folded.indexOf(alias, at + 1))
    if (isWhole(folded, at, alias.length)) places.push(at);
  return places;
}

/** A name that begins or ends in Latin letters or digits must not begin or end inside a word. */
function isWhole(folded: string, start: number, length: number): boolean {
  return !joins(folded[start - 1], folded[start]) && !joins(folded[start + length - 1], folded[start + length]);
}

const WORD = /[\p{Script=Latin}\d]/u;
const joins = (left: string | undefined, right: string | undefined) =>
  left !== undefined && right !== undefined && WORD.test(left) && WORD.test(right);
