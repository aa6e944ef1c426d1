import type { GraphLabel } from '@zhike/contracts';
import type { Ask } from '../../neo4j/neo4j.session.js';
import { entityKey, type FoundNode, type NodeKey, type QueryScope, readEntityKey } from '../graph.queries.js';

const SOURCE = `v.policyId as policyId, v.policyTitle as policyTitle, v.id as versionId, v.version as version, v.locale as locale`;

/** Take `$workspaceId` and `$ids`. */
const BY_ID: Readonly<Record<Exclude<GraphLabel, 'Entity'>, string>> = {
  Policy: `match (p:Policy)-[:HAS_VERSION]->(v:Version) where p.id in $ids and p.workspaceId = $workspaceId
           with p, v order by v.version desc with p, head(collect(v)) as v
           return p.id as key, v.policyTitle as title, '' as text, ${SOURCE}`,
  Version: `match (v:Version) where v.id in $ids and v.workspaceId = $workspaceId
            return v.id as key, v.policyTitle as title, '' as text, ${SOURCE}`,
  Clause: `match (v:Version)-[:HAS_CLAUSE]->(c:Clause) where c.id in $ids and c.workspaceId = $workspaceId
           return c.id as key, c.heading as title, c.text as text, ${SOURCE}`,
  Fact: `match (v:Version)-[:HAS_FACT]->(f:Fact) where f.id in $ids and f.workspaceId = $workspaceId
         return f.id as key, f.entity + ' · ' + f.relation as title, f.value as text, ${SOURCE}`,
};

/** What the nodes say. An entity is only its name; its key says it. */
export async function readNodes(ask: Ask, { workspaceId }: QueryScope, keys: readonly NodeKey[]): Promise<FoundNode[]> {
  const found: FoundNode[] = [];
  for (const label of ['Policy', 'Version', 'Clause', 'Fact'] as const) {
    const ids = keys.filter((key) => key.label === label).map(({ key }) => key);
    if (!ids.length) continue;
    const rows = await ask<Omit<FoundNode, 'label'>>(BY_ID[label], { workspaceId, ids });
    found.push(...rows.map((row) => ({ ...row, label })));
  }
  const wanted = keys.filter(({ label }) => label === 'Entity').map(({ key }) => readEntityKey(key));
  if (!wanted.length) return found;
  const entities = await ask<{ locale: string; name: string }>(
    `unwind $wanted as wanted match (e:Entity { workspaceId: $workspaceId, locale: wanted.locale, name: wanted.name })
     return e.locale as locale, e.name as name`,
    { workspaceId, wanted },
  );
  const read = entities.map(({ locale, name }): FoundNode => ({
    ...{ label: 'Entity', key: entityKey(locale, name), title: name, text: '', locale },
  }));
  return [...found, ...read];
}
