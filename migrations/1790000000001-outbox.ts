import type { MigrationInterface, QueryRunner } from 'typeorm';

/** News that has been committed but not yet told to anyone. One row, one event, told at least once. */
export class Outbox1790000000001 implements MigrationInterface {
  name = 'Outbox1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        id           text primary key,
        type         text not null,
        key          text not null,
        workspace_id text not null references workspaces (id) on delete cascade,
        data         jsonb not null,
        attempts     integer not null default 0,
        due_at       timestamptz not null default now(),
        delivered_at timestamptz,
        last_error   text,
        created_at   timestamptz not null default now(),
        unique (type, key)
      )`);
    await runner.query(`create index outbox_due_idx on outbox (due_at) where delivered_at is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table outbox`);
  }
}
