import type { GraphLabel } from '@zhike/contracts';
import type { Db } from '@zhike/platform';
import { entityKey, type FoundNode, type NodeKey, type QueryScope, readEntityKey } from '../graph.queries.js';

const SOURCE = `v.policy_id as "policyId", v.policy_title as "policyTitle", v.version_id as "versionId", v.version, v.locale`;

/** Take the workspace ($1) and the ids ($2). */
const BY_ID: Readonly<Record<Exclude<GraphLabel, 'Entity'>, string>> = {
  Policy: `select distinct on (v.policy_id) v.policy_id as key, v.policy_title as title, '' as text, ${SOURCE}
             from graph_versions v where v.workspace_id = $1 and v.policy_id = any($2::text[])
            order by v.policy_id, v.version desc`,
  Version: `select v.version_id as key, v.policy_title as title, '' as text, ${SOURCE}
              from graph_versions v where v.workspace_id = $1 and v.version_id = any($2::text[])`,
  Clause: `select c.id as key, c.heading as title, c.text, ${SOURCE}
             from graph_clauses c join graph_versions v on v.version_id = c.version_id
            where v.workspace_id = $1 and c.id = any($2::text[])`,
  Fact: `select f.id as key, f.entity || ' · ' || f.relation as title, f.value as text, ${SOURCE}
           from graph_facts f join graph_versions v on v.version_id = f.version_id
          where v.workspace_id = $1 and f.id = any($2::text[])`,
};

/** What the nodes say. An entity is only its name; its key says it. */
export async function readNodes(db: Db, { workspaceId }: QueryScope, keys: readonly NodeKey[]): Promise<FoundNode[]> {
  const found: FoundNode[] = [];
  for (const label of ['Policy', 'Version', 'Clause', 'Fact'] as const) {
    const ids = keys.filter((key) => key.label === label).map(({ key }) => key);
    if (!ids.length) continue;
    const rows = await db.query<Omit<FoundNode, 'label'>>(BY_ID[label], [workspaceId, ids]);
    found.push(...rows.map((row) => ({ ...row, label })));
  }
  return [...found, ...(await readEntities(db, workspaceId, keys))];
}

async function readEntities(db: Db, workspaceId: string, keys: readonly NodeKey[]): Promise<FoundNode[]> {
  const wanted = keys.filter(({ label }) => label === 'Entity').map(({ key }) => readEntityKey(key));
  if (!wanted.length) return [];
  const rows = await db.query<{ locale: string; name: string }>(
    `select distinct v.locale, f.entity as name from graph_facts f join graph_versions v on v.version_id = f.version_id
       join unnest($2::text[], $3::text[]) as w (locale, name) on w.locale = v.locale and w.name = f.entity
      where v.workspace_id = $1`,
    [workspaceId, wanted.map(({ locale }) => locale), wanted.map(({ name }) => name)],
  );
  return rows.map(({ locale, name }) => ({
    ...{ label: 'Entity', key: entityKey(locale, name), title: name, text: '', locale },
  }));
}
