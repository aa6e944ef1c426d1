import type { Db } from '@zhike/platform';
import type { QueryScope } from '../graph.queries.js';
import type { GraphSizes } from './query.reach.js';

type Row = Readonly<Record<string, string | number | null>>;

/** Counted over all that is published: what is in force is no more. */
export async function readSizes(db: Db, { workspaceId }: QueryScope): Promise<GraphSizes> {
  const [row = {}] = await db.query<Row>(
    `with v as (select version_id, policy_id, locale from graph_versions where workspace_id = $1),
          c as (select c.version_id, count(*) as size from graph_clauses c join v using (version_id) group by 1),
          f as (select f.version_id, f.entity, f.value, v.locale from graph_facts f join v using (version_id)),
          by_version as (select count(*) as size from f group by version_id),
          by_entity as (select count(*) as size from f group by locale, entity),
          by_value as (select count(*) as size from f group by locale, value),
          r as (select r.from_id, r.to_id from graph_references r
                  join graph_clauses c on c.id = r.from_id where c.version_id in (select version_id from v))
     select (select count(distinct policy_id) from v) as policies, (select count(*) from v) as versions,
            (select max(size) from (select count(*) as size from v group by policy_id) p) as "versionsOf",
            (select sum(size) from c) as clauses, (select max(size) from c) as "clausesOf",
            (select count(*) from f) as facts, (select max(size) from by_version) as "factsOf",
            (select count(*) from by_entity) as entities, (select max(size) from by_entity) as "factsAbout",
            (select max(size) from by_value) as "factsTo",
            (select max(size) from (select count(*) as size from r group by from_id) o) as "namesMost",
            (select max(size) from (select count(*) as size from r group by to_id) o) as "namedMost"`,
    [workspaceId],
  );
  const of = (name: string) => Number(row[name] ?? 0);
  return {
    nodes: {
      Policy: of('policies'),
      Version: of('versions'),
      Clause: of('clauses'),
      Fact: of('facts'),
      Entity: of('entities'),
    },
    spread: {
      HAS_VERSION: [of('versionsOf'), 1],
      HAS_CLAUSE: [of('clausesOf'), 1],
      HAS_FACT: [of('factsOf'), 1],
      ABOUT: [1, of('factsAbout')],
      LEADS_TO: [1, of('factsTo')],
      NEXT: [1, 1],
      REFERS_TO: [of('namesMost'), of('namedMost')],
    },
  };
}
