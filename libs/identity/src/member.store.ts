import type { Me } from '@zhike/contracts';
import type { Db } from '@zhike/platform';

export interface MemberRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  /** Folded, see `foldEmail`. */
  readonly email: string;
  readonly role: Me['role'];
  readonly passwordHash: string;
}

interface JoinedRow extends MemberRow {
  readonly slug: string;
  readonly workspaceName: string;
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
    const sql = `select count(*)::integer as count from members where workspace_id = $1`;
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

  async findByEmail(email: string): Promise<{ me: Me; passwordHash: string } | undefined> {
    const [row] = await this.db.query<JoinedRow>(`${SELECT} where m.email = $1`, [email]);
    return row && { me: toMe(row), passwordHash: row.passwordHash };
  }
}

function toMe({ id, name, email, role, workspaceId, slug, workspaceName }: JoinedRow): Me {
  return { memberId: id, name, email, role, workspace: { id: workspaceId, slug, name: workspaceName } };
}
