import type { Db } from '@zhike/platform';

/** A draft somebody has taken on to write. */
export interface ClaimedDraft {
  readonly id: string;
  readonly briefId: string;
  readonly workspaceId: string;
}

/** Who writes which draft. A claim with a beat: a writer that died is replaced, and one that was replaced notices. */
export class SqlWritingStore {
  constructor(private readonly db: Db) {}

  /** The first draft of the brief that nobody writes, or whose writer has not been heard of since `staleBefore`. */
  async claimNext(briefId: string, claim: string, now: Date, staleBefore: Date): Promise<ClaimedDraft | undefined> {
    const [row] = await this.db.query<ClaimedDraft>(
      `update copy_drafts set progress = 'writing', claim = $2, beat_at = $3, partial = ''
        where id = (select d.id from copy_drafts d
                     where d.brief_id = $1 and (d.progress = 'waiting' or d.progress = 'writing' and d.beat_at < $4)
                     order by d.position limit 1 for update skip locked)
       returning id, brief_id as "briefId", workspace_id as "workspaceId"`,
      [briefId, claim, now, staleBefore],
    );
    return row;
  }

  /** False: the claim is another's by now, or writing was stopped. */
  async beat(id: string, claim: string, partial: string, now: Date): Promise<boolean> {
    const rows = await this.db.query(
      `update copy_drafts set partial = $3, beat_at = $4 where id = $1 and claim = $2 and progress = 'writing' returning id`,
      [id, claim, partial, now],
    );
    return rows.length > 0;
  }

  /** Locks it for the transaction where the claim still holds. */
  async holds(id: string, claim: string): Promise<boolean> {
    const rows = await this.db.query(
      `select d.id from copy_drafts d where d.id = $1 and d.claim = $2 and d.progress = 'writing' for update`,
      [id, claim],
    );
    return rows.length > 0;
  }

  async fail(id: string, claim: string, problem: string, now: Date): Promise<void> {
    await this.db.query(
      `update copy_drafts set progress = 'failed', problem = $3, partial = '', claim = null, updated_at = $4
        where id = $1 and claim = $2 and progress = 'writing'`,
      [id, claim, problem, now],
    );
  }

  /** What waits for the same model would meet the same failure. */
  async failWaiting(briefId: string, problem: string, now: Date): Promise<void> {
    await this.db.query(
      `update copy_drafts set progress = 'failed', problem = $2, updated_at = $3
        where brief_id = $1 and progress = 'waiting' and writer = 'model'`,
      [briefId, problem, now],
    );
  }

  /** Ends all that is still to be written; a writer at work hears of it with its next beat. */
  async stop(workspaceId: string, briefId: string, now: Date): Promise<void> {
    await this.db.query(
      `update copy_drafts set progress = case when state > 0 then 'ready' else 'stopped' end, partial = '', claim = null, updated_at = $3
        where workspace_id = $1 and brief_id = $2 and progress in ('waiting', 'writing')`,
      [workspaceId, briefId, now],
    );
  }

  /** Briefs with drafts that nobody has been heard to write since. */
  async staleBriefs(staleBefore: Date): Promise<string[]> {
    const rows = await this.db.query<{ briefId: string }>(
      `select distinct d.brief_id as "briefId" from copy_drafts d where d.progress in ('waiting', 'writing') and d.beat_at < $1`,
      [staleBefore],
    );
    return rows.map(({ briefId }) => briefId);
  }

  /** Keeps waiting drafts of a brief that is worked on from looking forgotten. */
  async keepWaiting(briefIds: readonly string[], now: Date): Promise<void> {
    if (!briefIds.length) return;
    await this.db.query(
      `update copy_drafts set beat_at = $2 where brief_id = any($1::text[]) and progress = 'waiting'`,
      [[...briefIds], now],
    );
  }
}
