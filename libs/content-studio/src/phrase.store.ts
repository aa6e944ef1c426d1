import type { BannedPhrase } from '@zhike/contracts';
import type { Db } from '@zhike/platform';

export interface PhraseRow extends Omit<BannedPhrase, 'addedAt'> {
  readonly addedAt: Date;
}

/** What a workspace itself bans. Owns `banned_phrases`. */
export class SqlPhraseStore {
  constructor(private readonly db: Db) {}

  list(workspaceId: string): Promise<PhraseRow[]> {
    return this.db.query(
      `select p.id, p.phrase, p.why, p.severity, p.added_by as "addedBy", p.added_at as "addedAt"
         from banned_phrases p where p.workspace_id = $1 order by p.added_at desc, p.id desc`,
      [workspaceId],
    );
  }

  /** False: it is there already, as the screen compares phrases. */
  async add(
    workspaceId: string,
    { id, phrase, why, severity, addedBy, addedAt }: PhraseRow,
    folded: string,
  ): Promise<boolean> {
    const rows = await this.db.query(
      `insert into banned_phrases (id, workspace_id, phrase, folded, why, severity, added_by, added_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (workspace_id, folded) do nothing returning id`,
      [id, workspaceId, phrase, folded, why, severity, addedBy, addedAt],
    );
    return rows.length > 0;
  }

  async remove(workspaceId: string, id: string): Promise<PhraseRow | undefined> {
    const [row] = await this.db.query<PhraseRow>(
      `delete from banned_phrases p where p.workspace_id = $1 and p.id = $2
       returning p.id, p.phrase, p.why, p.severity, p.added_by as "addedBy", p.added_at as "addedAt"`,
      [workspaceId, id],
    );
    return row;
  }
}
