import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Chat models that a workspace itself has set up, in the order in which they are asked. A key is stored sealed (AES-256-GCM under
 * the operator's SECRETS_KEY) and bound to its workspace, row and address, so that a copy of this table is no copy of the keys,
 * and a row that is moved or pointed elsewhere does not open. Beside it stands what people may see of it: its end, and since when.
 */
export class WriterModels1790000000120 implements MigrationInterface {
  name = 'WriterModels1790000000120';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table writer_models`);
  }
}

const STATEMENTS = [
  `create table writer_models (
     id            text primary key,
     workspace_id  text not null references workspaces (id) on delete cascade,
     position      integer not null,
     name          text not null,
     size          text not null check (size in ('simple', 'hard')),
     url           text not null,
     model         text not null,
     price         jsonb,
     timeouts_ms   jsonb not null default '{}',
     sealed_key    text,
     key_id        text,
     key_last_four text,
     key_set_at    timestamptz,
     updated_by    text not null,
     updated_at    timestamptz not null,
     unique (workspace_id, name),
     check ((sealed_key is null) = (key_id is null) and (sealed_key is null) = (key_set_at is null)),
     check (sealed_key is not null or key_last_four is null)
   )`,
  `create index writer_models_workspace_idx on writer_models (workspace_id, position)`,
];
