import type { Db } from '@zhike/platform';
import type { PublishedVersion } from '@zhike/ports';
import type { ClauseVector, GraphPolicy, VectorSet } from './graph.store.js';
import { referencesAmong } from './references.js';
import { packVectors, writeVector } from './vector.bytes.js';

/** Rows per insert; one statement stays some megabytes. */
const BATCH = 1_000;

/** Writes the graph's tables. Construct it on a transaction's Db. */
export class GraphWrites {
  constructor(private readonly db: Db) {}

  /** The row stays locked until the transaction ends, so that revisions become visible in their order. */
  async nextRevision(workspaceId: string): Promise<number> {
    const rows = await this.db.query<{ revision: string }>(
      `insert into graph_revisions as r (workspace_id, revision) values ($1, 1)
       on conflict (workspace_id) do update set revision = r.revision + 1 returning revision`,
      [workspaceId],
    );
    return Number(rows[0]?.revision ?? 0);
  }

  async workspaceIds(): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(`select workspace_id as id from graph_revisions`);
    return rows.map(({ id }) => id);
  }

  async replace(policy: GraphPolicy, revision: number): Promise<void> {
    const { workspaceId, policyId, versions, model, vectors, shared } = policy;
    await this.db.query(
      `insert into graph_policies (policy_id, workspace_id, revision, model) values ($1, $2, $3, $4)
       on conflict (policy_id) do update set revision = excluded.revision, model = excluded.model`,
      [policyId, workspaceId, revision, model ?? null],
    );
    await this.db.query(`delete from graph_versions where policy_id = $1`, [policyId]);
    await this.insertVersions(versions);
    const vectorOf = new Map(vectors.map((vector) => [vector.clauseId, vector]));
    for (const batch of batchesOf(withVersion(versions, 'clauses'))) await this.insertClauses(batch, vectorOf);
    if (shared) for (const batch of batchesOf(shared.vectors)) await this.insertShared({ ...shared, vectors: batch });
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

  private async insertVersions(versions: readonly PublishedVersion[]): Promise<void> {
    for (const version of versions)
      await this.db.query(
        `insert into graph_versions (version_id, policy_id, workspace_id, locale, version, policy_title, effective_from, effective_to, audiences)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text[])`,
        [
          version.versionId,
          version.policyId,
          version.workspaceId,
          version.locale,
          version.version,
          version.policyTitle,
          version.effectiveFrom,
          version.effectiveTo ?? null,
          version.audiences ?? [],
        ],
      );
  }

  private async insertClauses(rows: readonly Placed<'clauses'>[], vectorOf: ReadonlyMap<string, ClauseVector>) {
    await this.db.query(
      `insert into graph_clauses (id, version_id, position, key, heading, path, text, vector, sentences)
       select r.id, r.version_id, r.position, r.key, r.heading, r.path::jsonb, r.text, decode(r.vector, 'base64'),
              decode(r.sentences, 'base64')
         from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
           as r (id, version_id, position, key, heading, path, text, vector, sentences)`,
      [
        rows.map(({ id }) => id),
        rows.map(({ versionId }) => versionId),
        rows.map(({ position }) => position),
        rows.map(({ key }) => key),
        rows.map(({ heading }) => heading),
        rows.map(({ path }) => JSON.stringify(path)),
        rows.map(({ text }) => text),
        rows.map(({ id }) => vectorOf.get(id)?.vector).map((vector) => inBase64(vector && writeVector(vector))),
        rows.map(({ id }) => inBase64(packVectors(vectorOf.get(id)?.sentences))),
      ],
    );
  }

  private async insertShared({ model, vectors }: VectorSet): Promise<void> {
    await this.db.query(
      `insert into graph_shared_vectors (clause_id, model, vector, sentences)
       select r.clause_id, $1, decode(r.vector, 'base64'), decode(r.sentences, 'base64')
         from unnest($2::text[], $3::text[], $4::text[]) as r (clause_id, vector, sentences)`,
      [
        model,
        vectors.map(({ clauseId }) => clauseId),
        vectors.map(({ vector }) => inBase64(writeVector(vector))),
        vectors.map(({ sentences }) => inBase64(packVectors(sentences))),
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

function inBase64(bytes: Uint8Array | Int8Array | undefined): string | null {
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') : null;
}
