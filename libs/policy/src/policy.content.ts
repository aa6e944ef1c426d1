import type { ClauseDraft, FactDraft } from '@zhike/contracts';
import { newId } from '@zhike/platform';
import { PolicyRuleError } from './policy.errors.js';
import type { ContentRow } from './policy.store.js';

export interface Content {
  readonly clauses: readonly (Omit<ClauseDraft, 'path'> & { readonly path?: readonly string[] | undefined })[];
  readonly facts: readonly FactDraft[];
}

/** Gives clauses and facts their ids. A clause's key is its name in citations, so within a version it stands once. */
export function toContent(versionId: string, { clauses, facts }: Content): ContentRow {
  const keys = new Set<string>();
  for (const { key, heading, path, text } of clauses) {
    if (keys.has(key))
      throw new PolicyRuleError('clause-key-twice', `Two clauses have the key "${key}"; give one of them another.`);
    keys.add(key);
    assertStorable(key, heading, text, ...(path ?? []));
  }
  for (const { entity, relation, value } of facts) assertStorable(entity, relation, value);
  return {
    versionId,
    clauses: clauses.map(({ key, heading, path, text }) => ({
      id: newId(),
      key,
      heading,
      path: [...(path ?? [])],
      text,
    })),
    facts: facts.map(({ entity, relation, value }) => ({ id: newId(), entity, relation, value })),
  };
}

/** A NUL and half a surrogate pair are valid JSON but no text a database keeps. */
const NOT_TEXT = /[\0\p{Surrogate}]/u;

export const isStorable = (text: string) => !NOT_TEXT.test(text);

export function assertStorable(...texts: readonly string[]): void {
  const broken = texts.find((text) => !isStorable(text));
  if (broken === undefined) return;
  const place = broken.replaceAll(/[\0\p{Surrogate}]/gu, '�').slice(0, 60);
  throw new PolicyRuleError(
    'text-not-storable',
    `"${place}" contains a character that is no text; remove it and save again.`,
  );
}
