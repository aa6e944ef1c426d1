import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who works in the console. Secrets are kept only as hashes: whoever reads these tables can neither log in nor set up.
 * Failed logins stand here rather than in a process, so that several processes throttle as one; their key is a hash,
 * because people type passwords into the field for the e-mail.
 */
export class Identity1790000000020 implements MigrationInterface {
  name = 'Identity1790000000020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [MEMBERS, SESSIONS, SETUP_CODES, LOGIN_FAILURES, ...INDEXES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['login_failures', 'setup_codes', 'sessions', 'members'])
      await runner.query(`drop table ${table}`);
  }
}

/** A login names no workspace, so an e-mail belongs to one member of the whole installation. */
const MEMBERS = `
  create table members (
    id            text primary key,
    workspace_id  text not null references workspaces (id) on delete cascade,
    name          text not null,
    email         text not null unique,
    role          text not null check (role in ('owner', 'editor', 'reviewer', 'agent')),
    password_hash text not null,
    created_at    timestamptz not null
  )`;

const SESSIONS = `
  create table sessions (
    token_hash text primary key,
    member_id  text not null references members (id) on delete cascade,
    expires_at timestamptz not null,
    created_at timestamptz not null
  )`;

/** One row at most: a new code takes the place of the former one. */
const SETUP_CODES = `
  create table setup_codes (
    is_current boolean primary key default true check (is_current),
    code_hash  text not null,
    issued_at  timestamptz not null
  )`;

const LOGIN_FAILURES = `
  create table login_failures (
    key       text primary key,
    failed_at timestamptz[] not null
  )`;

const INDEXES = [
  `create index members_workspace_idx on members (workspace_id)`,
  `create index sessions_member_idx on sessions (member_id)`,
  `create index sessions_expiry_idx on sessions (expires_at)`,
];
