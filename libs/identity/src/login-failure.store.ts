import type { Db } from '@zhike/platform';

export interface Allowance {
  readonly now: Date;
  /** Failures before this are forgotten. */
  readonly since: Date;
  readonly most: number;
}

/** Owns `login_failures`. */
export class SqlLoginFailureStore {
  constructor(private readonly db: Db) {}

  /**
   * Counts a failure before the password is looked at and says whether there was room for it; a success takes it back.
   * Counted afterwards, a hundred guesses at once would all find none. The row's lock makes them come one by one.
   */
  async countAhead(key: string, { now, since, most }: Allowance): Promise<boolean> {
    const rows = await this.db.query(
      `insert into login_failures as f (key, failed_at) values ($1, array[$2::timestamptz])
       on conflict (key) do update
         set failed_at = array(select t from unnest(f.failed_at) t where t > $3::timestamptz) || $2::timestamptz
         where (select count(*) from unnest(f.failed_at) t where t > $3::timestamptz) < $4::integer
       returning f.key`,
      [key, now, since, most],
    );
    return rows.length > 0;
  }

  async forget(key: string): Promise<void> {
    await this.db.query(`delete from login_failures where key = $1`, [key]);
  }

  /** Rows another process is at are left to it. */
  async removeOld(since: Date): Promise<void> {
    await this.db.query(
      `delete from login_failures where key in (
         select key from login_failures where failed_at[cardinality(failed_at)] <= $1 for update skip locked)`,
      [since],
    );
  }
}
