/** Something a member did that others must be able to look up. Committed with the change itself. */
export interface AuditEntry {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly memberName: string;
  /** Stable word, e.g. `curated-answer.saved`. */
  readonly action: string;
  /** Id of what was changed. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditWriter {
  append(entry: AuditEntry, at: Date): Promise<void>;
}

/** Whoever acts; the rooms know members by more than this. */
export interface AuditedMember {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly name: string;
}

export const auditEntry = (
  { workspaceId, memberId, name }: AuditedMember,
  action: string,
  subject: string,
  details: AuditEntry['details'] = {},
): AuditEntry => ({ workspaceId, memberId, memberName: name, action, subject, details });
