import type { Db } from '@zhike/platform';

/** When what is in force changes by itself: a scheduled version begins, a version ends. No event tells of it. */
export class SqlPolicyCalendar {
  constructor(private readonly db: Db) {}

  /** The first moment after `after` at which a published version of the workspace begins or ends; undefined: none is known. */
  async nextChangeAt(workspaceId: string, after: Date): Promise<Date | undefined> {
    const [row] = await this.db.query<{ at: Date | null }>(
      `select min(moment) as at
         from policy_versions v, unnest(array[v.effective_from, v.effective_to]) as moment
        where v.workspace_id = $1 and v.status = 'published' and moment > $2`,
      [workspaceId, after],
    );
    return row?.at ?? undefined;
  }
}
