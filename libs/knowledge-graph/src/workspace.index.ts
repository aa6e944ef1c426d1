import type { Locale } from '@zhike/contracts';
import type { EntityMention, GraphScope, WeightedText } from './graph.store.js';
import { LexicalIndex } from './lexical.index.js';
import { NameIndex, type Span } from './name.index.js';
import { VectorIndex } from './vector.index.js';

/** A clause as the index reads it. Its words are those of its policy's title, its headings and its text. */
export interface IndexedClause {
  readonly id: string;
  /** Settles ties: ids are made anew with each import, keys are not. */
  readonly key: string;
  readonly words: string;
  readonly span: Span;
  readonly model?: string;
  readonly vector?: Float32Array;
}

export interface IndexedPolicy {
  readonly policyId: string;
  readonly locale: Locale;
  readonly clauses: readonly IndexedClause[];
  /** Distinct entities of each version. */
  readonly entities: readonly { readonly entity: string; readonly span: Span }[];
}

export interface ScoredId {
  readonly id: string;
  readonly score: number;
}

interface Document {
  readonly id: string;
  readonly key: string;
  readonly span: Span;
  readonly model: string | undefined;
}

/** One language of one shop, in memory: words, vectors and names. Only what was in force at the moment asked is ever found. */
class LocaleIndex {
  private readonly words = new LexicalIndex();
  private readonly vectors = new Map<string, VectorIndex>();
  private readonly names = new NameIndex();
  private readonly documents = new Map<number, Document>();
  private readonly added = new Map<string, { documents: number[]; entities: IndexedPolicy['entities'] }>();
  private next = 0;

  add({ policyId, clauses, entities }: IndexedPolicy): void {
    for (const { entity, span } of entities) this.names.add(entity, span);
    this.added.set(policyId, { documents: clauses.map((clause) => this.addClause(clause)), entities });
  }

  remove(policyId: string): void {
    const { documents = [], entities = [] } = this.added.get(policyId) ?? {};
    for (const { entity, span } of entities) this.names.remove(entity, span);
    for (const document of documents) {
      const { model } = this.documents.get(document) ?? {};
      if (model !== undefined) this.vectors.get(model)?.remove(document);
      this.words.remove(document);
      this.documents.delete(document);
    }
    this.added.delete(policyId);
  }

  searchText(texts: readonly WeightedText[], at: number, limit: number): ScoredId[] {
    return this.best(this.words.scores(texts), at, limit);
  }

  searchVectors(vector: Float32Array, model: string, at: number, limit: number): ScoredId[] {
    return this.best(this.vectors.get(model)?.scores(vector) ?? new Map<number, number>(), at, limit);
  }

  mentions(text: string, at: number): readonly EntityMention[] {
    return this.names.mentions(text, at);
  }

  private addClause({ id, key, words, span, model, vector }: IndexedClause): number {
    const document = this.next++;
    this.words.add(document, words);
    if (model !== undefined && vector) this.vectorsOf(model, vector.length).add(document, vector);
    this.documents.set(document, { id, key, span, model: vector ? model : undefined });
    return document;
  }

  private vectorsOf(model: string, dimension: number): VectorIndex {
    const known = this.vectors.get(model) ?? new VectorIndex(dimension);
    this.vectors.set(model, known);
    return known;
  }

  private best(scores: ReadonlyMap<number, number>, at: number, limit: number): ScoredId[] {
    const found: (Document & ScoredId)[] = [];
    for (const [document, score] of scores) {
      const known = this.documents.get(document);
      if (known && known.span.from <= at && at < known.span.to) found.push({ ...known, score });
    }
    return found.sort((a, b) => b.score - a.score || inOrder(a.key, b.key) || inOrder(a.id, b.id)).slice(0, limit);
  }
}

const inOrder = (left: string, right: string) => (left < right ? -1 : Number(left > right));

/** The search index of one shop. */
export class WorkspaceIndex {
  private readonly locales = new Map<Locale, LocaleIndex>();
  private readonly localeOf = new Map<string, Locale>();

  /** What the policy is now, in place of what it was. */
  replace(policy: IndexedPolicy): void {
    this.remove(policy.policyId);
    const locale = this.locales.get(policy.locale) ?? new LocaleIndex();
    this.locales.set(policy.locale, locale);
    this.localeOf.set(policy.policyId, policy.locale);
    locale.add(policy);
  }

  remove(policyId: string): void {
    const locale = this.localeOf.get(policyId);
    if (locale === undefined) return;
    this.locales.get(locale)?.remove(policyId);
    this.localeOf.delete(policyId);
  }

  searchText({ locale, at }: GraphScope, texts: readonly WeightedText[], limit: number): ScoredId[] {
    return this.locales.get(locale)?.searchText(texts, at.getTime(), limit) ?? [];
  }

  searchVectors({ locale, at }: GraphScope, vector: Float32Array, model: string, limit: number): ScoredId[] {
    return this.locales.get(locale)?.searchVectors(vector, model, at.getTime(), limit) ?? [];
  }

  findMentions({ locale, at }: GraphScope, text: string): readonly EntityMention[] {
    return this.locales.get(locale)?.mentions(text, at.getTime()) ?? [];
  }
}
