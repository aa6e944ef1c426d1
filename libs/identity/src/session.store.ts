import type { Db } from '@zhike/platform';

export interface SessionRow {
  readonly tokenHash: string;
  readonly memberId: string;
  readonly expiresAt: Date;
  /** When its member logged in. */
  readonly createdAt: Date;
}

/** Owns `sessions`. */
export class SqlSessionStore {
  constructor(private readonly db: Db) {}

  async insert({ tokenHash, memberId, expiresAt, createdAt }: SessionRow): Promise<void> {
    await this.db.query(
      `insert into sessions (token_hash, member_id, expires_at, created_at) values ($1, $2, $3, $4)`,
      [tokenHash, memberId, expiresAt, createdAt],
    );
  }

  async findAlive(tokenHash: string, now: Date): Promise<SessionRow | undefined> {
    const rows = await this.db.query<SessionRow>(
      `select token_hash as "tokenHash", member_id as "memberId", expires_at as "expiresAt", created_at as "createdAt"
         from sessions where token_hash = $1 and expires_at > $2`,
      [tokenHash, now],
    );
    return rows[0];
  }

  async extend(tokenHash: string, expiresAt: Date): Promise<void> {
    await this.db.query(`update sessions set expires_at = greatest(expires_at, $2) where token_hash = $1`, [
      tokenHash,
      expiresAt,
    ]);
  }

  async remove(tokenHash: string): Promise<void> {
    await this.db.query(`delete from sessions where token_hash = $1`, [tokenHash]);
  }

  /** Rows another process is at are left to it, so that two who clean up never wait for one another in a circle. */
  async removeExpired(now: Date): Promise<void> {
    await this.db.query(
      `delete from sessions where token_hash in (
         select token_hash from sessions where expires_at <= $1 for update skip locked)`,
      [now],
    );
  }
}
