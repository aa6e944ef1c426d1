import type { Db } from '@zhike/platform';

export interface CustomerSecretRow {
  readonly workspaceId: string;
  readonly secret: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** Owns `customer_secrets`: one a workspace. */
export class SqlCustomerSecretStore {
  constructor(private readonly db: Db) {}

  async find(workspaceId: string): Promise<CustomerSecretRow | undefined> {
    const [row] = await this.db.query<CustomerSecretRow>(
      `select workspace_id as "workspaceId", secret, made_by as "madeBy", made_at as "madeAt"
         from customer_secrets where workspace_id = $1`,
      [workspaceId],
    );
    return row;
  }

  async replace({ workspaceId, secret, madeBy, madeAt }: CustomerSecretRow): Promise<void> {
    await this.db.query(
      `insert into customer_secrets (workspace_id, secret, made_by, made_at) values ($1, $2, $3, $4)
       on conflict (workspace_id) do update
         set secret = excluded.secret, made_by = excluded.made_by, made_at = excluded.made_at`,
      [workspaceId, secret, madeBy, madeAt],
    );
  }

  async remove(workspaceId: string): Promise<boolean> {
    const sql = `delete from customer_secrets where workspace_id = $1 returning workspace_id`;
    return (await this.db.query(sql, [workspaceId])).length > 0;
  }
}
