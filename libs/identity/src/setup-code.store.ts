import type { Db } from '@zhike/platform';

/** Owns `setup_codes`. */
export class SqlSetupCodeStore {
  constructor(private readonly db: Db) {}

  /** Held until the transaction ends: who sets up and who issues codes wait for one another. Lock first, read after. */
  async lock(): Promise<void> {
    await this.db.query(`select pg_advisory_xact_lock(hashtext('identity-setup'))`);
  }

  async replace(codeHash: string, at: Date): Promise<void> {
    await this.db.query(
      `insert into setup_codes (code_hash, issued_at) values ($1, $2)
       on conflict (is_current) do update set code_hash = excluded.code_hash, issued_at = excluded.issued_at`,
      [codeHash, at],
    );
  }

  async isCurrent(codeHash: string): Promise<boolean> {
    return (await this.db.query(`select 1 from setup_codes where code_hash = $1`, [codeHash])).length > 0;
  }

  /** False when it is not the current code. A code serves once. */
  async use(codeHash: string): Promise<boolean> {
    return (
      (await this.db.query(`delete from setup_codes where code_hash = $1 returning code_hash`, [codeHash])).length > 0
    );
  }
}
