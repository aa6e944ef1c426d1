import type { Db } from '@zhike/platform';
import type { ExampleRow } from './safety.rows.js';

const ROW = `e.id, e.event_id as "eventId", e.text, e.direction, e.label, e.category, e.added_by as "addedBy", e.added_at as "addedAt"`;

/** Texts with a person's verdict, to train and measure by. Owns `safety_examples`. */
export class SqlExampleStore {
  constructor(private readonly db: Db) {}

  list(workspaceId: string, limit?: number): Promise<ExampleRow[]> {
    return this.db.query(
      `select ${ROW} from safety_examples e where e.workspace_id = $1 order by e.added_at desc, e.id desc limit $2`,
      [workspaceId, limit ?? null],
    );
  }

  async add(workspaceId: string, row: ExampleRow): Promise<void> {
    const { id, eventId, text, direction, label, category, addedBy, addedAt } = row;
    await this.db.query(
      `insert into safety_examples (id, workspace_id, event_id, text, direction, label, category, added_by, added_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (workspace_id, event_id) do update set label = excluded.label, added_by = excluded.added_by`,
      [id, workspaceId, eventId, text, direction, label, category, addedBy, addedAt],
    );
  }

  async remove(workspaceId: string, id: string): Promise<boolean> {
    const rows = await this.db.query(`delete from safety_examples where workspace_id = $1 and id = $2 returning id`, [
      workspaceId,
      id,
    ]);
    return rows.length > 0;
  }

  async removeOf(workspaceId: string, eventId: string): Promise<boolean> {
    const rows = await this.db.query(
      `delete from safety_examples where workspace_id = $1 and event_id = $2 returning id`,
      [workspaceId, eventId],
    );
    return rows.length > 0;
  }
}
