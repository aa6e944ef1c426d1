import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A conversation is a log: every event is stored with its sequence before it is sent, so that a customer who was
 * away asks for what came after the last event seen. A turn is one message and the work of answering it; it lives
 * here, not in a socket.
 */
export class Conversations1790000000050 implements MigrationInterface {
  name = 'Conversations1790000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table conversations (
        id            text primary key,
        workspace_id  text not null references workspaces (id) on delete cascade,
        locale        text not null check (locale in ('zh', 'en')),
        token_hash    text not null,
        last_sequence integer not null default 0,
        handed_over_at timestamptz,
        created_at    timestamptz not null default now()
      )`);
    await runner.query(`
      create table turns (
        id              text primary key,
        workspace_id    text not null references workspaces (id) on delete cascade,
        conversation_id text not null references conversations (id) on delete cascade,
        message_id      text not null,
        locale          text not null check (locale in ('zh', 'en')),
        question        text not null,
        answer          text not null default '',
        outcome         text check (outcome in ('answered', 'clarified', 'refused', 'blocked', 'handed-over')),
        reason          text,
        trace           jsonb,
        rating          text check (rating in ('up', 'down')),
        rating_reason   text,
        accepted_at     timestamptz not null,
        heartbeat_at    timestamptz not null,
        closed_at       timestamptz,
        unique (conversation_id, message_id)
      )`);
    await runner.query(`create index turns_recent_idx on turns (workspace_id, accepted_at desc)`);
    await runner.query(`create index turns_open_idx on turns (heartbeat_at) where closed_at is null`);
    await runner.query(`
      create table conversation_events (
        conversation_id text not null references conversations (id) on delete cascade,
        sequence        integer not null,
        workspace_id    text not null,
        event           jsonb not null,
        created_at      timestamptz not null,
        primary key (conversation_id, sequence)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table conversation_events`);
    await runner.query(`drop table turns`);
    await runner.query(`drop table conversations`);
  }
}
