import type { Me } from '@zhike/contracts';
import type { AuditEntry } from '@zhike/ports';

/** What a member did, as it is written down. */
export const auditedAs = (
  { workspace, memberId, name }: Me,
  action: string,
  subject: string,
  details: AuditEntry['details'] = {},
): AuditEntry => ({ workspaceId: workspace.id, memberId, memberName: name, action, subject, details });
