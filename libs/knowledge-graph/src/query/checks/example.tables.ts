import type { Db } from '@zhike/platform';
import { dateOfMoment } from '../../neo4j/moment.text.js';
import type { ExampleGraph } from './example.graph.js';

const TABLES = ['graph_versions', 'graph_clauses', 'graph_facts', 'graph_references'] as const;

/**
 * The graph's tables once more, for this transaction and nobody else: a temporary table hides the one of the same name. So the
 * very statement that members run is tried, and no row of a shop is touched or even locked.
 */
export async function hideGraphTables(db: Db): Promise<void> {
  for (const table of TABLES) await db.query(`create temp table ${table} (like ${table}) on commit drop`);
}

export async function fillGraphTables(db: Db, graph: ExampleGraph, workspaceId: string): Promise<void> {
  for (const table of TABLES) await db.query(`delete from pg_temp.${table}`);
  const rows = {
    graph_versions: graph.versions.map((version) => ({
      ...{ version_id: version.id, policy_id: version.policyId, workspace_id: workspaceId, locale: version.locale },
      ...{ version: version.version, policy_title: version.title, audiences: [] },
      effective_from: dateOfMoment(version.startsAt) ?? FAR_AWAY,
      effective_to: dateOfMoment(version.endsAt) ?? null,
    })),
    graph_clauses: graph.clauses.map(({ versionId, ...clause }) => ({ version_id: versionId, path: [], ...clause })),
    graph_facts: graph.facts.map(({ versionId, ...fact }) => ({ version_id: versionId, ...fact })),
    graph_references: graph.references.map(([from_id, to_id]) => ({ from_id, to_id })),
  };
  for (const table of TABLES)
    if (rows[table].length)
      await db.query(
        `insert into pg_temp.${table} select * from jsonb_populate_recordset(null::pg_temp.${table}, $1::jsonb)`,
        [JSON.stringify(rows[table])],
      );
}

const FAR_AWAY = new Date('9999-01-01T00:00:00Z');
