import type { Locale } from '@zhike/contracts';
import type { Db } from '@zhike/platform';
import { wordsOf } from './clause.words.js';
import type { CatalogueRelation, GraphClause, GraphCounts, GraphFact, GraphScope, GraphSource } from './graph.store.js';
import { readVector } from './vector.bytes.js';
import type { Span } from './visible.span.js';
import type { IndexedClause, IndexedPolicy, ScoredId } from './workspace.index.js';

const SOURCE = `
  v.policy_id as "policyId", v.policy_title as "policyTitle", v.version_id as "versionId", v.version,
  v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo"`;
const NO_BYTES = new Uint8Array(0);
/** Takes the parameters of `bounds`, $1 to $4. */
const VISIBLE = `v.workspace_id = $1 and v.locale = $2 and v.effective_from <= $3 and (v.effective_to is null or v.effective_to > $3)
  and (v.audiences = '{}' or v.audiences && $4::text[])`;

const bounds = ({ workspaceId, locale, at, audiences = [] }: GraphScope) => [workspaceId, locale, at, audiences];

/** What is written in a clause itself. */
export type ClauseText = Omit<GraphClause, keyof GraphSource>;
type Stored<Row> = Omit<Row, 'effectiveTo'> & { readonly effectiveTo: Date | null };

/**
 * Reads the graph's tables. What is named by id is taken out first (`as materialized`): the embedded database keeps no statistics, and
 * a plan without them begins with the versions and reads every clause of the shop to find fifty.
 */
export class GraphRows {
  constructor(private readonly db: Db) {}

  async revision(workspaceId: string): Promise<number> {
    const sql = `select revision from graph_revisions where workspace_id = $1`;
    const rows = await this.db.query<{ revision: string }>(sql, [workspaceId]);
    return Number(rows[0]?.revision ?? 0);
  }

  /** Workspaces by how often they have been written. */
  async liveliest(limit: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select workspace_id as id from graph_revisions order by revision desc, workspace_id limit $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  async changedSince(workspaceId: string, revision: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select policy_id as id from graph_policies where workspace_id = $1 and revision > $2 order by policy_id`,
      [workspaceId, revision],
    );
    return rows.map(({ id }) => id);
  }

  /** Policies as the search index wants them, without those that have left the graph. Sentences only where they will be kept. */
  async indexed(workspaceId: string, policyIds: readonly string[], withSentences: boolean): Promise<IndexedPolicy[]> {
    const versions = await this.db.query<VersionRow>(
      `select v.version_id as id, v.policy_id as "policyId", v.locale, v.policy_title as title, v.version, v.effective_from as "from",
              v.effective_to as "to", v.audiences, p.model
         from graph_versions v join graph_policies p on p.policy_id = v.policy_id
        where v.workspace_id = $1 and v.policy_id = any($2::text[])`,
      [workspaceId, policyIds],
    );
    const ids = [versions.map(({ id }) => id)];
    const clauses = await this.db.query<IndexRow>(
      `select c.id, c.key, c.version_id as "versionId", c.position, c.heading, c.path, c.text, c.vector,
              case when $2 then c.sentences end as sentences, s.model as "sharedModel", s.vector as shared
         from graph_clauses c left join graph_shared_vectors s on s.clause_id = c.id where c.version_id = any($1::text[]) order by c.version_id, c.position`,
      [...ids, withSentences],
    );
    const entities = await this.db.query<EntityRow>(
      `select distinct f.version_id as "versionId", f.entity from graph_facts f where f.version_id = any($1::text[])`,
      ids,
    );
    const relations = await this.db.query<RelationRow>(
      `select distinct f.version_id as "versionId", f.relation from graph_facts f where f.version_id = any($1::text[])`,
      ids,
    );
    return policiesOf({ versions, clauses, entities, relations, withSentences });
  }

  /** By id; whoever asks knows from the index that they may be seen, and where they stand. */
  async texts(ids: readonly string[]): Promise<ClauseText[]> {
    return this.db.query<ClauseText>(
      `select id, key, position, heading, path, text from graph_clauses where id = any($1::text[])`,
      [ids],
    );
  }

  /** For each clause those it names (1) and its neighbours in reading order of the same section (0.5). */
  async near(ids: readonly string[]): Promise<Map<string, readonly ScoredId[]>> {
    const rows = await this.db.query<{ from: string; id: string; score: number }>(
      `select r.from_id as "from", r.to_id as id, 1.0::float8 as score from graph_references r where r.from_id = any($1::text[])
       union all
       select a.id, n.id, 0.5::float8 from graph_clauses a
         join graph_clauses n on n.version_id = a.version_id and n.position in (a.position - 1, a.position + 1) and n.path = a.path
        where a.id = any($1::text[])`,
      [ids],
    );
    const near = new Map<string, ScoredId[]>(ids.map((id) => [id, []]));
    for (const { from, id, score } of rows) near.get(from)?.push({ id, score });
    return near;
  }

  async facts(scope: GraphScope, entities: readonly string[]): Promise<GraphFact[]> {
    const rows = await this.db.query<Stored<GraphFact>>(
      `with v as materialized (
         select f.id, f.entity, f.relation, f.value, f.position, w.* from graph_facts f
           join graph_versions w on w.version_id = f.version_id where f.entity = any($5::text[]))
       select v.id, v.entity, v.relation, v.value, ${SOURCE} from v
        where ${VISIBLE} order by v.policy_id, v.version, v.position`,
      [...bounds(scope), entities],
    );
    return rows.map(withEnd);
  }

  async factsWith(
    scope: GraphScope,
    { policyTitle, relation }: CatalogueRelation,
    limit: number,
  ): Promise<GraphFact[]> {
    const rows = await this.db.query<Stored<GraphFact>>(
      `select f.id, f.entity, f.relation, f.value, ${SOURCE}
         from graph_facts f join graph_versions v on v.version_id = f.version_id
        where ${VISIBLE} and v.policy_title = $5 and f.relation = $6 order by v.policy_id, v.version, f.position limit $7`,
      [...bounds(scope), policyTitle, relation, limit],
    );
    return rows.map(withEnd);
  }

  /** Packed sentence vectors by clause; without bytes where there are none of this model. */
  async sentences(ids: readonly string[], model: string): Promise<Map<string, Uint8Array>> {
    const rows = await this.db.query<{ id: string; sentences: Uint8Array }>(
      `with c as materialized (select id, version_id, sentences from graph_clauses where id = any($1::text[]))
       select c.id, c.sentences
         from c join graph_versions v on v.version_id = c.version_id join graph_policies p on p.policy_id = v.policy_id
        where p.model = $2 and c.sentences is not null
       union all
       select s.clause_id, s.sentences from graph_shared_vectors s
        where s.clause_id = any($1::text[]) and s.model = $2 and s.sentences is not null`,
      [ids, model],
    );
    return new Map([
      ...ids.map((id) => [id, NO_BYTES] as const),
      ...rows.map(({ id, sentences }) => [id, sentences] as const),
    ]);
  }

  async count(workspaceId: string): Promise<GraphCounts> {
    const [row] = await this.db.query<Record<keyof GraphCounts, string>>(
      `select (select count(distinct v.policy_id) from graph_versions v where v.workspace_id = $1) as policies,
              (select count(*) from graph_clauses c join graph_versions v on v.version_id = c.version_id where v.workspace_id = $1) as clauses,
              (select count(*) from graph_facts f join graph_versions v on v.version_id = f.version_id where v.workspace_id = $1) as facts`,
      [workspaceId],
    );
    return { policies: Number(row?.policies), clauses: Number(row?.clauses), facts: Number(row?.facts) };
  }

  async ping(): Promise<void> {
    await this.db.query(`select 1`);
  }
}

interface VersionRow {
  readonly id: string;
  readonly policyId: string;
  readonly locale: Locale;
  readonly title: string;
  readonly version: number;
  readonly from: Date;
  readonly to: Date | null;
  readonly audiences: string[];
  readonly model: string | null;
}
interface IndexRow {
  readonly id: string;
  readonly key: string;
  readonly versionId: string;
  readonly position: number;
  readonly heading: string;
  readonly path: string[];
  readonly text: string;
  readonly vector: Uint8Array | null;
  readonly sentences: Uint8Array | null;
  readonly sharedModel: string | null;
  readonly shared: Uint8Array | null;
}
interface EntityRow {
  readonly versionId: string;
  readonly entity: string;
}
interface RelationRow {
  readonly versionId: string;
  readonly relation: string;
}

interface PolicyRows {
  readonly versions: readonly VersionRow[];
  readonly clauses: readonly IndexRow[];
  readonly entities: readonly EntityRow[];
  readonly relations: readonly RelationRow[];
  readonly withSentences: boolean;
}

function policiesOf({ versions, clauses, entities, relations, withSentences }: PolicyRows): IndexedPolicy[] {
  const policies = new Map<string, Making>();
  const clausesIn = byVersion(clauses);
  const entitiesIn = byVersion(entities);
  const relationsIn = byVersion(relations);
  for (const version of versions) {
    const { id, policyId, locale, title } = version;
    const policy = policies.get(policyId) ?? { policyId, locale, clauses: [], entities: [], relations: [] };
    policies.set(policyId, policy);
    const span = spanOf(version);
    policy.clauses.push(...indexedClauses(clausesIn.get(id) ?? [], version, withSentences));
    for (const { entity } of entitiesIn.get(id) ?? []) policy.entities.push({ entity, span });
    for (const { relation } of relationsIn.get(id) ?? []) policy.relations.push({ policyTitle: title, relation, span });
  }
  return [...policies.values()];
}

function byVersion<Row extends { readonly versionId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.versionId);
    if (known) known.push(row);
    else found.set(row.versionId, [row]);
  }
  return found;
}

function indexedClauses(rows: readonly IndexRow[], version: VersionRow, withSentences: boolean): IndexedClause[] {
  const [span, source] = [spanOf(version), sourceOf(version)];
  return rows.map((row) => {
    const { id, key, position, heading, path, text } = row;
    const written: GraphClause = { id, key, position, heading, path, text, ...source };
    return {
      ...{ id, key, words: wordsOf(written), span, source, written },
      ...embeddedOf(row, version.model),
      ...(withSentences ? { sentences: row.sentences ?? NO_BYTES } : {}),
    };
  });
}

/** One object for all clauses of a version. */
const sourceOf = ({ policyId, title, id, version, from, to }: VersionRow): GraphSource => ({
  ...{ policyId, policyTitle: title, versionId: id, version, effectiveFrom: from },
  ...(to ? { effectiveTo: to } : {}),
});

/** By the language's own model and by the one that both languages share, as far as they stand. */
function embeddedOf({ vector, sharedModel, shared }: IndexRow, model: string | null) {
  return {
    ...(model !== null && vector ? { model, vector: readVector(vector) } : {}),
    ...(sharedModel !== null && shared ? { shared: { model: sharedModel, vector: readVector(shared) } } : {}),
  };
}

interface Making extends IndexedPolicy {
  readonly clauses: IndexedPolicy['clauses'][number][];
  readonly entities: IndexedPolicy['entities'][number][];
  readonly relations: IndexedPolicy['relations'][number][];
}

const spanOf = ({ from, to, audiences }: VersionRow): Span => ({
  ...{ from: from.getTime(), to: to?.getTime() ?? Infinity },
  ...(audiences.length ? { audiences } : {}),
});

function withEnd<Row extends { readonly effectiveTo: Date | null }>(
  row: Row,
): Omit<Row, 'effectiveTo'> & { readonly effectiveTo?: Date } {
  const { effectiveTo, ...rest } = row;
  return effectiveTo ? { ...rest, effectiveTo } : rest;
}
