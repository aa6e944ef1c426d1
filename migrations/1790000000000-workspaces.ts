import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A workspace is one shop. Every table that holds a shop's data names it, so that nothing crosses between shops. */
export class Workspaces1790000000000 implements MigrationInterface {
  name = 'Workspaces1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workspaces (
        id         text primary key,
        slug       text not null unique,
        name       text not null,
        created_at timestamptz not null default now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table workspaces`);
  }
}
