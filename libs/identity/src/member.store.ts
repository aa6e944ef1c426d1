import type { Me, MemberRole, WorkspaceMember } from '@zhike/contracts';
import type { Db } from '@zhike/platform';

export interface MemberRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  /** Folded, see `foldEmail`. */
  readonly email: string;
  readonly role: Me['role'];
  /** Nobody can log in as a member who was invited and has not chosen a password. */
  readonly passwordHash: string | null;
}

interface ListedRow extends Omit<WorkspaceMember, 'createdAt' | 'seenAt' | 'linkExpiresAt'> {
  readonly createdAt: Date;
  readonly seenAt: Date | null;
  readonly linkExpiresAt: Date | null;
}

interface JoinedRow extends MemberRow {
  readonly slug: string;
  readonly workspaceName: string;
}

export interface MemberWithPassword {
  readonly me: Me;
  readonly passwordHash: string | null;
}

const SELECT = `
  select m.id, m.workspace_id as "workspaceId", m.name, m.email, m.role, m.password_hash as "passwordHash",
         w.slug, w.name as "workspaceName"
    from members m join workspaces w on w.id = m.workspace_id`;

/** Owns `members`. */
export class SqlMemberStore {
  constructor(private readonly db: Db) {}

  async hasAny(): Promise<boolean> {
    return (await this.db.query(`select 1 from members limit 1`)).length > 0;
  }

  async count(workspaceId: string): Promise<number> {
    const sql = `select count(*)::integer as count from members where workspace_id = $1 and password_hash is not null`;
    return (await this.db.query<{ count: number }>(sql, [workspaceId]))[0]?.count ?? 0;
  }

  /** False when the e-mail is taken. */
  async insert({ id, workspaceId, name, email, role, passwordHash }: MemberRow, at: Date): Promise<boolean> {
    const rows = await this.db.query(
      `insert into members (id, workspace_id, name, email, role, password_hash, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (email) do nothing returning id`,
      [id, workspaceId, name, email, role, passwordHash, at],
    );
    return rows.length > 0;
  }

  async find(id: string): Promise<Me | undefined> {
    const [row] = await this.db.query<JoinedRow>(`${SELECT} where m.id = $1`, [id]);
    return row && toMe(row);
  }

  findByEmail(email: string): Promise<MemberWithPassword | undefined> {
    return this.withPassword('m.email', email);
  }

  findWithPassword(id: string): Promise<MemberWithPassword | undefined> {
    return this.withPassword('m.id', id);
  }

  /** Owners first, then by name; links that are still good beside them. */
  async list(workspaceId: string, now: Date): Promise<WorkspaceMember[]> {
    const rows = await this.db.query<ListedRow>(
      `select m.id, m.name, m.email, m.role, m.password_hash is null as "isInvited", m.created_at as "createdAt",
              m.seen_at as "seenAt", l.expires_at as "linkExpiresAt"
         from members m left join member_links l on l.member_id = m.id and l.expires_at > $2
        where m.workspace_id = $1 order by m.role <> 'owner', m.name, m.id`,
      [workspaceId, now],
    );
    return rows.map(({ createdAt, seenAt, linkExpiresAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      ...(seenAt ? { seenAt: seenAt.toISOString() } : {}),
      ...(linkExpiresAt ? { linkExpiresAt: linkExpiresAt.toISOString() } : {}),
    }));
  }

  /** Whether this is an owner, who stays one until the transaction ends. */
  async lockOwner(id: string, workspaceId: string): Promise<boolean> {
    const sql = `select id from members where workspace_id = $1 and role = 'owner' order by id for update`;
    return (await this.db.query<{ id: string }>(sql, [workspaceId])).some((row) => row.id === id);
  }

  async setPassword(id: string, passwordHash: string): Promise<void> {
    await this.db.query(`update members set password_hash = $2 where id = $1`, [id, passwordHash]);
  }

  async setRole(id: string, role: MemberRole): Promise<void> {
    await this.db.query(`update members set role = $2 where id = $1`, [id, role]);
  }

  async setSeen(id: string, at: Date): Promise<void> {
    await this.db.query(`update members set seen_at = greatest(seen_at, $2::timestamptz) where id = $1`, [id, at]);
  }

  async remove(id: string): Promise<void> {
    await this.db.query(`delete from members where id = $1`, [id]);
  }

  private async withPassword(column: 'm.id' | 'm.email', value: string): Promise<MemberWithPassword | undefined> {
    const [row] = await this.db.query<JoinedRow>(`${SELECT} where ${column} = $1`, [value]);
    return row && { me: toMe(row), passwordHash: row.passwordHash };
  }
}

function toMe({ id, name, email, role, workspaceId, slug, workspaceName }: JoinedRow): Me {
  return { memberId: id, name, email, role, workspace: { id: workspaceId, slug, name: workspaceName } };
}
