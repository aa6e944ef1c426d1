import type { Me } from '@zhike/contracts';
import { type AuditEntry, auditEntry } from '@zhike/ports';

/** What a member did, as it is written down. */
export const auditedAs = (
  { workspace, memberId, name }: Me,
  action: string,
  subject: string,
  details?: AuditEntry['details'],
): AuditEntry => auditEntry({ workspaceId: workspace.id, memberId, name }, action, subject, details);
