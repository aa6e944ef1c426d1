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
  private readonly rows: GraphRows;
  private readonly indexes: WorkspaceIndexes;

  constructor(private readonly database: Database) {
    this.rows = new GraphRows(database);
    this.indexes = new WorkspaceIndexes(database);
  }

  /** The migrations have made the tables. */
  async prepare(): Promise<void> {
    await this.ping();
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
      const hits = await this.hits(index, bestOf([...near.values()].flat(), new Set(clauseIds)));
      return hits.sort((a, b) => b.score - a.score || inReadingOrder(a.clause, b.clause));
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

  private async hits({ clauses: shelf }: WorkspaceIndex, scored: readonly ScoredId[]): Promise<ClauseHit[]> {
    const ids = scored.map(({ id }) => id);
    const clauses = await shelf.take(ids, (missing) => this.rows.clauses(missing));
    return scored.flatMap(({ id, score }) => {
      const clause = clauses.get(id);
      return clause ? [{ clause, score }] : [];
    });
  }

  private answer<Result>({ signal }: Pick<GraphScope, 'signal'>, work: () => Promise<Result>): Promise<Result> {
    return withinDeadline(work(), DEADLINE_MS, signal);
  }
}

/** Each once, by its best score, without those asked about. */
function bestOf(scored: readonly ScoredId[], asked: ReadonlySet<string>): ScoredId[] {
  const best = new Map<string, number>();
  for (const { id, score } of scored) if (!asked.has(id)) best.set(id, Math.max(score, best.get(id) ?? 0));
  return [...best].map(([id, score]) => ({ id, score }));
}

function inReadingOrder(left: GraphClause, right: GraphClause): number {
  if (left.versionId !== right.versionId) return left.versionId < right.versionId ? -1 : 1;
  return left.position - right.position;
}
