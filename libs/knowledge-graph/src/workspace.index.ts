import type { Locale } from '@zhike/contracts';
import type {
  CatalogueRelation,
  EntityMention,
  GraphClause,
  GraphScope,
  GraphSource,
  WeightedText,
} from './graph.store.js';
import { BestDocuments } from './best.documents.js';
import { ClauseShelf } from './clause.shelf.js';
import { LexicalIndex } from './lexical.index.js';
import { NameIndex } from './name.index.js';
import { VectorIndex } from './vector.index.js';
import { SpanColumns } from './span.columns.js';
import { isVisible, type Span } from './visible.span.js';

/** A clause as the index reads it. Its words are those of its policy's title, its headings and its text. */
export interface IndexedClause {
  readonly id: string;
  /** Settles ties: ids are made anew with each import, keys are not. */
  readonly key: string;
  readonly words: string;
  readonly span: Span;
  readonly source: GraphSource;
  /** All that is shown of it. */
  readonly written: GraphClause;
  readonly model?: string;
  readonly vector?: Float32Array;
  /** Packed vectors of its sentences by the same model, where they were read too; without bytes where there are none. */
  readonly sentences?: Uint8Array;
  /** By a model that both languages share. */
  readonly shared?: { readonly model: string; readonly vector: Float32Array };
}

export interface IndexedPolicy {
  readonly policyId: string;
  readonly locale: Locale;
  readonly clauses: readonly IndexedClause[];
  /** Distinct entities of each version. */
  readonly entities: readonly { readonly entity: string; readonly span: Span }[];
  /** Distinct relations of each version. */
  readonly relations: readonly (CatalogueRelation & { readonly span: Span })[];
}

export interface ScoredId {
  readonly id: string;
  readonly score: number;
}

/** One language of one shop, in memory: words, vectors and names. Only what its scope lets a customer see is ever found. */
class LocaleIndex {
  private readonly words = new LexicalIndex();
  private readonly vectors = new Map<string, VectorIndex>();
  private readonly names = new NameIndex();
  /** By the number that the lexical index gave. */
  private readonly documents: (Document | undefined)[] = [];
  private readonly spans = new SpanColumns();
  private readonly numberOf = new Map<string, number>();
  private readonly relations = new Map<string, IndexedPolicy['relations']>();
  private readonly added = new Map<string, { documents: number[]; entities: IndexedPolicy['entities'] }>();

  add({ policyId, clauses, entities, relations }: IndexedPolicy): void {
    for (const { entity, span } of entities) this.names.add(entity, span);
    if (relations.length) this.relations.set(policyId, relations);
    this.added.set(policyId, { documents: clauses.map((clause) => this.addClause(clause)), entities });
  }

  /** Answers the ids of its clauses. */
  remove(policyId: string): string[] {
    const { documents = [], entities = [] } = this.added.get(policyId) ?? {};
    const ids = documents.flatMap((document) => this.documents[document]?.id ?? []);
    for (const { entity, span } of entities) this.names.remove(entity, span);
    for (const document of documents) this.removeClause(document);
    this.relations.delete(policyId);
    this.added.delete(policyId);
    return ids;
  }

  searchText(scope: GraphScope, texts: readonly WeightedText[], limit: number): ScoredId[] {
    const best = this.bestOf(limit);
    this.words.search(texts, best, this.spans.visibleTo(scope));
    return this.named(best);
  }

  searchVectors(scope: GraphScope, vector: Float32Array, model: string, limit: number): ScoredId[] {
    const best = this.bestOf(limit);
    this.vectors.get(model)?.search(vector, best, limit, this.spans.visibleTo(scope));
    return this.named(best);
  }

  mentions({ at, audiences }: GraphScope, text: string): readonly EntityMention[] {
    return this.names.mentions(text, at.getTime(), audiences);
  }

  vectorsOf(scope: GraphScope, ids: readonly string[], model: string): Map<string, Float32Array> {
    const isShown = this.spans.visibleTo(scope);
    const found = new Map<string, Float32Array>();
    for (const id of ids) {
      const document = this.numberOf.get(id);
      const vector = document !== undefined && isShown(document) && this.vectors.get(model)?.vectorOf(document);
      if (vector) found.set(id, vector);
    }
    return found;
  }

  visibleAmong(scope: GraphScope, ids: readonly string[]): string[] {
    const isShown = this.spans.visibleTo(scope);
    return ids.filter((id) => {
      const document = this.numberOf.get(id);
      return document !== undefined && isShown(document);
    });
  }

  sourceOf(id: string): GraphSource | undefined {
    const document = this.numberOf.get(id);
    return document === undefined ? undefined : this.documents[document]?.source;
  }

  relationsIn({ at, audiences = [] }: GraphScope): CatalogueRelation[] {
    const found = new Map<string, CatalogueRelation>();
    for (const relations of this.relations.values())
      for (const { policyTitle, relation, span } of relations)
        if (isVisible(span, at.getTime(), audiences))
          found.set(`${policyTitle}\n${relation}`, { policyTitle, relation });
    return [...found.values()];
  }

  private removeClause(document: number): void {
    const { id = '', models = [] } = this.documents[document] ?? {};
    for (const model of models) this.vectors.get(model)?.remove(document);
    this.words.remove(document);
    this.spans.hide(document);
    this.numberOf.delete(id);
    this.documents[document] = undefined;
  }

  /** Words and vector are searched, not kept as they were. */
  private addClause({ id, key, words, span, source, model, vector, shared }: IndexedClause): number {
    const document = this.words.add(words);
    const own = model !== undefined && vector ? [{ model, vector }] : [];
    const embedded = [...own, ...(shared ? [shared] : [])];
    for (const { model, vector } of embedded) this.indexOf(model, vector.length).add(document, vector);
    this.documents[document] = { id, key, source, models: embedded.map(({ model }) => model) };
    this.numberOf.set(id, document);
    this.spans.set(document, span);
    return document;
  }

  private indexOf(model: string, dimension: number): VectorIndex {
    const known = this.vectors.get(model) ?? new VectorIndex(dimension);
    this.vectors.set(model, known);
    return known;
  }

  private bestOf(limit: number): BestDocuments {
    return new BestDocuments(limit, (left, right) => this.precedes(left, right));
  }

  private precedes(left: number, right: number): boolean {
    const [one, other] = [this.documents[left], this.documents[right]];
    return (inOrder(one?.key ?? '', other?.key ?? '') || inOrder(one?.id ?? '', other?.id ?? '')) < 0;
  }

  private named(best: BestDocuments): ScoredId[] {
    return best.list().map(({ document, score }) => ({ id: this.documents[document]?.id ?? '', score }));
  }
}

interface Document {
  readonly id: string;
  readonly key: string;
  readonly source: GraphSource;
  readonly models: readonly string[];
}

const inOrder = (left: string, right: string) => (left < right ? -1 : Number(left > right));

/** Clauses of one shop of which is kept what has been read of them: some tens of megabytes. */
const MOST_SHELVED = 20_000;

/** The search index of one shop, and what was read of the clauses it found. */
export class WorkspaceIndex {
  readonly clauses = new ClauseShelf<GraphClause>(MOST_SHELVED);
  readonly near = new ClauseShelf<readonly ScoredId[]>(MOST_SHELVED);
  private readonly sentences = new Map<string, ClauseShelf<Uint8Array>>();
  private readonly locales = new Map<Locale, LocaleIndex>();
  private readonly localeOf = new Map<string, Locale>();

  /** What the policy is now, in place of what it was. */
  replace(policy: IndexedPolicy): void {
    this.remove(policy.policyId);
    const locale = this.locales.get(policy.locale) ?? new LocaleIndex();
    this.locales.set(policy.locale, locale);
    this.localeOf.set(policy.policyId, policy.locale);
    locale.add(policy);
    for (const { id, written, model, sentences } of policy.clauses) {
      this.clauses.offer(id, written);
      if (model !== undefined && sentences) this.sentencesBy(model).offer(id, sentences);
    }
  }

  remove(policyId: string): void {
    const locale = this.localeOf.get(policyId);
    if (locale === undefined) return;
    const ids = this.locales.get(locale)?.remove(policyId) ?? [];
    for (const shelf of [this.clauses, this.near, ...this.sentences.values()]) shelf.drop(ids);
    this.localeOf.delete(policyId);
  }

  searchText(scope: GraphScope, texts: readonly WeightedText[], limit: number): ScoredId[] {
    return this.locales.get(scope.locale)?.searchText(scope, texts, limit) ?? [];
  }

  searchVectors(scope: GraphScope, vector: Float32Array, model: string, limit: number): ScoredId[] {
    return this.locales.get(scope.locale)?.searchVectors(scope, vector, model, limit) ?? [];
  }

  clauseVectors(scope: GraphScope, ids: readonly string[], model: string): ReadonlyMap<string, Float32Array> {
    return this.locales.get(scope.locale)?.vectorsOf(scope, ids, model) ?? new Map<string, Float32Array>();
  }

  /** Packed sentence vectors of one model. */
  sentencesBy(model: string): ClauseShelf<Uint8Array> {
    const known = this.sentences.get(model) ?? new ClauseShelf<Uint8Array>(MOST_SHELVED);
    this.sentences.set(model, known);
    return known;
  }

  /** Where a clause stands; undefined for what is not in the index (any more). */
  sourceOf(id: string): GraphSource | undefined {
    for (const locale of this.locales.values()) {
      const source = locale.sourceOf(id);
      if (source) return source;
    }
    return undefined;
  }

  visibleAmong(scope: GraphScope, ids: readonly string[]): readonly string[] {
    return this.locales.get(scope.locale)?.visibleAmong(scope, ids) ?? [];
  }

  relationsIn(scope: GraphScope): readonly CatalogueRelation[] {
    return this.locales.get(scope.locale)?.relationsIn(scope) ?? [];
  }

  findMentions(scope: GraphScope, text: string): readonly EntityMention[] {
    return this.locales.get(scope.locale)?.mentions(scope, text) ?? [];
  }
}
