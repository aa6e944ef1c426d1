import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The knowledge graph for those who run no graph server. It is a projection of what is published and can be thrown away
 * and made again, so nothing refers to it and it refers to nothing. Processes keep search indexes in memory; the revision of
 * a workspace tells them whether theirs is still current, and a policy's revision what to read again. A policy that left
 * the graph keeps its row, so that every process hears of it.
 */
export class Graph1790000000030 implements MigrationInterface {
  name = 'Graph1790000000030';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'graph_facts',
      'graph_references',
      'graph_clauses',
      'graph_versions',
      'graph_policies',
      'graph_revisions',
    ])
      await runner.query(`drop table ${table}`);
  }
}

const TABLES = [
  `create table graph_revisions (
     workspace_id text primary key,
     revision     bigint not null
   )`,
  `create table graph_policies (
     policy_id    text primary key,
     workspace_id text not null,
     revision     bigint not null,
     model        text
   )`,
  `create index graph_policies_changed_idx on graph_policies (workspace_id, revision)`,
  `create table graph_versions (
     version_id     text primary key,
     policy_id      text not null references graph_policies (policy_id) on delete cascade,
     workspace_id   text not null,
     locale         text not null,
     version        integer not null,
     policy_title   text not null,
     effective_from timestamptz not null,
     effective_to   timestamptz
   )`,
  `create index graph_versions_policy_idx on graph_versions (policy_id)`,
  `create table graph_clauses (
     id         text primary key,
     version_id text not null references graph_versions (version_id) on delete cascade,
     position   integer not null,
     key        text not null,
     heading    text not null,
     path       jsonb not null,
     text       text not null,
     vector     bytea
   )`,
  `create index graph_clauses_order_idx on graph_clauses (version_id, position)`,
  `create table graph_references (
     from_id text not null references graph_clauses (id) on delete cascade,
     to_id   text not null references graph_clauses (id) on delete cascade,
     primary key (from_id, to_id)
   )`,
  `create index graph_references_to_idx on graph_references (to_id)`,
  `create table graph_facts (
     id         text primary key,
     version_id text not null references graph_versions (version_id) on delete cascade,
     position   integer not null,
     entity     text not null,
     relation   text not null,
     value      text not null
   )`,
  `create index graph_facts_version_idx on graph_facts (version_id)`,
  // Hashed: an entity's name may be longer than an ordinary index row holds.
  `create index graph_facts_entity_idx on graph_facts using hash (entity)`,
];
