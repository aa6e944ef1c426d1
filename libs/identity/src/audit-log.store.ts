import { type Db, newId, type PageCursor } from '@zhike/platform';
import type { AuditEntry, AuditWriter } from '@zhike/ports';

export interface AuditRow extends Omit<AuditEntry, 'workspaceId'> {
  readonly id: string;
  readonly at: Date;
}

export interface AuditFilter {
  readonly member?: string;
  /** What the action begins with. */
  readonly about?: string;
  readonly after?: PageCursor;
}

/** Who changed what, and when. Owns `audit_entries`, which is only ever added to; construct it on the transaction of the change. */
export class SqlAuditLog implements AuditWriter {
  constructor(private readonly db: Db) {}

  async append({ workspaceId, memberId, memberName, action, subject, details }: AuditEntry, at: Date): Promise<void> {
    await this.db.query(
      `insert into audit_entries (id, workspace_id, member_id, member_name, action, subject, details, at)
       values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)`,
      [newId(), workspaceId, memberId, memberName, action, subject, JSON.stringify(details), at],
    );
  }

  /** Newest first, from behind a place on. */
  async page(workspaceId: string, { member, about, after }: AuditFilter, limit: number): Promise<AuditRow[]> {
    return this.db.query(
      `select id, member_id as "memberId", member_name as "memberName", action, subject, details, at
         from audit_entries
        where workspace_id = $1 and ($2::text is null or member_id = $2)
          and ($3::text is null or action like $3 || '.%')
          and ($4::timestamptz is null or (at, id) < ($4::timestamptz, $5::text))
        order by at desc, id desc limit $6`,
      [workspaceId, member ?? null, about ?? null, after?.at ?? null, after?.id ?? null, limit],
    );
  }

  /** Of one subject, newest first. */
  of(workspaceId: string, subject: string): Promise<(AuditEntry & { readonly at: Date })[]> {
    return this.db.query(
      `select workspace_id as "workspaceId", member_id as "memberId", member_name as "memberName", action, subject, details, at
         from audit_entries where workspace_id = $1 and subject = $2 order by at desc, id desc`,
      [workspaceId, subject],
    );
  }
}
