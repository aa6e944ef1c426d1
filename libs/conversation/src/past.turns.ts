import type { Db } from '@zhike/platform';
import type { PastTurn, PastTurns } from '@zhike/ports';

/** Reads `turns` for others; what is not closed yet has no answer. */
export class SqlPastTurns implements PastTurns {
  constructor(private readonly db: Db) {}

  page(workspaceId: string, since: Date, limit: number, after?: Pick<PastTurn, 'at' | 'turnId'>): Promise<PastTurn[]> {
    return this.db.query(
      `select id as "turnId", accepted_at as at, question, answer from turns
        where workspace_id = $1 and accepted_at >= $2
          and ($3::timestamptz is null or (accepted_at, id) < ($3, $4))
        order by accepted_at desc, id desc limit $5`,
      [workspaceId, since, after?.at ?? null, after?.turnId ?? null, limit],
    );
  }
}
