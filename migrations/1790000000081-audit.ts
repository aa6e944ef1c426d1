import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who changed what, for what is not a version of its own: curated answers, the secret that vouches for customers. Names
 * are kept as they were, because members come and go; entries are only added, which the table itself sees to.
 */
export class Audit1790000000081 implements MigrationInterface {
  name = 'Audit1790000000081';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table audit_entries`);
    await runner.query(`drop function refuse_rewriting_audit`);
  }
}

const STATEMENTS = [
  `create table audit_entries (
     id           text primary key,
     workspace_id text not null references workspaces (id) on delete cascade,
     member_id    text not null,
     member_name  text not null,
     action       text not null,
     subject      text not null,
     details      jsonb not null default '{}',
     at           timestamptz not null
   )`,
  `create index audit_entries_subject_idx on audit_entries (workspace_id, subject, at desc)`,
  `create function refuse_rewriting_audit() returns trigger language plpgsql as $$
   begin
     raise exception 'what was written down stays as it is';
   end $$`,
  `create trigger audit_entries_update_guard before update on audit_entries
     for each row execute function refuse_rewriting_audit()`,
];
