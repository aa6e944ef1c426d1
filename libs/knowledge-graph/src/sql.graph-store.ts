import type { Database } from '@zhike/platform';
import { withinDeadline } from './graph.deadline.js';
import { GraphRows } from './graph.rows.store.js';
import { GraphWrites } from './graph.writes.store.js';
import type {
  CatalogueRelation,
  ClauseHit,
  EntityMention,
  GraphClause,
  GraphCounts,
  GraphFact,
  GraphPolicy,
  GraphScope,
  GraphStore,
  WeightedText,
} from './graph.store.js';
import { inReadingOrder, nearestOnce } from './near.clauses.js';
import type { GraphQueries } from './query/graph.queries.js';
import { SqlGraphQueries } from './query/sql/sql.graph-queries.js';
import { unpackVectors } from './vector.bytes.js';
import type { ScoredId, WorkspaceIndex } from './workspace.index.js';
import { WorkspaceIndexes } from './workspace.indexes.js';

/** Long enough for the first question of a large shop, whose index is read then. */
const DEADLINE_MS = 10_000;

/**
 * The graph for those who run no graph server: rows in SQL, search in this process. Words are scored by BM25, vectors by exact
 * cosine, so it needs no extension of the database and finds what an approximate index might miss.
 */
export class SqlGraphStore implements GraphStore {
  readonly engine = 'sql';
  readonly queries: GraphQueries;
  private readonly rows: GraphRows;
  private readonly indexes: WorkspaceIndexes;

  constructor(private readonly database: Database) {
    this.queries = new SqlGraphQueries(database);
    this.rows = new GraphRows(database);
    this.indexes = new WorkspaceIndexes(database);
  }

  /** The migrations have made the tables. The indexes are read meanwhile, so that the first question need not wait for them. */
  async prepare(): Promise<void> {
    await this.ping();
    this.indexes.readAhead().catch(() => {
      // Whoever asks reads what is missing, and hears why it cannot be read.
    });
  }

  async replacePolicy(policy: GraphPolicy): Promise<void> {
    await this.database.transaction(async (db) => {
      const writes = new GraphWrites(db);
      await writes.replace(policy, await writes.nextRevision(policy.workspaceId));
    });
  }

  searchText(scope: GraphScope, texts: readonly WeightedText[], limit: number): Promise<readonly ClauseHit[]> {
    return this.answer(scope, async () => {
      const index = await this.indexes.of(scope);
      return this.hits(index, index.searchText(scope, texts, limit));
    });
  }

  searchVectors(scope: GraphScope, vector: Float32Array, model: string, limit: number): Promise<readonly ClauseHit[]> {
    return this.answer(scope, async () => {
      const index = await this.indexes.of(scope);
      return this.hits(index, index.searchVectors(scope, vector, model, limit));
    });
  }

  neighbours(scope: GraphScope, clauseIds: readonly string[]): Promise<readonly ClauseHit[]> {
    return this.answer(scope, async () => {
      const index = await this.indexes.of(scope);
      const near = await index.near.take(index.visibleAmong(scope, clauseIds), (ids) => this.rows.near(ids));
      return inReadingOrder(await this.hits(index, nearestOnce(near.values(), clauseIds)));
    });
  }

  findMentions(scope: GraphScope, text: string): Promise<readonly EntityMention[]> {
    return this.answer(scope, async () => (await this.indexes.of(scope)).findMentions(scope, text));
  }

  factsAbout(scope: GraphScope, entities: readonly string[]): Promise<readonly GraphFact[]> {
    return this.answer(scope, () => this.rows.facts(scope, entities));
  }

  relationsIn(scope: GraphScope): Promise<readonly CatalogueRelation[]> {
    return this.answer(scope, async () => (await this.indexes.of(scope)).relationsIn(scope));
  }

  factsWith(scope: GraphScope, relation: CatalogueRelation, limit: number): Promise<readonly GraphFact[]> {
    return this.answer(scope, () => this.rows.factsWith(scope, relation, limit));
  }

  clauseVectors(
    scope: GraphScope,
    clauseIds: readonly string[],
    model: string,
  ): Promise<ReadonlyMap<string, Float32Array>> {
    return this.answer(scope, async () => (await this.indexes.of(scope)).clauseVectors(scope, clauseIds, model));
  }

  sentenceVectors(
    scope: GraphScope,
    clauseIds: readonly string[],
    model: string,
  ): Promise<ReadonlyMap<string, readonly Float32Array[]>> {
    return this.answer(scope, async () => {
      const index = await this.indexes.of(scope);
      const shown = index.visibleAmong(scope, clauseIds);
      const packed = await index.sentencesBy(model).take(shown, (ids) => this.rows.sentences(ids, model));
      const found = [...packed].filter(([, bytes]) => bytes.length);
      return new Map(found.map(([id, bytes]) => [id, unpackVectors(bytes)]));
    });
  }

  revision(workspaceId: string): Promise<string> {
    return this.answer({}, async () => String(await this.rows.revision(workspaceId)));
  }

  count(workspaceId: string): Promise<GraphCounts> {
    return this.answer({}, () => this.rows.count(workspaceId));
  }

  async clear(workspaceId?: string): Promise<void> {
    await this.database.transaction(async (db) => {
      const writes = new GraphWrites(db);
      for (const id of workspaceId === undefined ? await writes.workspaceIds() : [workspaceId])
        await writes.empty(id, await writes.nextRevision(id));
    });
  }

  ping(): Promise<void> {
    return this.answer({}, () => this.rows.ping());
  }

  /** The database is closed by whoever opened it. */
  async close(): Promise<void> {}

  private async hits(index: WorkspaceIndex, scored: readonly ScoredId[]): Promise<ClauseHit[]> {
    const ids = scored.map(({ id }) => id);
    const clauses = await index.clauses.take(ids, (missing) => this.read(index, missing));
    return scored.flatMap(({ id, score }) => {
      const clause = clauses.get(id);
      return clause ? [{ clause, score }] : [];
    });
  }

  /** Without what left the shop meanwhile. */
  private async read(index: WorkspaceIndex, ids: readonly string[]): Promise<Map<string, GraphClause>> {
    const found = new Map<string, GraphClause>();
    for (const text of await this.rows.texts(ids)) {
      const source = index.sourceOf(text.id);
      if (source) found.set(text.id, { ...text, ...source });
    }
    return found;
  }

  private answer<Result>({ signal }: Pick<GraphScope, 'signal'>, work: () => Promise<Result>): Promise<Result> {
    return withinDeadline(work(), DEADLINE_MS, signal);
  }
}
