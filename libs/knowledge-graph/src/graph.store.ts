import type { Locale } from '@zhike/contracts';
import type { PublishedVersion } from '@zhike/ports';
import type { GraphQueries } from './query/graph.queries.js';

/**
 * Every question to the graph is bounded by a shop, a language, a moment and the customer's groups: what was not in force then,
 * or is for others, does not exist. One object is one view: the searches of a question share it, and see the graph at least as
 * new as it was when the first of them was asked.
 */
export interface GraphScope {
  readonly workspaceId: string;
  readonly locale: Locale;
  readonly at: Date;
  /** Groups the customer belongs to; what is published for others only does not exist. Absent: only what is for everyone. */
  readonly audiences?: readonly string[];
  /** The caller's deadline; a store adds its own, shorter one. */
  readonly signal?: AbortSignal;
}

/** Which version of which policy a clause or fact stands in, and since when. */
export interface GraphSource {
  readonly policyId: string;
  readonly policyTitle: string;
  readonly versionId: string;
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly effectiveTo?: Date;
}

export interface GraphClause extends GraphSource {
  readonly id: string;
  readonly key: string;
  readonly position: number;
  readonly heading: string;
  /** Headings above this one, outermost first. */
  readonly path: readonly string[];
  readonly text: string;
}

export interface GraphFact extends GraphSource {
  readonly id: string;
  readonly entity: string;
  readonly relation: string;
  readonly value: string;
}

/** That a catalogue speaks of something: a price, a size, an opening time. */
export interface CatalogueRelation {
  readonly policyTitle: string;
  readonly relation: string;
}

export interface ClauseHit {
  readonly clause: GraphClause;
  /** Comparable within one answer of one store only. */
  readonly score: number;
}

/** An entity that a text names. */
export interface EntityMention {
  /** As the catalogue writes it. */
  readonly entity: string;
  /** Where the mention begins in the folded text; later mentions are more recent. */
  readonly start: number;
  /** Length of what matched, in folded characters. */
  readonly length: number;
}

/** A clause's vectors. Vectors of different models are never compared. */
export interface ClauseVector {
  readonly clauseId: string;
  readonly vector: Float32Array;
  /** Unit vectors of its first sentences, in order, where it has several. Kept in eight bits a value. */
  readonly sentences?: readonly Float32Array[];
}

/** Vectors of one model. */
export interface VectorSet {
  readonly model: string;
  readonly vectors: readonly ClauseVector[];
}

/** All that stands of one policy: its published versions, and vectors for their clauses where a model is to be had. */
export interface GraphPolicy {
  readonly workspaceId: string;
  readonly policyId: string;
  readonly versions: readonly PublishedVersion[];
  readonly model?: string;
  readonly vectors: readonly ClauseVector[];
  /** Further vectors of the same clauses, by a model that both languages share. */
  readonly shared?: VectorSet;
}

export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

export interface GraphCounts {
  readonly policies: number;
  readonly clauses: number;
  readonly facts: number;
}

/**
 * What is published, as a graph: policies hold versions, versions hold clauses in order under headings, catalogues
 * hold facts between entities. A projection: SQL is the source of truth, and everything here can be thrown away and
 * rebuilt. One contract suite (`tests/contract`) holds for every adapter.
 *
 * Every method throws `KnowledgeAwayError` when the store cannot answer before its deadline; none waits longer.
 */
export interface GraphStore {
  readonly engine: 'sql' | 'neo4j';
  /** Searches that members of the shop write themselves. */
  readonly queries: GraphQueries;
  /** Makes tables, constraints and indexes where they are missing. Safe to repeat. */
  prepare(): Promise<void>;
  /** Replaces all that stands of a policy in one transaction. No versions: the policy leaves the graph. */
  replacePolicy(policy: GraphPolicy): Promise<void>;
  /** Clauses that hold words of the texts, best first. Several texts add up by weight. Punctuation and query signs are only text. */
  searchText(scope: GraphScope, texts: readonly WeightedText[], limit: number): Promise<readonly ClauseHit[]>;
  /** Clauses nearest to a unit vector by cosine (`score`), best first; only vectors of the same model. */
  searchVectors(scope: GraphScope, vector: Float32Array, model: string, limit: number): Promise<readonly ClauseHit[]>;
  /**
   * Clauses one edge away: the same section's neighbours in reading order (by one), and clauses that a clause names by its
   * heading number (第3条, section 2.1) within the same version. `score` is 1 for a named clause, 0.5 for a neighbour.
   */
  neighbours(scope: GraphScope, clauseIds: readonly string[]): Promise<readonly ClauseHit[]>;
  /** Entities a text names, after folding (width, case, spaces). Longest match wins where mentions overlap; by position. */
  findMentions(scope: GraphScope, text: string): Promise<readonly EntityMention[]>;
  /** All facts about the entities, in catalogue order. Unknown entities are left out. */
  factsAbout(scope: GraphScope, entities: readonly string[]): Promise<readonly GraphFact[]>;
  /** What the catalogues in force say of anything at all; each relation once for a catalogue, in no order. */
  relationsIn(scope: GraphScope): Promise<readonly CatalogueRelation[]>;
  /** Facts of one relation of the catalogues of that title, in catalogue order: which is the cheapest, which cost less than 50. */
  factsWith(scope: GraphScope, relation: CatalogueRelation, limit: number): Promise<readonly GraphFact[]>;
  /**
   * Unit vectors of the clauses' sentences, by clause id, as far as they stand and are of this model: what one sentence
   * says is nearer to a question than the whole clause. A clause of one sentence has none.
   */
  sentenceVectors(
    scope: GraphScope,
    clauseIds: readonly string[],
    model: string,
  ): Promise<ReadonlyMap<string, readonly Float32Array[]>>;
  /** The clauses' own unit vectors, by clause id, as far as they are of this model. */
  clauseVectors(
    scope: GraphScope,
    clauseIds: readonly string[],
    model: string,
  ): Promise<ReadonlyMap<string, Float32Array>>;
  /** Names the state of a workspace's knowledge: another one after every `replacePolicy` and `clear`. Only to be compared. */
  revision(workspaceId: string): Promise<string>;
  count(workspaceId: string): Promise<GraphCounts>;
  /** Empties the graph, of one workspace or whole; for a rebuild. */
  clear(workspaceId?: string): Promise<void>;
  /** Throws `KnowledgeAwayError` when the store does not answer in time. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
