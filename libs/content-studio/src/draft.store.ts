import type { CopyWriterKind } from '@zhike/contracts';
import type { Db } from '@zhike/platform';
import type { DraftRow, Judgement, StateRow } from './studio.rows.js';

const COLUMNS = `
  d.id, d.brief_id as "briefId", d.workspace_id as "workspaceId", d.position, d.seed, d.writer, d.writer_id as "writerId", d.progress,
  d.problem, d.partial, d.state, coalesce(s.text, '') as text, d.verdict, d.reviewed_by as "reviewedBy", d.reviewed_at as "reviewedAt",
  d.reason, d.updated_at as "updatedAt"`;
const FROM = `copy_drafts d left join copy_states s on s.draft_id = d.id and s.number = d.state`;

/** Drafts of copy and the states of their texts. Owns `copy_drafts` and `copy_states`; what writes them is `SqlWritingStore`'s. */
export class SqlDraftStore {
  constructor(private readonly db: Db) {}

  /** In the order of the brief. */
  ofBrief(workspaceId: string, briefId: string): Promise<DraftRow[]> {
    return this.db.query(
      `select ${COLUMNS} from ${FROM} where d.workspace_id = $1 and d.brief_id = $2 order by d.position`,
      [workspaceId, briefId],
    );
  }

  async find(workspaceId: string, id: string): Promise<DraftRow | undefined> {
    const sql = `select ${COLUMNS} from ${FROM} where d.workspace_id = $1 and d.id = $2`;
    const [row] = await this.db.query<DraftRow>(sql, [workspaceId, id]);
    return row;
  }

  /** Held until the transaction ends. Lock first, read after. */
  async lock(workspaceId: string, id: string): Promise<void> {
    await this.db.query(`select d.id from copy_drafts d where d.workspace_id = $1 and d.id = $2 for update`, [
      workspaceId,
      id,
    ]);
  }

  async add(
    row: Pick<DraftRow, 'id' | 'briefId' | 'workspaceId' | 'position' | 'seed' | 'writer' | 'writerId' | 'updatedAt'>,
  ): Promise<void> {
    await this.db.query(
      `insert into copy_drafts (id, brief_id, workspace_id, position, seed, writer, writer_id, progress, beat_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8)`,
      [row.id, row.briefId, row.workspaceId, row.position, row.seed, row.writer, row.writerId, row.updatedAt],
    );
  }

  /** Newest first. */
  states(workspaceId: string, id: string): Promise<StateRow[]> {
    return this.db.query(
      `select s.number, s.text, s.how, s.made_by as by, s.seed, s.restored_from as "restoredFrom", s.at
         from copy_states s where s.workspace_id = $1 and s.draft_id = $2 order by s.number desc`,
      [workspaceId, id],
    );
  }

  /** The text counts from now on; nobody has judged it yet. */
  async addState({ id, workspaceId }: Pick<DraftRow, 'id' | 'workspaceId'>, state: StateRow): Promise<void> {
    await this.db.query(
      `insert into copy_states (draft_id, workspace_id, number, text, how, made_by, seed, restored_from, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, workspaceId, state.number, state.text, state.how, state.by, state.seed, state.restoredFrom, state.at],
    );
    await this.db.query(
      `update copy_drafts set state = $3, progress = 'ready', problem = null, partial = '', claim = null, verdict = 'open',
              reviewed_by = null, reviewed_at = null, reason = null, updated_at = $4
        where workspace_id = $1 and id = $2`,
      [workspaceId, id, state.number, state.at],
    );
  }

  async judge({ id, workspaceId }: Pick<DraftRow, 'id' | 'workspaceId'>, judgement: Judgement): Promise<void> {
    await this.db.query(
      `update copy_drafts set verdict = $3, reviewed_by = $4, reviewed_at = $5, reason = $6, updated_at = $5
        where workspace_id = $1 and id = $2`,
      [workspaceId, id, judgement.verdict, judgement.reviewedBy, judgement.reviewedAt, judgement.reason],
    );
  }

  /** It is to be written anew; what stands now stays in its history. */
  async reorder(
    { id, workspaceId }: Pick<DraftRow, 'id' | 'workspaceId'>,
    order: { readonly seed: number; readonly writer: CopyWriterKind; readonly writerId: string },
    now: Date,
  ): Promise<void> {
    await this.db.query(
      `update copy_drafts set progress = 'waiting', seed = $3, writer = $4, writer_id = $5, problem = null, partial = '', claim = null,
              beat_at = $6, updated_at = $6
        where workspace_id = $1 and id = $2`,
      [workspaceId, id, order.seed, order.writer, order.writerId, now],
    );
  }
}
