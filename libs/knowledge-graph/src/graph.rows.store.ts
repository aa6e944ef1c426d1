import type { Locale } from '@zhike/contracts';
import type { Db } from '@zhike/platform';
import type { PublishedVersion } from '@zhike/ports';
import { wordsOf } from './clause.words.js';
import type { ClauseHit, GraphClause, GraphCounts, GraphFact, GraphPolicy, GraphScope } from './graph.store.js';
import { referencesAmong } from './references.js';
import { readVector, writeVector } from './vector.bytes.js';
import type { IndexedPolicy } from './workspace.index.js';

/** Rows per insert; one statement stays a few megabytes. */
const BATCH = 4_000;

const SOURCE = `
  v.policy_id as "policyId", v.policy_title as "policyTitle", v.version_id as "versionId", v.version,
  v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo"`;
const CLAUSE = `c.id, c.key, c.position, c.heading, c.path, c.text, ${SOURCE}`;
const IN_FORCE = `v.workspace_id = $1 and v.locale = $2 and v.effective_from <= $3 and (v.effective_to is null or v.effective_to > $3)`;

type Stored<Row> = Omit<Row, 'effectiveTo'> & { readonly effectiveTo: Date | null };

/** The graph's tables. Construct it on a transaction's Db to join one. */
export class GraphRows {
  constructor(private readonly db: Db) {}

  async revision(workspaceId: string): Promise<number> {
    const sql = `select revision from graph_revisions where workspace_id = $1`;
    const rows = await this.db.query<{ revision: string }>(sql, [workspaceId]);
    return Number(rows[0]?.revision ?? 0);
  }

  /** The row stays locked until the transaction ends, so that revisions become visible in their order. */
  async nextRevision(workspaceId: string): Promise<number> {
    const rows = await this.db.query<{ revision: string }>(
      `insert into graph_revisions as r (workspace_id, revision) values ($1, 1)
       on conflict (workspace_id) do update set revision = r.revision + 1 returning revision`,
      [workspaceId],
    );
    return Number(rows[0]?.revision ?? 0);
  }

  async changedSince(workspaceId: string, revision: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select policy_id as id from graph_policies where workspace_id = $1 and revision > $2 order by policy_id`,
      [workspaceId, revision],
    );
    return rows.map(({ id }) => id);
  }

  async workspaceIds(): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(`select workspace_id as id from graph_revisions`);
    return rows.map(({ id }) => id);
  }

  async replace({ workspaceId, policyId, versions, model, vectors }: GraphPolicy, revision: number): Promise<void> {
    await this.db.query(
      `insert into graph_policies (policy_id, workspace_id, revision, model) values ($1, $2, $3, $4)
       on conflict (policy_id) do update set revision = excluded.revision, model = excluded.model`,
      [policyId, workspaceId, revision, model ?? null],
    );
    await this.db.query(`delete from graph_versions where policy_id = $1`, [policyId]);
    await this.insertVersions(versions);
    const vectorOf = new Map(vectors.map(({ clauseId, vector }) => [clauseId, vector]));
    for (const batch of batchesOf(withVersion(versions, 'clauses'))) await this.insertClauses(batch, vectorOf);
    await this.insertReferences(versions);
    for (const batch of batchesOf(withVersion(versions, 'facts'))) await this.insertFacts(batch);
  }

  async empty(workspaceId: string, revision: number): Promise<void> {
    await this.db.query(`delete from graph_versions where workspace_id = $1`, [workspaceId]);
    await this.db.query(`update graph_policies set revision = $2, model = null where workspace_id = $1`, [
      workspaceId,
      revision,
    ]);
  }

  /** A policy as the search index wants it; undefined when it has left the graph. */
  async indexed(workspaceId: string, policyId: string): Promise<IndexedPolicy | undefined> {
    const versions = await this.db.query<VersionRow>(
      `select v.version_id as id, v.locale, v.policy_title as title, v.effective_from as "from", v.effective_to as "to", p.model
         from graph_versions v join graph_policies p on p.policy_id = v.policy_id
        where v.workspace_id = $1 and v.policy_id = $2`,
      [workspaceId, policyId],
    );
    const [first] = versions;
    if (!first) return undefined;
    const ids = versions.map(({ id }) => id);
    const clauses = await this.db.query<IndexRow>(
      `select c.id, c.key, c.version_id as "versionId", c.heading, c.path, c.text, c.vector
         from graph_clauses c where c.version_id = any($1::text[])`,
      [ids],
    );
    const entities = await this.db.query<{ versionId: string; entity: string }>(
      `select distinct f.version_id as "versionId", f.entity from graph_facts f where f.version_id = any($1::text[])`,
      [ids],
    );
    const known = new Map(versions.map((version) => [version.id, version]));
    const spanOf = (versionId: string) => spanOfVersion(known.get(versionId) ?? first);
    return {
      policyId,
      locale: first.locale,
      clauses: clauses.map(({ id, key, versionId, heading, path, text, vector }) => ({
        id,
        key,
        words: wordsOf({ policyTitle: known.get(versionId)?.title ?? '', path, heading, text }),
        span: spanOf(versionId),
        ...(first.model !== null && vector ? { model: first.model, vector: readVector(vector) } : {}),
      })),
      entities: entities.map(({ versionId, entity }) => ({ entity, span: spanOf(versionId) })),
    };
  }

  async clauses({ workspaceId, locale, at }: GraphScope, ids: readonly string[]): Promise<Map<string, GraphClause>> {
    const rows = await this.db.query<Stored<GraphClause>>(
      `select ${CLAUSE} from graph_clauses c join graph_versions v on v.version_id = c.version_id
        where ${IN_FORCE} and c.id = any($4::text[])`,
      [workspaceId, locale, at, ids],
    );
    return new Map(rows.map((row) => [row.id, withEnd(row)]));
  }

  /** Named clauses (1) and the neighbours in reading order of the same section (0.5), without those asked about. */
  async neighbours({ workspaceId, locale, at }: GraphScope, ids: readonly string[]): Promise<ClauseHit[]> {
    const rows = await this.db.query<Stored<GraphClause> & { score: number }>(
      `with near as (
         select r.to_id as id, 1.0::float8 as score from graph_references r where r.from_id = any($4::text[])
         union all
         select n.id, 0.5::float8 from graph_clauses a
           join graph_clauses n on n.version_id = a.version_id and n.position in (a.position - 1, a.position + 1) and n.path = a.path
          where a.id = any($4::text[]))
       select ${CLAUSE}, max(near.score) as score
         from near join graph_clauses c on c.id = near.id join graph_versions v on v.version_id = c.version_id
        where ${IN_FORCE} and c.id <> all($4::text[])
        group by c.id, v.version_id order by score desc, c.version_id, c.position`,
      [workspaceId, locale, at, ids],
    );
    return rows.map(({ score, ...clause }) => ({ clause: withEnd(clause), score }));
  }

  async facts({ workspaceId, locale, at }: GraphScope, entities: readonly string[]): Promise<GraphFact[]> {
    const rows = await this.db.query<Stored<GraphFact>>(
      `select f.id, f.entity, f.relation, f.value, ${SOURCE}
         from graph_facts f join graph_versions v on v.version_id = f.version_id
        where ${IN_FORCE} and f.entity = any($4::text[]) order by v.policy_id, v.version, f.position`,
      [workspaceId, locale, at, entities],
    );
    return rows.map(withEnd);
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

  private async insertVersions(versions: readonly PublishedVersion[]): Promise<void> {
    for (const version of versions)
      await this.db.query(
        `insert into graph_versions (version_id, policy_id, workspace_id, locale, version, policy_title, effective_from, effective_to)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          version.versionId,
          version.policyId,
          version.workspaceId,
          version.locale,
          version.version,
          version.policyTitle,
          version.effectiveFrom,
          version.effectiveTo ?? null,
        ],
      );
  }

  private async insertClauses(rows: readonly Placed<'clauses'>[], vectorOf: ReadonlyMap<string, Float32Array>) {
    await this.db.query(
      `insert into graph_clauses (id, version_id, position, key, heading, path, text, vector)
       select r.id, r.version_id, r.position, r.key, r.heading, r.path::jsonb, r.text, decode(r.vector, 'base64')
         from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
           as r (id, version_id, position, key, heading, path, text, vector)`,
      [
        rows.map(({ id }) => id),
        rows.map(({ versionId }) => versionId),
        rows.map(({ position }) => position),
        rows.map(({ key }) => key),
        rows.map(({ heading }) => heading),
        rows.map(({ path }) => JSON.stringify(path)),
        rows.map(({ text }) => text),
        rows.map(({ id }) => writeVector(vectorOf.get(id))),
      ],
    );
  }

  private async insertReferences(versions: readonly PublishedVersion[]): Promise<void> {
    const pairs = versions.flatMap(({ clauses }) =>
      [...referencesAmong(clauses)].flatMap(([from, to]) => to.map((id) => [from, id] as const)),
    );
    if (pairs.length)
      await this.db.query(
        `insert into graph_references (from_id, to_id) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
        [pairs.map(([from]) => from), pairs.map(([, to]) => to)],
      );
  }

  private async insertFacts(rows: readonly Placed<'facts'>[]): Promise<void> {
    await this.db.query(
      `insert into graph_facts (id, version_id, position, entity, relation, value)
       select * from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[])`,
      [
        rows.map(({ id }) => id),
        rows.map(({ versionId }) => versionId),
        rows.map(({ position }) => position),
        rows.map(({ entity }) => entity),
        rows.map(({ relation }) => relation),
        rows.map(({ value }) => value),
      ],
    );
  }
}

interface VersionRow {
  readonly id: string;
  readonly locale: Locale;
  readonly title: string;
  readonly from: Date;
  readonly to: Date | null;
  readonly model: string | null;
}
interface IndexRow {
  readonly id: string;
  readonly key: string;
  readonly versionId: string;
  readonly heading: string;
  readonly path: string[];
  readonly text: string;
  readonly vector: Uint8Array | null;
}
type Placed<Part extends 'clauses' | 'facts'> = PublishedVersion[Part][number] & { readonly versionId: string };

function withVersion<Part extends 'clauses' | 'facts'>(
  versions: readonly PublishedVersion[],
  part: Part,
): Placed<Part>[] {
  return versions.flatMap((version) =>
    version[part].map((row) => ({ ...row, versionId: version.versionId }) as Placed<Part>),
  );
}

function* batchesOf<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}

const spanOfVersion = ({ from, to }: VersionRow) => ({ from: from.getTime(), to: to?.getTime() ?? Infinity });

function withEnd<Row extends { readonly effectiveTo: Date | null }>(
  row: Row,
): Omit<Row, 'effectiveTo'> & { readonly effectiveTo?: Date } {
  const { effectiveTo, ...rest } = row;
  return effectiveTo ? { ...rest, effectiveTo } : rest;
}
