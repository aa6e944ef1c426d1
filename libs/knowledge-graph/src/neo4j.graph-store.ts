import { withinDeadline } from './graph.deadline.js';
import { KnowledgeAwayError } from './graph.errors.js';
import type {
  CatalogueRelation,
  ClauseHit,
  EntityMention,
  GraphCounts,
  GraphFact,
  GraphPolicy,
  GraphScope,
  GraphStore,
  WeightedText,
} from './graph.store.js';
import { inReadingOrder, nearestOnce } from './near.clauses.js';
import { readBytes, readClauses, readNear } from './neo4j/neo4j.clauses.js';
import {
  countNodes,
  findFacts,
  findFactsWith,
  findMentions,
  findRelations,
  listPolicies,
  readRevision,
} from './neo4j/neo4j.lookup.js';
import { packedProperties, Neo4jSchema, type VectorPlace, vectorPlace } from './neo4j/neo4j.schema.js';
import { compareAll, nearestByIndex, searchText, type VectorQuestion } from './neo4j/neo4j.search.js';
import { type Ask, type Neo4jAddress, Neo4jSessions, type Work } from './neo4j/neo4j.session.js';
import { isShown, Neo4jShelves, type ShelvedClause } from './neo4j/neo4j.shelves.js';
import { ensureTurnstile, writePolicy } from './neo4j/neo4j.writer.js';
import { setsOf } from './neo4j/version.content.js';
import type { GraphQueries } from './query/graph.queries.js';
import { Neo4jGraphQueries } from './query/neo4j/neo4j.graph-queries.js';
import { dot } from './question.vectors.js';
import { readVector, unpackVectors } from './vector.bytes.js';
import type { ScoredId } from './workspace.index.js';

/** Measured on two busy cores: ten milliseconds for a clause with its vector, less than one for a fact. */
const MS_PER_ROW = 15;
/** A member who wrote a search waits longer than a customer. */
const SEARCH_MS = 8_000;

export interface Neo4jGraphOptions extends Neo4jAddress {
  /** A customer waits for it. */
  readonly answerWithinMs?: number;
  /** Only the relay and a rebuild wait for it. A large policy is given more, by its size. */
  readonly writeWithinMs?: number;
}

/**
 * The graph on a Neo4j server of its own, for more clauses and facts than one process should hold. A shop offers policies,
 * a policy has versions, a version has clauses (NEXT in reading order, REFERS_TO where one names another) and facts (ABOUT an
 * entity, which aliases name). Clauses and facts carry their version's bounds, so that every search stays within them.
 */
export class Neo4jGraphStore implements GraphStore {
  readonly engine = 'neo4j';
  readonly queries: GraphQueries;
  private readonly sessions: Neo4jSessions;
  private readonly schema: Neo4jSchema;
  private readonly shelves: Neo4jShelves;
  private readonly answerWithinMs: number;
  private readonly writeWithinMs: number;

  constructor({ answerWithinMs = 2_500, writeWithinMs = 60_000, ...address }: Neo4jGraphOptions) {
    this.sessions = new Neo4jSessions(address);
    this.queries = new Neo4jGraphQueries(this.sessions, Math.max(SEARCH_MS, answerWithinMs));
    this.schema = new Neo4jSchema(this.sessions);
    this.shelves = new Neo4jShelves(({ workspaceId, signal }) =>
      this.answer((ask) => readRevision(ask, workspaceId), signal),
    );
    this.answerWithinMs = answerWithinMs;
    this.writeWithinMs = writeWithinMs;
  }

  prepare(): Promise<void> {
    return this.schema.make();
  }

  replacePolicy(policy: GraphPolicy): Promise<void> {
    return this.heeding(async () => {
      await this.schema.ensure();
      for (const place of placesOf(policy)) await this.schema.ensureVectors(place);
      await this.sessions.write((ask) => ensureTurnstile(ask, policy.workspaceId), this.writeWithinMs);
      await this.sessions.write((ask) => writePolicy(ask, policy), this.writeWithinMs + MS_PER_ROW * rowsOf(policy));
    });
  }

  searchText(scope: GraphScope, texts: readonly WeightedText[], limit: number): Promise<readonly ClauseHit[]> {
    return this.answer(async (ask) => this.hits(ask, scope, await searchText(ask, scope, texts, limit)), scope.signal);
  }

  searchVectors(scope: GraphScope, vector: Float32Array, model: string, limit: number): Promise<readonly ClauseHit[]> {
    const place = vectorPlace(model, vector.length);
    return this.answer(async (ask) => {
      const isIndexed = await this.schema.hasVectors(ask, place);
      const question = { scope, vector, limit, place, isIndexed };
      return this.hits(ask, scope, await this.nearest(ask, question, model));
    }, scope.signal);
  }

  neighbours(scope: GraphScope, clauseIds: readonly string[]): Promise<readonly ClauseHit[]> {
    return this.answer(async (ask) => {
      const shelves = await this.shelves.of(scope);
      const shown = await this.shownAmong(ask, scope, clauseIds);
      const near = await shelves.near.take(shown, (ids) => readNear(ask, scope, shelves, ids));
      return inReadingOrder(await this.hits(ask, scope, nearestOnce(near.values(), clauseIds)));
    }, scope.signal);
  }

  findMentions(scope: GraphScope, text: string): Promise<readonly EntityMention[]> {
    return this.answer(async (ask) => {
      // A shop without facts has no names; then a question need not ask for them, one text after the other.
      const spoken = await this.relations(scope);
      return spoken.length ? findMentions(ask, scope, text) : [];
    }, scope.signal);
  }

  factsAbout(scope: GraphScope, entities: readonly string[]): Promise<readonly GraphFact[]> {
    return this.answer((ask) => findFacts(ask, scope, entities), scope.signal);
  }

  relationsIn(scope: GraphScope): Promise<readonly CatalogueRelation[]> {
    return this.answer(() => this.relations(scope), scope.signal);
  }

  factsWith(scope: GraphScope, relation: CatalogueRelation, limit: number): Promise<readonly GraphFact[]> {
    return this.answer((ask) => findFactsWith(ask, scope, relation, limit), scope.signal);
  }

  clauseVectors(
    scope: GraphScope,
    clauseIds: readonly string[],
    model: string,
  ): Promise<ReadonlyMap<string, Float32Array>> {
    return this.bytes(scope, clauseIds, packedProperties(model).vector, readVector);
  }

  sentenceVectors(
    scope: GraphScope,
    clauseIds: readonly string[],
    model: string,
  ): Promise<ReadonlyMap<string, readonly Float32Array[]>> {
    return this.bytes(scope, clauseIds, packedProperties(model).sentences, unpackVectors);
  }

  revision(workspaceId: string): Promise<string> {
    return this.answer((ask) => readRevision(ask, workspaceId));
  }

  count(workspaceId: string): Promise<GraphCounts> {
    return this.answer((ask) => countNodes(ask, workspaceId));
  }

  /** Policy by policy, so that no transaction grows with the shop, and one that is published meanwhile stands whole. */
  async clear(workspaceId?: string): Promise<void> {
    const policies = await this.answer((ask) => listPolicies(ask, workspaceId));
    for (const policy of policies) await this.replacePolicy({ ...policy, versions: [], vectors: [] });
  }

  ping(): Promise<void> {
    return this.heeding(async () => {
      await this.sessions.read((ask) => ask(`return 1`), this.answerWithinMs);
    });
  }

  close(): Promise<void> {
    return this.sessions.close();
  }

  private async relations(scope: GraphScope): Promise<CatalogueRelation[]> {
    const shelves = await this.shelves.of(scope);
    const all = await shelves.relationsBy(() => this.answer((ask) => findRelations(ask, scope.workspaceId)));
    const shown = new Map<string, CatalogueRelation>();
    for (const { policyTitle, relation, ...bounds } of all)
      if (isShown(bounds, scope)) shown.set(`${policyTitle}\n${relation}`, { policyTitle, relation });
    return [...shown.values()];
  }

  /** The index says which, the vectors as they are kept here say how near. */
  private async nearest(ask: Ask, question: VectorQuestion, model: string): Promise<readonly ScoredId[]> {
    const found = await nearestByIndex(ask, question);
    if (!found) return compareAll(ask, question);
    const bytes = await this.bytesOf(ask, question.scope, found, packedProperties(model).vector);
    const vectors = [...bytes].filter((entry) => entry[1].length);
    // What an older version of the program wrote has no bytes.
    if (vectors.length < bytes.size) return compareAll(ask, question, [...bytes.keys()]);
    return vectors
      .map(([id, packed]) => ({ id, score: dot(readVector(packed), question.vector) }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, question.limit);
  }

  private async hits(ask: Ask, scope: GraphScope, scored: readonly ScoredId[]): Promise<ClauseHit[]> {
    const clauses = await this.clauses(
      ask,
      scope,
      scored.map(({ id }) => id),
    );
    return scored.flatMap(({ id, score }) => {
      const shelved = clauses.get(id);
      return shelved ? [{ clause: shelved.clause, score }] : [];
    });
  }

  /** Those that the customer may see, as they stand. */
  private async clauses(ask: Ask, scope: GraphScope, ids: readonly string[]): Promise<Map<string, ShelvedClause>> {
    const shelves = await this.shelves.of(scope);
    const found = await shelves.clauses.take(ids, (missing) => readClauses(ask, scope, shelves, missing));
    return new Map([...found].filter(([, shelved]) => isShown(shelved, scope)));
  }

  private async shownAmong(ask: Ask, scope: GraphScope, ids: readonly string[]): Promise<string[]> {
    return [...(await this.clauses(ask, scope, ids)).keys()];
  }

  /** Of the clauses that the customer may see; without bytes where a clause has no such property. */
  private async bytesOf(
    ask: Ask,
    scope: GraphScope,
    ids: readonly string[],
    property: string,
  ): Promise<Map<string, Uint8Array>> {
    const shelf = (await this.shelves.of(scope)).bytesOf(property);
    const shown = await this.shownAmong(ask, scope, ids);
    return shelf.take(shown, (missing) => readBytes(ask, missing, property));
  }

  private bytes<Vectors>(
    scope: GraphScope,
    ids: readonly string[],
    property: string,
    read: (bytes: Uint8Array) => Vectors,
  ): Promise<Map<string, Vectors>> {
    return this.answer(async (ask) => {
      const found = await this.bytesOf(ask, scope, ids, property);
      return new Map([...found].filter(([, bytes]) => bytes.length).map(([id, bytes]) => [id, read(bytes)]));
    }, scope.signal);
  }

  private answer<Result>(work: Work<Result>, signal?: AbortSignal): Promise<Result> {
    const asked = async () => {
      await this.schema.ensure();
      return this.sessions.read(work, this.answerWithinMs, signal);
    };
    return this.heeding(() => withinDeadline(asked(), this.answerWithinMs, signal));
  }

  /** After a failure the server may be another one, with nothing in it: constraints and indexes are looked for again. */
  private async heeding<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof KnowledgeAwayError) this.schema.forget();
      throw error;
    }
  }
}

const rowsOf = ({ versions }: GraphPolicy) =>
  versions.reduce((rows, { clauses, facts }) => rows + clauses.length + facts.length, 0);

function placesOf(policy: GraphPolicy): VectorPlace[] {
  return setsOf(policy).flatMap(({ model, vectors }) =>
    [...new Set(vectors.map(({ vector }) => vector.length))].map((dimension) => vectorPlace(model, dimension)),
  );
}
