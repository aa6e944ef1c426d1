import type { Db } from '@zhike/platform';
import type { AllowanceRow } from './safety.rows.js';

const ROW = `a.id, a.word, a.direction, a.event_id as "eventId", a.added_by as "addedBy", a.added_at as "addedAt"`;

/** Words that are never hit in a workspace. Owns `safety_allowances`. */
export class SqlAllowanceStore {
  constructor(private readonly db: Db) {}

  list(workspaceId: string): Promise<AllowanceRow[]> {
    return this.db.query(
      `select ${ROW} from safety_allowances a where a.workspace_id = $1 order by a.added_at desc, a.id desc`,
      [workspaceId],
    );
  }

  /** False: it is there already. */
  async add(workspaceId: string, { id, word, direction, eventId, addedBy, addedAt }: AllowanceRow): Promise<boolean> {
    const rows = await this.db.query(
      `insert into safety_allowances (id, workspace_id, word, direction, event_id, added_by, added_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (workspace_id, direction, word) do nothing returning id`,
      [id, workspaceId, word, direction, eventId, addedBy, addedAt],
    );
    return rows.length > 0;
  }

  async remove(workspaceId: string, id: string): Promise<AllowanceRow | undefined> {
    const [row] = await this.db.query<AllowanceRow>(
      `delete from safety_allowances a where a.workspace_id = $1 and a.id = $2 returning ${ROW}`,
      [workspaceId, id],
    );
    return row;
  }

  async removeOf(workspaceId: string, eventId: string): Promise<AllowanceRow[]> {
    return this.db.query(
      `delete from safety_allowances a where a.workspace_id = $1 and a.event_id = $2 returning ${ROW}`,
      [workspaceId, eventId],
    );
  }
}
