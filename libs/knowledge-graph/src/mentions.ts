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

/**
 * The folded forms under which an entity may be named, longest first: whole, without its bracketed branch, without an
 * article (but "The Place" is not any place). */
export function aliasesOf(entity: string): readonly string[] {
  const forms = [entity, entity.replace(/[(（【[].*?[)）】\]]/gu, ' '), entity.replace(/^the\s+(?=\S+\s)/iu, '')].map(foldName);
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

export interface NamedEntity {
  readonly entity: string;
  readonly alias: string;
}

/** Finds every alias in a folded text and keeps the longest where they overlap. Entities that share an alias are all kept. By position. */
export function resolveMentions(candidates: readonly NamedEntity[], folded: string): readonly EntityMention[] {
  const spans = candidates
    .flatMap(({ entity, alias }) => placesOf(alias, folded).map((start) => ({ entity, start, length: alias.length })))
    .sort((a, b) => b.length - a.length || a.start - b.start);
  const kept: EntityMention[] = [];
  for (const span of spans) {
    const isFree = kept.every(
      (other) =>
        span.start + span.length <= other.start ||
        other.start + other.length <= span.start ||
        (span.start === other.start && span.length === other.length),
    );
    if (isFree) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
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
