import type { Db } from '@zhike/platform';
import type { BriefCounts, BriefRow } from './studio.rows.js';

const COLUMNS = `b.id, b.workspace_id as "workspaceId", b.brief, b.seed, b.created_by as "createdBy", b.created_at as "createdAt"`;

/** Briefs. Owns `copy_briefs`. Another workspace's id is simply not found. */
export class SqlBriefStore {
  constructor(private readonly db: Db) {}

  /** Newest first, each with how far its drafts are. */
  list(workspaceId: string, limit: number, before?: Date): Promise<(BriefRow & { readonly counts: BriefCounts })[]> {
    return this.db.query(
      `select ${COLUMNS}, jsonb_build_object(
                'ready', count(*) filter (where d.progress = 'ready'),
                'underway', count(*) filter (where d.progress in ('waiting', 'writing')),
                'failed', count(*) filter (where d.progress in ('failed', 'stopped')),
                'approved', count(*) filter (where d.verdict = 'approved'),
                'rejected', count(*) filter (where d.verdict = 'rejected')) as counts
         from copy_briefs b join copy_drafts d on d.brief_id = b.id
        where b.workspace_id = $1 and ($3::timestamptz is null or b.created_at < $3)
        group by b.id order by b.created_at desc, b.id desc limit $2`,
      [workspaceId, limit, before ?? null],
    );
  }

  async find(workspaceId: string, id: string): Promise<BriefRow | undefined> {
    const [row] = await this.db.query<BriefRow>(
      `select ${COLUMNS} from copy_briefs b where b.workspace_id = $1 and b.id = $2`,
      [workspaceId, id],
    );
    return row;
  }

  async add({ id, workspaceId, brief, seed, createdBy, createdAt }: BriefRow): Promise<void> {
    await this.db.query(
      `insert into copy_briefs (id, workspace_id, brief, seed, created_by, created_at) values ($1, $2, $3::jsonb, $4, $5, $6)`,
      [id, workspaceId, JSON.stringify(brief), seed, createdBy, createdAt],
    );
  }
}
