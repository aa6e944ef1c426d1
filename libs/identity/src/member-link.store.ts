import type { Db } from '@zhike/platform';

export interface MemberLinkRow {
  readonly memberId: string;
  readonly codeHash: string;
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

/** Owns `member_links`: one a member at most. */
export class SqlMemberLinkStore {
  constructor(private readonly db: Db) {}

  /** The former one of this member serves no more. */
  async replace({ memberId, codeHash, expiresAt, createdAt }: MemberLinkRow): Promise<void> {
    await this.db.query(
      `insert into member_links (member_id, code_hash, expires_at, created_at) values ($1, $2, $3, $4)
       on conflict (member_id) do update
         set code_hash = excluded.code_hash, expires_at = excluded.expires_at, created_at = excluded.created_at`,
      [memberId, codeHash, expiresAt, createdAt],
    );
  }

  async findMember(codeHash: string, now: Date): Promise<string | undefined> {
    const sql = `select member_id as "memberId" from member_links where code_hash = $1 and expires_at > $2`;
    return (await this.db.query<{ memberId: string }>(sql, [codeHash, now]))[0]?.memberId;
  }

  /** Whose it was; undefined where somebody was faster or it is too old. A link serves once. */
  async use(codeHash: string, now: Date): Promise<string | undefined> {
    const sql = `delete from member_links where code_hash = $1 and expires_at > $2 returning member_id as "memberId"`;
    return (await this.db.query<{ memberId: string }>(sql, [codeHash, now]))[0]?.memberId;
  }

  async removeOf(memberId: string): Promise<void> {
    await this.db.query(`delete from member_links where member_id = $1`, [memberId]);
  }
}
