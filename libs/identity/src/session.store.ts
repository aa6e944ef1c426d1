import type { Db } from '@zhike/platform';

export interface SessionRow {
  /** May be shown, other than the hash. */
  readonly id: string;
  readonly tokenHash: string;
  readonly memberId: string;
  readonly expiresAt: Date;
  /** When its member logged in. */
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly agent: string;
}

const SELECT = `
  select id, token_hash as "tokenHash", member_id as "memberId", expires_at as "expiresAt", created_at as "createdAt",
         seen_at as "seenAt", agent
    from sessions`;

/** Owns `sessions`. */
export class SqlSessionStore {
  constructor(private readonly db: Db) {}

  async insert({ id, tokenHash, memberId, expiresAt, createdAt, seenAt, agent }: SessionRow): Promise<void> {
    await this.db.query(
      `insert into sessions (id, token_hash, member_id, expires_at, created_at, seen_at, agent)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, tokenHash, memberId, expiresAt, createdAt, seenAt, agent],
    );
  }

  async findAlive(tokenHash: string, now: Date): Promise<SessionRow | undefined> {
    const sql = `${SELECT} where token_hash = $1 and expires_at > $2`;
    return (await this.db.query<SessionRow>(sql, [tokenHash, now]))[0];
  }

  /** The latest visit first. */
  listAlive(memberId: string, now: Date): Promise<SessionRow[]> {
    return this.db.query(`${SELECT} where member_id = $1 and expires_at > $2 order by seen_at desc, id`, [
      memberId,
      now,
    ]);
  }

  async setSeen(tokenHash: string, at: Date): Promise<void> {
    await this.db.query(`update sessions set seen_at = greatest(seen_at, $2) where token_hash = $1`, [tokenHash, at]);
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

  /** False when this member has no such session. */
  async removeOf(memberId: string, id: string): Promise<boolean> {
    const sql = `delete from sessions where member_id = $1 and id = $2 returning id`;
    return (await this.db.query(sql, [memberId, id])).length > 0;
  }

  /** All of this member's but one. */
  async removeOthers(memberId: string, tokenHash: string): Promise<void> {
    await this.db.query(`delete from sessions where member_id = $1 and token_hash <> $2`, [memberId, tokenHash]);
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
