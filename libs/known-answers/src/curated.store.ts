import type { CuratedStatus, Locale } from '@zhike/contracts';
import { type Db, floatBytes, floatsOf } from '@zhike/platform';
import type { ConfirmedClause, CuratedBookRow, CuratedFilter, CuratedQuestionRow, CuratedRow } from './curated.rows.js';

interface AnswerRow extends Omit<CuratedRow, 'questions' | 'clauses' | 'lastHitAt'> {
  readonly lastHitAt: Date | null;
}
interface QuestionRow {
  readonly answerId: string;
  readonly text: string;
  readonly model: string | null;
  readonly vector: Uint8Array | null;
}

const COLUMNS = `
  a.id, a.workspace_id as "workspaceId", a.locale, a.answer, a.status, a.hits, a.last_hit_at as "lastHitAt",
  a.updated_by as "updatedBy", a.updated_at as "updatedAt"`;

/**
 * Curated answers. Owns `curated_answers`, `curated_questions`, `curated_clauses` and `curated_books`. Every method is told
 * the workspace: another workspace's id is simply not found. Construct it on a transaction's Db to join one.
 */
export class SqlCuratedStore {
  constructor(private readonly db: Db) {}

  /** Newest change first; removed ones only when they are asked for. */
  async list(workspaceId: string, { search = '', status }: CuratedFilter = {}): Promise<CuratedRow[]> {
    const rows = await this.db.query<AnswerRow>(
      `select ${COLUMNS} from curated_answers a
        where a.workspace_id = $1 and (a.status = $2 or $2::text is null and a.status <> 'removed')
          and (position(lower($3) in lower(a.answer)) > 0
               or exists (select 1 from curated_questions q where q.answer_id = a.id and position(lower($3) in lower(q.text)) > 0))
        order by a.updated_at desc, a.id desc`,
      [workspaceId, status ?? null, search.trim()],
    );
    return this.complete(workspaceId, rows);
  }

  async find(workspaceId: string, id: string): Promise<CuratedRow | undefined> {
    const sql = `select ${COLUMNS} from curated_answers a where a.workspace_id = $1 and a.id = $2`;
    const [row] = await this.complete(workspaceId, await this.db.query<AnswerRow>(sql, [workspaceId, id]));
    return row;
  }

  /** Held until the transaction ends. Lock first, read after. */
  async lock(workspaceId: string, id: string): Promise<void> {
    const sql = `select a.id from curated_answers a where a.workspace_id = $1 and a.id = $2 for update`;
    await this.db.query(sql, [workspaceId, id]);
  }

  /** Writes all of it but the hits, and moves the book. */
  async save(row: CuratedRow): Promise<void> {
    const { id, workspaceId } = row;
    await this.db.query(
      `insert into curated_answers (id, workspace_id, locale, answer, status, updated_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)
       on conflict (id) do update set locale = excluded.locale, answer = excluded.answer, status = excluded.status,
         updated_by = excluded.updated_by, updated_at = excluded.updated_at
         where curated_answers.workspace_id = excluded.workspace_id`,
      [id, workspaceId, row.locale, row.answer, row.status, row.updatedBy, row.updatedAt],
    );
    await this.replaceQuestions(row);
    await this.replaceClauses(row);
    await this.moveBook(workspaceId);
  }

  async setStatus(
    workspaceId: string,
    id: string,
    change: { readonly status: CuratedStatus; readonly updatedBy: string; readonly updatedAt: Date },
  ): Promise<void> {
    await this.db.query(
      `update curated_answers set status = $3, updated_by = $4, updated_at = $5 where workspace_id = $1 and id = $2`,
      [workspaceId, id, change.status, change.updatedBy, change.updatedAt],
    );
    await this.moveBook(workspaceId);
  }

  async countHit(workspaceId: string, id: string, at: Date): Promise<void> {
    await this.db.query(
      `update curated_answers set hits = hits + 1, last_hit_at = greatest(last_hit_at, $3) where workspace_id = $1 and id = $2`,
      [workspaceId, id, at],
    );
  }

  /** Keeps vectors that were made later; what is answered does not change by it. */
  async keepVectors(workspaceId: string, { id, questions }: Pick<CuratedRow, 'id' | 'questions'>): Promise<void> {
    for (const { text, model, vector } of questions)
      await this.db.query(
        `update curated_questions set model = $4, vector = decode($5::text, 'base64')
           where workspace_id = $1 and answer_id = $2 and text = $3`,
        [workspaceId, id, text, model ?? null, written(vector)],
      );
  }

  async book(workspaceId: string): Promise<CuratedBookRow> {
    const [row] = await this.db.query<{ revision: string; zh: number | null; en: number | null }>(
      `select revision, threshold_zh as zh, threshold_en as en from curated_books where workspace_id = $1`,
      [workspaceId],
    );
    return { revision: Number(row?.revision ?? 0), thresholds: { zh: row?.zh ?? null, en: row?.en ?? null } };
  }

  async setThresholds(workspaceId: string, { zh, en }: Readonly<Record<Locale, number | null>>): Promise<void> {
    await this.db.query(
      `insert into curated_books as b (workspace_id, revision, threshold_zh, threshold_en) values ($1, 1, $2, $3)
       on conflict (workspace_id) do update set revision = b.revision + 1, threshold_zh = $2, threshold_en = $3`,
      [workspaceId, zh, en],
    );
  }

  private async moveBook(workspaceId: string): Promise<void> {
    await this.db.query(
      `insert into curated_books as b (workspace_id, revision) values ($1, 1)
       on conflict (workspace_id) do update set revision = b.revision + 1`,
      [workspaceId],
    );
  }

  private async replaceQuestions({ id, workspaceId, questions }: CuratedRow): Promise<void> {
    await this.db.query(`delete from curated_questions where workspace_id = $1 and answer_id = $2`, [workspaceId, id]);
    await this.db.query(
      `insert into curated_questions (answer_id, workspace_id, position, text, model, vector)
       select $1, $2, r.position - 1, r.text, r.model, decode(r.vector, 'base64')
         from unnest($3::text[], $4::text[], $5::text[]) with ordinality as r (text, model, vector, position)`,
      [
        id,
        workspaceId,
        questions.map(({ text }) => text),
        questions.map(({ model }) => model ?? null),
        questions.map(({ vector }) => written(vector)),
      ],
    );
  }

  private async replaceClauses({ id, workspaceId, clauses }: CuratedRow): Promise<void> {
    await this.db.query(`delete from curated_clauses where workspace_id = $1 and answer_id = $2`, [workspaceId, id]);
    await this.db.query(
      `insert into curated_clauses (answer_id, workspace_id, position, policy_id, clause_key, policy_title, version, heading, text)
       select $1, $2, (r.ordinality - 1)::integer, r."policyId", r."clauseKey", r."policyTitle", r.version, r.heading, r.text
         from rows from (jsonb_to_recordset($3::jsonb) as ("policyId" text, "clauseKey" text, "policyTitle" text, version integer, heading text, text text))
              with ordinality as r ("policyId", "clauseKey", "policyTitle", version, heading, text, ordinality)`,
      [id, workspaceId, JSON.stringify(clauses)],
    );
  }

  private async complete(workspaceId: string, rows: readonly AnswerRow[]): Promise<CuratedRow[]> {
    if (!rows.length) return [];
    const ids = rows.map(({ id }) => id);
    const questions = await this.db.query<QuestionRow>(
      `select q.answer_id as "answerId", q.text, q.model, q.vector from curated_questions q
        where q.workspace_id = $1 and q.answer_id = any($2::text[]) order by q.position`,
      [workspaceId, ids],
    );
    const clauses = await this.db.query<ConfirmedClause & { answerId: string }>(
      `select c.answer_id as "answerId", c.policy_id as "policyId", c.clause_key as "clauseKey", c.policy_title as "policyTitle",
              c.version, c.heading, c.text from curated_clauses c
        where c.workspace_id = $1 and c.answer_id = any($2::text[]) order by c.position`,
      [workspaceId, ids],
    );
    return rows.map(({ lastHitAt, ...row }) => ({
      ...row,
      lastHitAt: lastHitAt ?? undefined,
      questions: questions.filter(({ answerId }) => answerId === row.id).map(toQuestion),
      clauses: clauses.filter(({ answerId }) => answerId === row.id).map(({ answerId: _answer, ...clause }) => clause),
    }));
  }
}

function toQuestion({ text, model, vector }: QuestionRow): CuratedQuestionRow {
  return model !== null && vector ? { text, model, vector: read(vector) } : { text };
}

/** 32-bit floats, little-endian, base64 on the way in. */
const written = (vector: Float32Array | undefined): string | null =>
  vector ? floatBytes(vector).toString('base64') : null;

const read = (bytes: Uint8Array): Float32Array =>
  floatsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
