import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Answers the shop's team has written by hand. Each names the clauses it stands on, with their words as they were when a
 * member last looked: once the clause in force says something else, the answer is not given, and the console can show
 * what changed. Nothing refers to a clause's row, because a clause has another row in each version. The book's revision tells
 * every process whether what it holds in memory is still current.
 */
export class CuratedAnswers1790000000080 implements MigrationInterface {
  name = 'CuratedAnswers1790000000080';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['curated_clauses', 'curated_questions', 'curated_answers', 'curated_books'])
      await runner.query(`drop table ${table}`);
  }
}

const STATEMENTS = [
  `create table curated_books (
     workspace_id text primary key references workspaces (id) on delete cascade,
     revision     bigint not null default 0,
     threshold_zh real check (threshold_zh between 0.5 and 1),
     threshold_en real check (threshold_en between 0.5 and 1)
   )`,
  `create table curated_answers (
     id           text primary key,
     workspace_id text not null references workspaces (id) on delete cascade,
     locale       text not null check (locale in ('zh', 'en')),
     answer       text not null,
     status       text not null check (status in ('on', 'off', 'removed')),
     hits         integer not null default 0,
     last_hit_at  timestamptz,
     updated_by   text not null,
     created_at   timestamptz not null,
     updated_at   timestamptz not null,
     unique (id, workspace_id)
   )`,
  `create index curated_answers_workspace_idx on curated_answers (workspace_id, updated_at desc)`,
  `create table curated_questions (
     answer_id    text not null,
     workspace_id text not null,
     position     integer not null,
     text         text not null,
     model        text,
     vector       bytea,
     primary key (answer_id, position),
     foreign key (answer_id, workspace_id) references curated_answers (id, workspace_id) on delete cascade
   )`,
  `create table curated_clauses (
     answer_id    text not null,
     workspace_id text not null,
     position     integer not null,
     policy_id    text not null,
     clause_key   text not null,
     policy_title text not null,
     version      integer not null,
     heading      text not null,
     text         text not null,
     primary key (answer_id, position),
     unique (answer_id, policy_id, clause_key),
     foreign key (answer_id, workspace_id) references curated_answers (id, workspace_id) on delete cascade
   )`,
];
