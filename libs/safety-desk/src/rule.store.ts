import type { Db } from '@zhike/platform';
import type { RuleRow, StoredWord } from './safety.rows.js';

const ROW = `r.id, r.workspace_id as "workspaceId", r.name, r.kind, r.words, r.word_count as "wordCount", r.file_name as "fileName",
  r.direction, r.category, r.severity, r.mode, r.owner, r.expires_at as "expiresAt", r.note, r.template, r.revision,
  r.words_revision as "wordsRevision", r.created_at as "createdAt", r.updated_by as "updatedBy", r.updated_at as "updatedAt"`;

/** What a workspace looks for itself. Owns `safety_rules`, `safety_lists` and `safety_revisions`. */
export class SqlRuleStore {
  constructor(private readonly db: Db) {}

  list(workspaceId: string): Promise<RuleRow[]> {
    return this.db.query(
      `select ${ROW} from safety_rules r where r.workspace_id = $1 and r.removed_at is null
        order by r.created_at desc, r.id desc`,
      [workspaceId],
    );
  }

  async find(workspaceId: string, id: string): Promise<RuleRow | undefined> {
    const [row] = await this.db.query<RuleRow>(
      `select ${ROW} from safety_rules r where r.workspace_id = $1 and r.id = $2 and r.removed_at is null`,
      [workspaceId, id],
    );
    return row;
  }

  /** Also of rules that are gone: their past hits still name them. */
  async names(workspaceId: string): Promise<Map<string, { name: string; isGone: boolean }>> {
    const rows = await this.db.query<{ id: string; name: string; isGone: boolean }>(
      `select id, name, removed_at is not null as "isGone" from safety_rules where workspace_id = $1`,
      [workspaceId],
    );
    return new Map(rows.map(({ id, ...row }) => [id, row]));
  }

  async add(row: RuleRow): Promise<void> {
    await this.db.query(
      `insert into safety_rules (id, workspace_id, name, kind, words, word_count, file_name, direction, category, severity,
         mode, owner, expires_at, note, template, revision, words_revision, created_at, updated_by, updated_at)
       values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
      [...valuesOf(row), row.revision, row.wordsRevision, row.createdAt, row.updatedBy, row.updatedAt],
    );
  }

  /** False: it is no longer as it was read. */
  async change(row: RuleRow, readRevision: number): Promise<boolean> {
    const rows = await this.db.query(
      `update safety_rules set name = $3, kind = $4, words = $5::jsonb, word_count = $6, file_name = $7, direction = $8,
         category = $9, severity = $10, mode = $11, owner = $12, expires_at = $13, note = $14, template = $15,
         revision = $16, words_revision = $17, updated_by = $18, updated_at = $19
       where id = $1 and workspace_id = $2 and revision = $20 and removed_at is null returning id`,
      [...valuesOf(row), row.revision, row.wordsRevision, row.updatedBy, row.updatedAt, readRevision],
    );
    return rows.length > 0;
  }

  async remove(workspaceId: string, id: string, at: Date): Promise<void> {
    await this.db.query(`update safety_rules set removed_at = $3 where workspace_id = $1 and id = $2`, [
      workspaceId,
      id,
      at,
    ]);
    await this.db.query(`delete from safety_lists where workspace_id = $1 and rule_id = $2`, [workspaceId, id]);
  }

  async putList(workspaceId: string, ruleId: string, words: readonly StoredWord[]): Promise<void> {
    await this.db.query(
      `insert into safety_lists (rule_id, workspace_id, words) values ($1, $2, $3::jsonb)
       on conflict (rule_id) do update set words = excluded.words`,
      [ruleId, workspaceId, JSON.stringify(words)],
    );
  }

  async listWords(ruleId: string): Promise<readonly StoredWord[]> {
    const [row] = await this.db.query<{ words: readonly StoredWord[] }>(
      `select words from safety_lists where rule_id = $1`,
      [ruleId],
    );
    return row?.words ?? [];
  }

  async workspaces(): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(`select workspace_id as id from safety_revisions order by 1`);
    return rows.map(({ id }) => id);
  }

  async revision(workspaceId: string): Promise<number> {
    const [row] = await this.db.query<{ revision: string }>(
      `select revision from safety_revisions where workspace_id = $1`,
      [workspaceId],
    );
    return Number(row?.revision ?? 0);
  }

  /** With every change of what is looked for, in its transaction. */
  async moveRevision(workspaceId: string): Promise<void> {
    await this.db.query(
      `insert into safety_revisions (workspace_id, revision) values ($1, 1)
       on conflict (workspace_id) do update set revision = safety_revisions.revision + 1`,
      [workspaceId],
    );
  }
}

const valuesOf = (row: RuleRow): unknown[] => [
  ...[row.id, row.workspaceId, row.name, row.kind, JSON.stringify(row.words), row.wordCount, row.fileName],
  ...[row.direction, row.category, row.severity, row.mode, row.owner, row.expiresAt, row.note, row.template],
];
