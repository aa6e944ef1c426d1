import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A policy is never edited in place: customers were answered from an exact version, and we must be able to show which one.
 * So editing means a new row with a higher version. The tables guard what no code may break: one open version of a policy,
 * one published version per beginning, a version of the policy's own workspace, and clauses and facts that stand still
 * once their version has left the draft.
 */
export class Policies1790000000010 implements MigrationInterface {
  name = 'Policies1790000000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      POLICIES,
      VERSIONS,
      ...VERSION_INDEXES,
      CLAUSES,
      FACTS,
      GUARD,
      ...guardsOf('policy_clauses'),
      ...guardsOf('policy_facts'),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['policy_facts', 'policy_clauses', 'policy_versions', 'policies'])
      await runner.query(`drop table ${table}`);
    await runner.query(`drop function refuse_settled_content`);
  }
}

const POLICIES = `
  create table policies (
    id           text primary key,
    workspace_id text not null references workspaces (id) on delete cascade,
    slug         text not null,
    title        text not null,
    kind         text not null check (kind in ('policy', 'catalogue')),
    locale       text not null,
    created_at   timestamptz not null default now(),
    unique (workspace_id, slug),
    unique (id, workspace_id)
  )`;

const VERSIONS = `
  create table policy_versions (
    id             text primary key,
    policy_id      text not null,
    workspace_id   text not null,
    version        integer not null check (version > 0),
    title          text not null,
    status         text not null check (status in ('draft', 'in-review', 'approved', 'published', 'superseded')),
    effective_from timestamptz not null,
    effective_to   timestamptz,
    author_id      text not null,
    author_name    text not null,
    writer_ids     text[] not null,
    reviewer_id    text,
    clause_count   integer not null default 0,
    fact_count     integer not null default 0,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    unique (policy_id, version),
    unique (id, workspace_id),
    foreign key (policy_id, workspace_id) references policies (id, workspace_id) on delete cascade,
    check (effective_to is null or effective_to > effective_from)
  )`;

const VERSION_INDEXES = [
  `create unique index policy_versions_one_open_idx on policy_versions (policy_id) where status in ('draft', 'in-review', 'approved')`,
  `create unique index policy_versions_one_beginning_idx on policy_versions (policy_id, effective_from) where status = 'published'`,
];

const CLAUSES = `
  create table policy_clauses (
    id           text primary key,
    version_id   text not null,
    workspace_id text not null,
    position     integer not null,
    key          text not null,
    heading      text not null,
    path         jsonb not null default '[]',
    text         text not null,
    unique (version_id, key),
    foreign key (version_id, workspace_id) references policy_versions (id, workspace_id) on delete cascade
  )`;

const FACTS = `
  create table policy_facts (
    id           text primary key,
    version_id   text not null,
    workspace_id text not null,
    position     integer not null,
    entity       text not null,
    relation     text not null,
    value        text not null,
    unique (version_id, position),
    foreign key (version_id, workspace_id) references policy_versions (id, workspace_id) on delete cascade
  )`;

/** Asked once per statement, so that tens of thousands of rows cost one look. A cascade finds no version any more and passes. */
const GUARD = `
  create function refuse_settled_content() returns trigger language plpgsql as $$
  begin
    if exists (select 1 from policy_versions v where v.status <> 'draft' and v.id in (select t.version_id from touched t)) then
      raise exception 'only a draft may change its clauses and facts';
    end if;
    return null;
  end $$`;

function guardsOf(table: string): string[] {
  const rows = { insert: 'new', update: 'new', delete: 'old' };
  return Object.entries(rows).map(
    ([event, row]) => `
      create trigger ${table}_${event}_guard after ${event} on ${table}
      referencing ${row} table as touched for each statement execute function refuse_settled_content()`,
  );
}
