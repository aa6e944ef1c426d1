import type { ModelPrice, ModelSize, ModelTimeouts } from '@zhike/contracts';
import type { Db, SealedSecret } from '@zhike/platform';

/** A key as it is stored, with what people may see of it. */
export interface KeptKey extends SealedSecret {
  readonly lastFour: string | null;
  readonly setAt: Date;
}

export interface OwnModelRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly size: ModelSize;
  /** Without a slash at its end. */
  readonly url: string;
  readonly model: string;
  readonly price: ModelPrice | null;
  readonly timeoutsMs: ModelTimeouts;
  readonly key: KeptKey | null;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

type Flat = Omit<OwnModelRow, 'key'> & {
  readonly sealedKey: string | null;
  readonly keyId: string | null;
  readonly lastFour: string | null;
  readonly setAt: Date | null;
};

const COLUMNS = `
  m.id, m.workspace_id as "workspaceId", m.name, m.size, m.url, m.model, m.price, m.timeouts_ms as "timeoutsMs",
  m.sealed_key as "sealedKey", m.key_id as "keyId", m.key_last_four as "lastFour", m.key_set_at as "setAt",
  m.updated_by as "updatedBy", m.updated_at as "updatedAt"`;

/** Models that workspaces have set up. Owns `writer_models`. Another workspace's id is simply not found. */
export class SqlOwnModelStore {
  constructor(private readonly db: Db) {}

  /** In the order in which they are asked. */
  async list(workspaceId: string): Promise<OwnModelRow[]> {
    const sql = `select ${COLUMNS} from writer_models m where m.workspace_id = $1 order by m.position, m.id`;
    return (await this.db.query<Flat>(sql, [workspaceId])).map(unflatten);
  }

  /** Locked until the transaction ends, so that two changes of one model come one after the other. */
  async lock(workspaceId: string, id: string): Promise<OwnModelRow | undefined> {
    const sql = `select ${COLUMNS} from writer_models m where m.workspace_id = $1 and m.id = $2 for update`;
    const [row] = (await this.db.query<Flat>(sql, [workspaceId, id])).map(unflatten);
    return row;
  }

  /** Behind all others. False: the name is taken. */
  async add(row: OwnModelRow): Promise<boolean> {
    const rows = await this.db.query(
      `insert into writer_models (id, workspace_id, position, name, size, url, model, price, timeouts_ms,
                                  sealed_key, key_id, key_last_four, key_set_at, updated_by, updated_at)
       values ($1, $2, (select coalesce(max(o.position), 0) + 1 from writer_models o where o.workspace_id = $2),
               $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13, $14)
       on conflict (workspace_id, name) do nothing returning id`,
      valuesOf(row),
    );
    return rows.length > 0;
  }

  /** False: the name is taken by another. */
  async save(row: OwnModelRow): Promise<boolean> {
    const rows = await this.db.query(
      `update writer_models m
          set name = $3, size = $4, url = $5, model = $6, price = $7::jsonb, timeouts_ms = $8::jsonb,
              sealed_key = $9, key_id = $10, key_last_four = $11, key_set_at = $12, updated_by = $13, updated_at = $14
        where m.id = $1 and m.workspace_id = $2
          and not exists (select 1 from writer_models o where o.workspace_id = $2 and o.name = $3 and o.id <> $1)
       returning m.id`,
      valuesOf(row),
    );
    return rows.length > 0;
  }

  async remove(workspaceId: string, id: string): Promise<OwnModelRow | undefined> {
    const sql = `delete from writer_models m where m.workspace_id = $1 and m.id = $2 returning ${COLUMNS}`;
    const [row] = (await this.db.query<Flat>(sql, [workspaceId, id])).map(unflatten);
    return row;
  }

  /** The ids' order becomes theirs. False: they are not the ones there are. */
  async order(workspaceId: string, ids: readonly string[]): Promise<boolean> {
    const sql = `select m.id from writer_models m where m.workspace_id = $1 for update`;
    const there = (await this.db.query<{ id: string }>(sql, [workspaceId])).map(({ id }) => id);
    if (there.length !== ids.length || !there.every((id) => ids.includes(id))) return false;
    await this.db.query(
      `update writer_models m set position = o.position
         from unnest($2::text[]) with ordinality as o (id, position)
        where m.workspace_id = $1 and m.id = o.id`,
      [workspaceId, ids],
    );
    return true;
  }

  /** Rows whose key was sealed under another key than this one. */
  async sealedOtherwise(keyId: string): Promise<OwnModelRow[]> {
    const sql = `select ${COLUMNS} from writer_models m where m.key_id <> $1 order by m.id`;
    return (await this.db.query<Flat>(sql, [keyId])).map(unflatten);
  }

  /** Puts the same key sealed anew in the place of what it was read from; whatever was stored meanwhile stays. */
  async reseal({ id, key }: OwnModelRow, { text, keyId }: SealedSecret): Promise<void> {
    await this.db.query(`update writer_models set sealed_key = $3, key_id = $4 where id = $1 and sealed_key = $2`, [
      id,
      key?.text ?? null,
      text,
      keyId,
    ]);
  }

  /** Stored keys of the workspace that were sealed under none of these. */
  async countSealedUnderOthers(workspaceId: string, keyIds: readonly string[]): Promise<number> {
    const sql = `select count(*)::int as count from writer_models m where m.workspace_id = $1 and m.key_id <> all($2::text[])`;
    const [row] = await this.db.query<{ count: number }>(sql, [workspaceId, keyIds]);
    return row?.count ?? 0;
  }
}

function unflatten({ sealedKey, keyId, lastFour, setAt, ...row }: Flat): OwnModelRow {
  const key = sealedKey !== null && keyId !== null && setAt ? { text: sealedKey, keyId, lastFour, setAt } : null;
  return { ...row, key };
}

const valuesOf = ({ price, timeoutsMs, key, ...row }: OwnModelRow): unknown[] => [
  ...[row.id, row.workspaceId, row.name, row.size, row.url, row.model],
  ...[price && JSON.stringify(price), JSON.stringify(timeoutsMs)],
  ...[key?.text ?? null, key?.keyId ?? null, key?.lastFour ?? null, key?.setAt ?? null],
  ...[row.updatedBy, row.updatedAt],
];
