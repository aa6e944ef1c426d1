import { type Db, newId } from '@zhike/platform';
import type { AuditEntry, AuditWriter } from '@zhike/ports';

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

  /** Of one subject, newest first. */
  of(workspaceId: string, subject: string): Promise<(AuditEntry & { readonly at: Date })[]> {
    return this.db.query(
      `select workspace_id as "workspaceId", member_id as "memberId", member_name as "memberName", action, subject, details, at
         from audit_entries where workspace_id = $1 and subject = $2 order by at desc, id desc`,
      [workspaceId, subject],
    );
  }
}
