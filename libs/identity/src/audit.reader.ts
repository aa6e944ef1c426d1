import type { AuditPage, AuditQuery } from '@zhike/contracts';
import type { Db } from '@zhike/platform';
import { SqlAuditLog } from './audit-log.store.js';
import { IdentityError } from './identity.errors.js';

const PAGE = 50;
const CURSOR = /^(\d{1,15})_([\w-]{1,64})$/;

/** What members of a workspace changed, for its owners to read. Throws `audit-cursor-wrong`. */
export class AuditReader {
  constructor(private readonly db: Db) {}

  async page(workspaceId: string, { cursor, member, about }: AuditQuery): Promise<AuditPage> {
    const filter = { ...(member ? { member } : {}), ...(about ? { about } : {}) };
    const after = cursor === undefined ? {} : { after: placeOf(cursor) };
    const rows = await new SqlAuditLog(this.db).page(workspaceId, { ...filter, ...after }, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    const last = rows.length > PAGE ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
      ...(last ? { next: `${last.at.getTime()}_${last.id}` } : {}),
    };
  }
}

/** Times in SQL are those of our clock, whole milliseconds. */
function placeOf(cursor: string): { at: Date; id: string } {
  const [, at, id] = CURSOR.exec(cursor) ?? [];
  if (at && id) return { at: new Date(Number(at)), id };
  throw new IdentityError('audit-cursor-wrong', 'This page cannot be found; begin with the first one.');
}
