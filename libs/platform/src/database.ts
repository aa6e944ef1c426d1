/** What stores ask of SQL: PostgreSQL's dialect, positional parameters ($1 …), rows as plain objects. */
export interface Db {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

export interface Database extends Db {
  readonly engine: 'pglite' | 'postgresql';
  /** Commits when `work` resolves, rolls back when it throws. Inside, use only the `db` handed in. */
  transaction<Result>(work: (db: Db) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export type UnitOfWork<Scope> = <Result>(work: (scope: Scope) => Promise<Result>) => Promise<Result>;
