import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The safety filter as a shop runs it. A rule's words and what it does are one row, a list's words another, because no page reads a
 * hundred thousand of them. Every change moves the workspace's revision in the same transaction: by it each server sees that its
 * rules are old. What was found in customers' texts is kept as written and masked, goes with its turn, and is removed after some
 * weeks; counts by rule and day are rows of their own and stay.
 */
export class ContentSafety1790000000110 implements MigrationInterface {
  name = 'ContentSafety1790000000110';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.query(`drop table ${table}`);
  }
}

const TABLES = [
  'safety_revisions',
  'safety_rules',
  'safety_lists',
  'safety_events',
  'safety_rule_days',
  'safety_allowances',
  'safety_examples',
];

const STATEMENTS = [
  `create table safety_revisions (
     workspace_id text primary key references workspaces (id) on delete cascade,
     revision     bigint not null
   )`,
  `create table safety_rules (
     id             text primary key,
     workspace_id   text not null references workspaces (id) on delete cascade,
     name           text not null,
     kind           text not null check (kind in ('words', 'phrases', 'list')),
     words          jsonb not null default '[]',
     word_count     integer not null check (word_count > 0),
     file_name      text,
     direction      text not null check (direction in ('input', 'output', 'both')),
     category       text not null,
     severity       text not null check (severity in ('block', 'watch', 'allow')),
     mode           text not null check (mode in ('live', 'shadow', 'off')),
     owner          text not null,
     expires_at     timestamptz,
     note           text not null default '',
     template       text,
     revision       integer not null default 1,
     words_revision integer not null default 1,
     created_at     timestamptz not null,
     updated_by     text not null,
     updated_at     timestamptz not null,
     removed_at     timestamptz,
     unique (id, workspace_id)
   )`,
  `create index safety_rules_workspace_idx on safety_rules (workspace_id, created_at desc) where removed_at is null`,
  `create table safety_lists (
     rule_id      text primary key,
     workspace_id text not null,
     words        jsonb not null,
     foreign key (rule_id, workspace_id) references safety_rules (id, workspace_id) on delete cascade
   )`,
  `create table safety_events (
     id           text primary key,
     workspace_id text not null references workspaces (id) on delete cascade,
     turn_id      text not null references turns (id) on delete cascade,
     direction    text not null check (direction in ('input', 'output')),
     verdict      text not null check (verdict in ('blocked', 'watched', 'shadow')),
     reason       text not null,
     text         text not null,
     hits         jsonb not null,
     excerpt      text not null,
     excerpt_hits jsonb not null,
     rules        text[] not null,
     digest       text not null,
     at           timestamptz not null,
     status       text not null default 'open' check (status in ('open', 'confirmed', 'false-positive')),
     handled_by   text,
     handled_at   timestamptz,
     unique (turn_id, direction, digest),
     check ((status = 'open') = (handled_at is null))
   )`,
  `create index safety_events_queue_idx on safety_events (workspace_id, at desc, id desc)`,
  `create index safety_events_open_idx on safety_events (workspace_id, at desc, id desc) where status = 'open'`,
  `create index safety_events_age_idx on safety_events (at)`,
  `create table safety_rule_days (
     workspace_id    text not null references workspaces (id) on delete cascade,
     rule            text not null,
     day             date not null,
     hits            integer not null default 0,
     blocked         integer not null default 0,
     watched         integer not null default 0,
     shadow          integer not null default 0,
     allowed         integer not null default 0,
     false_positives integer not null default 0,
     primary key (workspace_id, day, rule)
   )`,
  `create table safety_allowances (
     id           text primary key,
     workspace_id text not null references workspaces (id) on delete cascade,
     word         text not null,
     direction    text not null check (direction in ('input', 'output', 'both')),
     event_id     text,
     added_by     text not null,
     added_at     timestamptz not null,
     unique (workspace_id, direction, word)
   )`,
  `create table safety_examples (
     id           text primary key,
     workspace_id text not null references workspaces (id) on delete cascade,
     event_id     text,
     text         text not null,
     direction    text not null check (direction in ('input', 'output')),
     label        text not null check (label in ('harmful', 'clean')),
     category     text not null,
     added_by     text not null,
     added_at     timestamptz not null,
     unique (workspace_id, event_id)
   )`,
];
