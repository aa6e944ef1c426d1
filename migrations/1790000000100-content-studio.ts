import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Copy that is written from a brief and approved by a person. A draft's text is never overwritten: each state stays with who made
 * it, so that two can be compared and an earlier one put back; a state's row stands still, which the table itself sees to. Nothing is stored of how
 * a text compares with the facts: they change by publication, so it is found out whenever somebody looks. Writing belongs to
 * the row and not to whoever looks on: a claim with its last beat lets the next process take up what a dead one left.
 */
export class ContentStudio1790000000100 implements MigrationInterface {
  name = 'ContentStudio1790000000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['banned_phrases', 'copy_states', 'copy_drafts', 'copy_briefs'])
      await runner.query(`drop table ${table}`);
    await runner.query(`drop function refuse_rewriting_copy`);
  }
}

const STATEMENTS = [
  `create table copy_briefs (
     id           text primary key,
     workspace_id text not null references workspaces (id) on delete cascade,
     brief        jsonb not null,
     seed         integer not null,
     created_by   text not null,
     created_at   timestamptz not null,
     unique (id, workspace_id)
   )`,
  `create index copy_briefs_workspace_idx on copy_briefs (workspace_id, created_at desc)`,
  `create table copy_drafts (
     id           text primary key,
     brief_id     text not null,
     workspace_id text not null,
     position     integer not null,
     seed         integer not null,
     writer       text not null check (writer in ('model', 'templates')),
     writer_id    text not null,
     progress     text not null check (progress in ('waiting', 'writing', 'ready', 'failed', 'stopped')),
     problem      text,
     claim        text,
     beat_at      timestamptz not null,
     partial      text not null default '',
     state        integer not null default 0,
     verdict      text not null default 'open' check (verdict in ('open', 'approved', 'rejected')),
     reviewed_by  text,
     reviewed_at  timestamptz,
     reason       text,
     updated_at   timestamptz not null,
     unique (brief_id, position),
     unique (id, workspace_id),
     check (verdict = 'open' or (reviewed_by is not null and reviewed_at is not null)),
     foreign key (brief_id, workspace_id) references copy_briefs (id, workspace_id) on delete cascade
   )`,
  `create index copy_drafts_underway_idx on copy_drafts (beat_at) where progress in ('waiting', 'writing')`,
  `create table copy_states (
     draft_id      text not null,
     workspace_id  text not null,
     number        integer not null check (number > 0),
     text          text not null,
     how           text not null check (how in ('written', 'edited', 'restored')),
     made_by       text not null,
     seed          integer,
     restored_from integer,
     at            timestamptz not null,
     primary key (draft_id, number),
     foreign key (draft_id, workspace_id) references copy_drafts (id, workspace_id) on delete cascade
   )`,
  `create function refuse_rewriting_copy() returns trigger language plpgsql as $$
   begin
     raise exception 'a state of a text stays as it is';
   end $$`,
  `create trigger copy_states_update_guard before update on copy_states
     for each row execute function refuse_rewriting_copy()`,
  `create table banned_phrases (
     id           text primary key,
     workspace_id text not null references workspaces (id) on delete cascade,
     phrase       text not null,
     folded       text not null,
     why          text not null,
     severity     text not null check (severity in ('block', 'warn')),
     added_by     text not null,
     added_at     timestamptz not null,
     unique (workspace_id, folded)
   )`,
];
