import type { AuditPage, AuditQuery } from '@zhike/contracts';
import { type Db, type PageCursor, readCursor, writeCursor } from '@zhike/platform';
import { SqlAuditLog } from './audit-log.store.js';
import { IdentityError } from './identity.errors.js';

const PAGE = 50;

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
      ...(last ? { next: writeCursor(last) } : {}),
    };
  }
}

function placeOf(cursor: string): PageCursor {
  const place = readCursor(cursor);
  if (place) return place;
  throw new IdentityError('audit-cursor-wrong', 'This page cannot be found; begin with the first one.');
}
