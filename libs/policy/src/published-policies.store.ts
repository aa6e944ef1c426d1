import type { Db } from '@zhike/platform';
import type { PublishedPolicies, PublishedVersion } from '@zhike/ports';
import { groupBy } from './group-by.js';

type Head = Omit<PublishedVersion, 'clauses' | 'facts' | 'effectiveTo'> & { effectiveTo: Date | null };
type Clause = PublishedVersion['clauses'][number] & { versionId: string };
type Fact = PublishedVersion['facts'][number] & { versionId: string };

/** What the graph is made from. Expired and scheduled versions are among it: the graph filters by date at the moment of asking. */
export class SqlPublishedPolicies implements PublishedPolicies {
  constructor(private readonly db: Db) {}

  async versionsOf(policyId: string): Promise<readonly PublishedVersion[]> {
    const heads = await this.db.query<Head>(
      `select p.workspace_id as "workspaceId", p.id as "policyId", v.title as "policyTitle", p.kind, p.locale, v.id as "versionId",
              v.version, v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo", v.audiences
         from policy_versions v join policies p on p.id = v.policy_id
        where v.policy_id = $1 and v.status = 'published' order by v.effective_from`,
      [policyId],
    );
    const ids = heads.map(({ versionId }) => versionId);
    const clauses = await this.db.query<Clause>(
      `select c.version_id as "versionId", c.id, c.key, c.position, c.heading, c.path, c.text
         from policy_clauses c where c.version_id = any($1::text[]) order by c.position`,
      [ids],
    );
    const facts = await this.db.query<Fact>(
      `select f.version_id as "versionId", f.id, f.position, f.entity, f.relation, f.value
         from policy_facts f where f.version_id = any($1::text[]) order by f.position`,
      [ids],
    );
    const clausesOf = groupBy(clauses, ({ versionId }) => versionId);
    const factsOf = groupBy(facts, ({ versionId }) => versionId);
    return heads.map(({ effectiveTo, ...head }) => ({
      ...head,
      ...(effectiveTo ? { effectiveTo } : {}),
      clauses: (clausesOf.get(head.versionId) ?? []).map(({ id, key, position, heading, path, text }) => ({
        id,
        key,
        position,
        heading,
        path,
        text,
      })),
      facts: (factsOf.get(head.versionId) ?? []).map(({ id, position, entity, relation, value }) => ({
        id,
        position,
        entity,
        relation,
        value,
      })),
    }));
  }

  async policyIds(workspaceId?: string): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select distinct v.policy_id as id from policy_versions v
        where v.status = 'published' and ($1::text is null or v.workspace_id = $1) order by id`,
      [workspaceId ?? null],
    );
    return rows.map(({ id }) => id);
  }
}
