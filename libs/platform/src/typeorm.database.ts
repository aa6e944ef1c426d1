import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import type { Database, Db } from './database.js';
import { lockDataDir } from './data-dir.lock.js';
import { DomainError } from './errors.js';

export class DatabaseError extends DomainError<'database-away'> {}

type Migrations = Extract<DataSourceOptions, { type: 'postgres' }>['migrations'];

export interface DatabaseOptions {
  readonly migrations: Migrations;
  /** A PostgreSQL server; without it the embedded database is used. */
  readonly url?: string | undefined;
  /** Folder of the embedded database; without it the database lives in memory. */
  readonly dataDir?: string | undefined;
  /** A dump of a migrated database to begin from; spares the seconds that a first start takes. */
  readonly loadDump?: Blob | undefined;
}

/** Opens PostgreSQL or the embedded PGlite and brings its schema up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<TypeOrmDatabase> {
  return options.url ? openPostgres(options.url, options.migrations) : openEmbedded(options);
}

async function openPostgres(url: string, migrations: Migrations): Promise<TypeOrmDatabase> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: migrations ?? [],
    poolSize: 10,
    connectTimeoutMS: 5_000,
    extra: { statement_timeout: 60_000 },
  });
  try {
    await source.initialize();
  } catch (error) {
    throw new DatabaseError(
      'database-away',
      `The database named by DATABASE_URL cannot be reached: ${reasonOf(error)}`,
      { cause: error },
    );
  }
  await migrateAlone(source);
  return new TypeOrmDatabase(source, 'postgresql', () => source.destroy());
}

/** Processes that start together migrate one after the other. */
async function migrateAlone(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query(`select pg_advisory_lock(hashtext('zhike-migrations'))`);
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query(`select pg_advisory_unlock(hashtext('zhike-migrations'))`);
    await runner.release();
  }
}

async function openEmbedded({ migrations, dataDir, loadDump }: DatabaseOptions): Promise<TypeOrmDatabase> {
  const unlock = dataDir ? lockDataDir(dataDir) : () => {};
  try {
    const engine = await PGlite.create({
      ...(dataDir ? { dataDir: join(dataDir, 'pglite') } : {}),
      ...(loadDump ? { loadDataDir: loadDump } : {}),
    });
    const pool = createPgConfig(engine);
    const source = new DataSource({
      type: 'postgres',
      migrations: migrations ?? [],
      extra: { ...pool, connection: pool.connection, max: 1, connectionTimeoutMillis: 20_000 },
    });
    await source.initialize();
    await source.runMigrations({ transaction: 'each' });
    const close = async () => {
      await source.destroy();
      if (!engine.closed) await engine.close();
      unlock();
    };
    return new TypeOrmDatabase(source, 'pglite', close, engine);
  } catch (error) {
    unlock();
    throw error;
  }
}

export class TypeOrmDatabase implements Database {
  constructor(
    private readonly source: DataSource,
    readonly engine: 'pglite' | 'postgresql',
    private readonly shut: () => Promise<void>,
    private readonly embedded?: PGlite,
  ) {}

  query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return queryWith<Row>(this.source.manager, sql, params);
  }

  transaction<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
    return this.source.transaction((manager) =>
      work({ query: <Row>(sql: string, params: readonly unknown[] = []) => queryWith<Row>(manager, sql, params) }),
    );
  }

  /** A copy of the embedded database's files, to begin another one from. */
  async dump(): Promise<Blob> {
    if (!this.embedded) throw new Error('Only the embedded database can be dumped this way; use pg_dump.');
    return this.embedded.dumpDataDir('none');
  }

  close(): Promise<void> {
    return this.shut();
  }
}

/** TypeORM answers `[rows, count]` to update and delete, and rows to everything else; callers always get rows. */
async function queryWith<Row>(manager: EntityManager, sql: string, params: readonly unknown[]): Promise<Row[]> {
  const answer: unknown = await manager.query(sql, [...params]);
  if (!Array.isArray(answer)) return [];
  const isPair = answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number';
  return (isPair ? answer[0] : answer) as Row[];
}

const reasonOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
