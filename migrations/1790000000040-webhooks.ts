import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a shop wants its news sent, and every sending of it. The body is stored with the delivery, because exactly these
 * bytes are signed, on the first attempt and on every later one. A lease on the endpoint lets one attempt at a time reach
 * a receiver, whichever process makes it; a delivery stays pending under it, so a process that dies loses nothing.
 */
export class Webhooks1790000000040 implements MigrationInterface {
  name = 'Webhooks1790000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook_endpoints (
        id               text primary key,
        workspace_id     text not null references workspaces (id) on delete cascade,
        url              text not null,
        events           text[] not null check (cardinality(events) > 0),
        active           boolean not null,
        disabled_because text,
        secret           text not null,
        failing_since    timestamptz,
        attempted_at     timestamptz,
        lease            text,
        leased_until     timestamptz,
        created_at       timestamptz not null,
        unique (id, workspace_id),
        check (disabled_because is null or not active)
      )`);
    await runner.query(`create index webhook_endpoints_workspace_idx on webhook_endpoints (workspace_id)`);
    await runner.query(`
      create table webhook_deliveries (
        id           text primary key,
        workspace_id text not null,
        endpoint_id  text not null,
        event_id     text not null,
        type         text not null,
        body         text not null,
        state        text not null check (state in ('pending', 'delivered', 'failed')),
        attempts     integer not null default 0,
        due_at       timestamptz not null,
        last_status  integer,
        last_error   text,
        delivered_at timestamptz,
        created_at   timestamptz not null,
        unique (endpoint_id, event_id),
        foreign key (endpoint_id, workspace_id) references webhook_endpoints (id, workspace_id) on delete cascade
      )`);
    await runner.query(
      `create index webhook_deliveries_due_idx on webhook_deliveries (endpoint_id, due_at, id) where state = 'pending'`,
    );
    await runner.query(
      `create index webhook_deliveries_newest_idx on webhook_deliveries (endpoint_id, created_at desc, id desc)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table webhook_deliveries`);
    await runner.query(`drop table webhook_endpoints`);
  }
}
