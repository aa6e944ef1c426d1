import type { Citation, PolicyStatus, Source } from '@zhike/contracts';
import { DomainError, type Db } from '@zhike/platform';
import { stateAt } from './policy.lifecycle.js';

export class SourceError extends DomainError<'source-not-found'> {}

interface SourceRow {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly path: string[];
  readonly text: string;
  readonly policyId: string;
  readonly policyTitle: string;
  readonly versionId: string;
  readonly version: number;
  readonly status: PolicyStatus;
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
}

const VERSION = `
  v.policy_id as "policyId", v.title as "policyTitle", v.id as "versionId", v.version, v.status,
  v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo"`;

/** What was never published is nobody's source, whoever asks; what is for members only is not there for anyone else. */
const READABLE = `s.id = $2 and s.workspace_id = $1 and v.workspace_id = $1 and v.status in ('published', 'superseded')
  and (v.audiences = '{}' or v.audiences && $3::text[])`;

const SOURCES: Record<Citation['kind'], string> = {
  clause: `select s.id, s.key, s.heading as label, s.path, s.text, ${VERSION}
             from policy_clauses s join policy_versions v on v.id = s.version_id where ${READABLE}`,
  fact: `select s.id, s.entity || ' · ' || s.relation as key, s.entity || ' · ' || s.relation as label, '[]'::jsonb as path, s.value as text, ${VERSION}
           from policy_facts s join policy_versions v on v.id = s.version_id where ${READABLE}`,
};

/** Who reads, and when. */
export interface Reader {
  readonly now: Date;
  /** Groups the customer has shown to belong to. */
  readonly audiences: readonly string[];
}

/** Opens what a citation names: also years later, when the version has long been superseded. */
export class SqlSourceReader {
  constructor(private readonly db: Db) {}

  /** Throws `source-not-found` for an id of another workspace, of a draft, of what is for others, or of nothing. */
  async read(workspaceId: string, kind: Citation['kind'], id: string, { now, audiences }: Reader): Promise<Source> {
    const [row] = await this.db.query<SourceRow>(SOURCES[kind], [workspaceId, id, audiences]);
    if (!row) throw new SourceError('source-not-found', 'This source is not published here.');
    return toSource(kind, row, now);
  }
}

function toSource(kind: Citation['kind'], row: SourceRow, now: Date): Source {
  const { id, key, label, path, text, policyId, policyTitle, versionId, version, status, effectiveFrom } = row;
  const effectiveTo = row.effectiveTo ?? undefined;
  return {
    citation: {
      kind,
      sourceId: id,
      sourceKey: key,
      policyId,
      policyTitle,
      versionId,
      version,
      label,
      effectiveFrom: effectiveFrom.toISOString(),
      ...(effectiveTo ? { effectiveTo: effectiveTo.toISOString() } : {}),
    },
    text,
    path,
    state: stateAt({ status, effectiveFrom, effectiveTo }, now) as Source['state'],
  };
}
