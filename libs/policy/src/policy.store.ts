import type { ClauseDraft, FactDraft, Locale, PolicyKind, PolicyStatus } from '@zhike/contracts';
import type { Db } from '@zhike/platform';

export interface PolicyRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly slug: string;
  readonly title: string;
  readonly kind: PolicyKind;
  readonly locale: Locale;
}

export interface VersionRow {
  readonly id: string;
  readonly policyId: string;
  readonly workspaceId: string;
  readonly version: number;
  /** Kept with the version: a draft that renames the policy changes nothing for customers before it is published. */
  readonly title: string;
  readonly status: PolicyStatus;
  readonly effectiveFrom: Date;
  readonly effectiveTo?: Date | undefined;
  readonly authorId: string;
  /** As it was when the draft began; the members are another room's. */
  readonly authorName: string;
  /** Everyone who saved the draft, the author included: none of them may approve it. */
  readonly writerIds: readonly string[];
  readonly reviewerId?: string | undefined;
  /** Groups it is published for; empty: for everyone. */
  readonly audiences: readonly string[];
  readonly clauseCount: number;
  readonly factCount: number;
  readonly updatedAt: Date;
}

export type ClauseRow = Required<ClauseDraft> & { readonly id: string };
export type FactRow = FactDraft & { readonly id: string };

export interface ContentRow {
  readonly versionId: string;
  readonly clauses: readonly ClauseRow[];
  readonly facts: readonly FactRow[];
}

export interface ListedPolicy {
  readonly policy: PolicyRow;
  readonly newest: VersionRow;
  readonly live?: VersionRow | undefined;
}

export interface PolicyFilter {
  readonly kind?: PolicyKind | undefined;
  /** Found in title or slug, whatever the case. */
  readonly search?: string | undefined;
}

/** Every method is told the workspace: another workspace's id is simply not found. */
export interface PolicyStore {
  /** By title. `live` is the version in force at `now`. */
  listPolicies(workspaceId: string, filter: PolicyFilter, now: Date): Promise<ListedPolicy[]>;
  findPolicy(workspaceId: string, id: string): Promise<PolicyRow | undefined>;
  findPoliciesBySlug(workspaceId: string, slugs: readonly string[]): Promise<PolicyRow[]>;
  /** Slugs that are `slug` itself or begin with it and a dash. */
  takenSlugs(workspaceId: string, slug: string): Promise<string[]>;
  insertPolicies(rows: readonly PolicyRow[]): Promise<void>;
  renamePolicies(
    workspaceId: string,
    titles: readonly { readonly id: string; readonly title: string }[],
  ): Promise<void>;
  /** Held until the transaction ends: who makes slugs waits for one another. */
  lockSlugs(workspaceId: string): Promise<void>;
  /** Held until the transaction ends: who changes a policy's versions waits for one another. Lock first, read after. */
  lockPolicies(workspaceId: string, ids: readonly string[]): Promise<void>;
  findVersion(workspaceId: string, id: string): Promise<VersionRow | undefined>;
  /** Newest first within each policy. */
  versionsOf(workspaceId: string, policyIds: readonly string[]): Promise<VersionRow[]>;
  /** Names of groups that any version is for, in order. */
  audiencesIn(workspaceId: string): Promise<string[]>;
  insertVersions(rows: readonly VersionRow[]): Promise<void>;
  /** Writes what may change of a version: title, status, dates, writers, reviewer, audiences, counts, time of change. */
  updateVersions(workspaceId: string, rows: readonly VersionRow[]): Promise<void>;
  contentOf(workspaceId: string, versionId: string): Promise<ContentRow>;
  /** Only while the versions are drafts; the database refuses anything else. */
  replaceContents(workspaceId: string, contents: readonly ContentRow[]): Promise<void>;
}

/** Rows per insert: large enough that 70,000 facts take few statements, small enough that one statement stays a few megabytes. */
const BATCH = 4_000;

const VERSION_COLUMNS = `
  v.id, v.policy_id as "policyId", v.workspace_id as "workspaceId", v.version, v.title, v.status, v.effective_from as "effectiveFrom",
  v.effective_to as "effectiveTo", v.author_id as "authorId", v.author_name as "authorName", v.writer_ids as "writerIds",
  v.reviewer_id as "reviewerId", v.audiences, v.clause_count as "clauseCount", v.fact_count as "factCount", v.updated_at as "updatedAt"`;
const POLICY_COLUMNS = `p.id, p.workspace_id as "workspaceId", p.slug, p.title, p.kind, p.locale`;
const VERSION_RECORD = `
  as r (id text, "policyId" text, "workspaceId" text, version integer, title text, status text, "effectiveFrom" timestamptz,
        "effectiveTo" timestamptz, "authorId" text, "authorName" text, "writerIds" text[], "reviewerId" text,
        audiences text[], "clauseCount" integer, "factCount" integer, "updatedAt" timestamptz)`;

export class SqlPolicyStore implements PolicyStore {
  constructor(private readonly db: Db) {}

  async listPolicies(workspaceId: string, filter: PolicyFilter, now: Date): Promise<ListedPolicy[]> {
    const policies = await this.db.query<PolicyRow & { newestId: string; liveId: string | null }>(
      `select ${POLICY_COLUMNS}, n.id as "newestId", l.id as "liveId"
         from policies p
         join lateral (select v.id, v.title from policy_versions v where v.policy_id = p.id order by v.version desc limit 1) n on true
         left join lateral (
           select v.id from policy_versions v
            where v.policy_id = p.id and v.status = 'published'
              and v.effective_from <= $4 and (v.effective_to is null or v.effective_to > $4)
            order by v.effective_from desc limit 1) l on true
        where p.workspace_id = $1 and ($2::text is null or p.kind = $2)
          and position(lower($3) in lower(p.title || ' ' || n.title || ' ' || p.slug)) > 0
        order by p.title, p.id`,
      [workspaceId, filter.kind ?? null, filter.search?.trim() ?? '', now],
    );
    const versions = await this.versionsById(
      workspaceId,
      policies.flatMap(({ newestId, liveId }) => [newestId, ...(liveId ? [liveId] : [])]),
    );
    return policies.flatMap(({ newestId, liveId, ...policy }) => {
      const newest = versions.get(newestId);
      return newest ? [{ policy, newest, live: versions.get(liveId ?? '') }] : [];
    });
  }

  async findPolicy(workspaceId: string, id: string): Promise<PolicyRow | undefined> {
    const sql = `select ${POLICY_COLUMNS} from policies p where p.workspace_id = $1 and p.id = $2`;
    return (await this.db.query<PolicyRow>(sql, [workspaceId, id]))[0];
  }

  findPoliciesBySlug(workspaceId: string, slugs: readonly string[]): Promise<PolicyRow[]> {
    const sql = `select ${POLICY_COLUMNS} from policies p where p.workspace_id = $1 and p.slug = any($2::text[])`;
    return this.db.query<PolicyRow>(sql, [workspaceId, slugs]);
  }

  async takenSlugs(workspaceId: string, slug: string): Promise<string[]> {
    const sql = `select p.slug from policies p where p.workspace_id = $1 and (p.slug = $2 or starts_with(p.slug, $2 || '-'))`;
    return (await this.db.query<{ slug: string }>(sql, [workspaceId, slug])).map((row) => row.slug);
  }

  async insertPolicies(rows: readonly PolicyRow[]): Promise<void> {
    await this.db.query(
      `insert into policies (id, workspace_id, slug, title, kind, locale)
       select r.id, r."workspaceId", r.slug, r.title, r.kind, r.locale
         from jsonb_to_recordset($1::jsonb) as r (id text, "workspaceId" text, slug text, title text, kind text, locale text)`,
      [JSON.stringify(rows)],
    );
  }

  async renamePolicies(
    workspaceId: string,
    titles: readonly { readonly id: string; readonly title: string }[],
  ): Promise<void> {
    await this.db.query(
      `update policies p set title = r.title from unnest($2::text[], $3::text[]) as r (id, title)
        where p.id = r.id and p.workspace_id = $1`,
      [workspaceId, titles.map(({ id }) => id), titles.map(({ title }) => title)],
    );
  }

  async lockSlugs(workspaceId: string): Promise<void> {
    await this.db.query(`select pg_advisory_xact_lock(hashtext('policy-slugs'), hashtext($1))`, [workspaceId]);
  }

  async lockPolicies(workspaceId: string, ids: readonly string[]): Promise<void> {
    const sql = `select p.id from policies p where p.workspace_id = $1 and p.id = any($2::text[]) order by p.id for update`;
    await this.db.query(sql, [workspaceId, ids]);
  }

  async findVersion(workspaceId: string, id: string): Promise<VersionRow | undefined> {
    return (await this.versionsById(workspaceId, [id])).get(id);
  }

  async versionsOf(workspaceId: string, policyIds: readonly string[]): Promise<VersionRow[]> {
    const rows = await this.db.query<StoredVersion>(
      `select ${VERSION_COLUMNS} from policy_versions v where v.workspace_id = $1 and v.policy_id = any($2::text[])
        order by v.policy_id, v.version desc`,
      [workspaceId, policyIds],
    );
    return rows.map(toVersion);
  }

  async audiencesIn(workspaceId: string): Promise<string[]> {
    const sql = `select distinct unnest(v.audiences) as name from policy_versions v where v.workspace_id = $1 order by name`;
    return (await this.db.query<{ name: string }>(sql, [workspaceId])).map(({ name }) => name);
  }

  async insertVersions(rows: readonly VersionRow[]): Promise<void> {
    await this.db.query(
      `insert into policy_versions (id, policy_id, workspace_id, version, title, status, effective_from, effective_to, author_id,
                                    author_name, writer_ids, reviewer_id, audiences, clause_count, fact_count, created_at, updated_at)
       select r.id, r."policyId", r."workspaceId", r.version, r.title, r.status, r."effectiveFrom", r."effectiveTo", r."authorId",
              r."authorName", r."writerIds", r."reviewerId", r.audiences, r."clauseCount", r."factCount", r."updatedAt", r."updatedAt"
         from jsonb_to_recordset($1::jsonb) ${VERSION_RECORD}`,
      [JSON.stringify(rows)],
    );
  }

  async updateVersions(workspaceId: string, rows: readonly VersionRow[]): Promise<void> {
    if (!rows.length) return;
    await this.db.query(
      `update policy_versions v
          set title = r.title, status = r.status, effective_from = r."effectiveFrom", effective_to = r."effectiveTo",
              writer_ids = r."writerIds", reviewer_id = r."reviewerId", audiences = r.audiences, clause_count = r."clauseCount",
              fact_count = r."factCount", updated_at = r."updatedAt"
         from jsonb_to_recordset($2::jsonb) ${VERSION_RECORD}
        where v.id = r.id and v.workspace_id = $1`,
      [workspaceId, JSON.stringify(rows)],
    );
  }

  async contentOf(workspaceId: string, versionId: string): Promise<ContentRow> {
    const clauses = await this.db.query<ClauseRow>(
      `select c.id, c.key, c.heading, c.path, c.text from policy_clauses c
        where c.version_id = $2 and c.workspace_id = $1 order by c.position`,
      [workspaceId, versionId],
    );
    const facts = await this.db.query<FactRow>(
      `select f.id, f.entity, f.relation, f.value from policy_facts f
        where f.version_id = $2 and f.workspace_id = $1 order by f.position`,
      [workspaceId, versionId],
    );
    return { versionId, clauses, facts };
  }

  async replaceContents(workspaceId: string, contents: readonly ContentRow[]): Promise<void> {
    const ids = contents.map(({ versionId }) => versionId);
    for (const table of ['policy_clauses', 'policy_facts'])
      await this.db.query(`delete from ${table} where workspace_id = $1 and version_id = any($2::text[])`, [
        workspaceId,
        ids,
      ]);
    const clauses = contents.flatMap(({ versionId, clauses }) =>
      clauses.map((clause, position) => ({ ...clause, versionId, position })),
    );
    for (const batch of batchesOf(clauses)) await this.insertClauses(workspaceId, batch);
    const facts = contents.flatMap(({ versionId, facts }) =>
      facts.map((fact, position) => ({ ...fact, versionId, position })),
    );
    for (const batch of batchesOf(facts)) await this.insertFacts(workspaceId, batch);
  }

  private async insertClauses(workspaceId: string, rows: readonly Placed<ClauseRow>[]): Promise<void> {
    await this.db.query(
      `insert into policy_clauses (workspace_id, id, version_id, position, key, heading, path, text)
       select $1, r.id, r.version_id, r.position, r.key, r.heading, r.path::jsonb, r.text
         from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[])
           as r (id, version_id, position, key, heading, path, text)`,
      [
        workspaceId,
        ...columnsOf(rows, ['id', 'versionId', 'position', 'key', 'heading']),
        rows.map(({ path }) => JSON.stringify(path)),
        rows.map(({ text }) => text),
      ],
    );
  }

  private async insertFacts(workspaceId: string, rows: readonly Placed<FactRow>[]): Promise<void> {
    await this.db.query(
      `insert into policy_facts (workspace_id, id, version_id, position, entity, relation, value)
       select $1, r.* from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[]) as r`,
      [workspaceId, ...columnsOf(rows, ['id', 'versionId', 'position', 'entity', 'relation', 'value'])],
    );
  }

  private async versionsById(workspaceId: string, ids: readonly string[]): Promise<Map<string, VersionRow>> {
    const sql = `select ${VERSION_COLUMNS} from policy_versions v where v.workspace_id = $1 and v.id = any($2::text[])`;
    const rows = await this.db.query<StoredVersion>(sql, [workspaceId, ids]);
    return new Map(rows.map((row) => [row.id, toVersion(row)]));
  }
}

type Placed<Row> = Row & { readonly versionId: string; readonly position: number };
type StoredVersion = Omit<VersionRow, 'effectiveTo' | 'reviewerId'> & {
  effectiveTo: Date | null;
  reviewerId: string | null;
};

function toVersion(row: StoredVersion): VersionRow {
  return { ...row, effectiveTo: row.effectiveTo ?? undefined, reviewerId: row.reviewerId ?? undefined };
}

function* batchesOf<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}

function columnsOf<Row, Key extends keyof Row>(rows: readonly Row[], keys: readonly Key[]): Row[Key][][] {
  return keys.map((key) => rows.map((row) => row[key]));
}
