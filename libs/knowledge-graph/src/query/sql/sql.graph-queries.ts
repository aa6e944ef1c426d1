import type { Database, Db } from '@zhike/platform';
import { withinDeadline } from '../../graph.deadline.js';
import type { FoundNode, GraphQueries, NodeKey, QueryRow, QueryScope } from '../graph.queries.js';
import type { GraphQuery } from '../query.ast.js';
import { refuseWhole } from '../query.problem.js';
import { readRow } from '../statement.columns.js';
import { reachOf } from './query.reach.js';
import { readSizes } from './sql.graph-sizes.js';
import { readNodes } from './sql.nodes.js';
import { sqlStatement } from './sql.statement.js';

/** The statement's own time on PostgreSQL; whoever waits gives up a little later. */
const STATEMENT_MS = 8_000;
const DEADLINE_MS = 10_000;
/** Measured on the embedded database: two million joined rows take some seconds. */
const WIDEST = 2_000_000;

/** Searches on the graph's tables, in transactions that cannot write. */
export class SqlGraphQueries implements GraphQueries {
  readonly engine = 'sql';

  constructor(private readonly database: Database) {}

  /** `explain` tells little here, for the embedded database keeps no statistics: how far the pattern reaches is counted instead. */
  async examine(query: GraphQuery, scope: QueryScope): Promise<void> {
    const sizes = await this.reading(scope, (db) => readSizes(db, scope));
    const reach = reachOf(query, sizes);
    if (reach > WIDEST)
      throw refuseWhole('too-wide', Math.round(reach).toLocaleString('en'), WIDEST.toLocaleString('en'));
  }

  rows(query: GraphQuery, scope: QueryScope, most: number): Promise<readonly QueryRow[]> {
    return this.reading(scope, (db) => selectRows(db, query, scope, most));
  }

  nodes(scope: QueryScope, keys: readonly NodeKey[]): Promise<readonly FoundNode[]> {
    return this.reading(scope, (db) => readNodes(db, scope, keys));
  }

  private reading<Result>({ signal }: QueryScope, work: (db: Db) => Promise<Result>): Promise<Result> {
    const read = this.database.transaction(async (db) => {
      signal?.throwIfAborted();
      await db.query(`set transaction read only`);
      await db.query(`set local statement_timeout = ${STATEMENT_MS}`);
      return work(db);
    });
    return withinDeadline(read, DEADLINE_MS, signal);
  }
}

/** In a transaction of the caller's. Without statistics a nested loop over everything looks cheap, so none is planned. */
export async function selectRows(
  db: Db,
  query: GraphQuery,
  scope: QueryScope,
  most: number,
): Promise<readonly QueryRow[]> {
  await db.query(`set local enable_nestloop = off`);
  const { sql, params } = sqlStatement(query, scope, most);
  const rows = await db.query<Readonly<Record<string, unknown>>>(sql, params);
  return rows.map((row) => readRow(query, row));
}
