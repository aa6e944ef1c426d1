import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How members come in, see where they are logged in, and go. A member who was invited has no password until they choose one by a
 * link that serves once; of the link a hash is kept. Sessions get an id that may be shown, which their token's hash is not.
 */
export class Accounts1790000000130 implements MigrationInterface {
  name = 'Accounts1790000000130';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table members alter column password_hash drop not null`,
  `alter table members add column seen_at timestamptz`,
  `alter table sessions add column id text not null default gen_random_uuid()::text`,
  `alter table sessions add column seen_at timestamptz`,
  `alter table sessions add column agent text not null default ''`,
  `update sessions set seen_at = created_at`,
  `alter table sessions alter column seen_at set not null`,
  `create table member_links (
     member_id  text primary key references members (id) on delete cascade,
     code_hash  text not null unique,
     expires_at timestamptz not null,
     created_at timestamptz not null
   )`,
  `create index audit_entries_time_idx on audit_entries (workspace_id, at desc, id desc)`,
];

const DOWN = [
  `drop index audit_entries_time_idx`,
  `drop table member_links`,
  `alter table sessions drop column agent`,
  `alter table sessions drop column seen_at`,
  `alter table sessions drop column id`,
  `alter table members drop column seen_at`,
  `delete from members where password_hash is null`,
  `alter table members alter column password_hash set not null`,
];
