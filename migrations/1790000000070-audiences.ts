import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is published may be for some customers only: members, wholesale, staff. For whom stands with the version, so it
 * changes by a publication like every word of it; an empty list is for everyone. Which groups a customer belongs to
 * the shop knows, not we: its page hands over a short proof, signed with the workspace's secret, and the conversation keeps
 * what was proved and until when. The secret stands here as it is, because a signature cannot be checked with a hash.
 */
export class Audiences1790000000070 implements MigrationInterface {
  name = 'Audiences1790000000070';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table customer_secrets`);
    await runner.query(
      `alter table conversations drop column customer_id, drop column audiences, drop column audiences_until`,
    );
    await runner.query(`alter table policy_versions drop column audiences`);
  }
}

const STATEMENTS = [
  `alter table policy_versions add column audiences text[] not null default '{}'`,
  `alter table conversations
     add column customer_id     text,
     add column audiences       text[] not null default '{}',
     add column audiences_until timestamptz,
     add check (audiences = '{}' or audiences_until is not null)`,
  `create table customer_secrets (
     workspace_id text primary key references workspaces (id) on delete cascade,
     secret       text not null,
     made_by      text not null,
     made_at      timestamptz not null
   )`,
];
