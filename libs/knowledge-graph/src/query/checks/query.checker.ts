import type { GraphCheck } from '@zhike/contracts';
import { type Database, type Db, newId } from '@zhike/platform';
import type { QueryRow } from '../graph.queries.js';
import type { GraphQuery } from '../query.ast.js';
import { selectRows } from '../sql/sql.graph-queries.js';
import { isFoundIn } from './example.match.js';
import { fillGraphTables, hideGraphTables } from './example.tables.js';
import { EXAMPLE_DAY, examplesOf, type QueryExample, speaksOfTime } from './near.misses.js';

/** More would only try the same again. */
const MOST_EXAMPLES = 24;

/**
 * Tries a search on graphs made from it: one that it must find, and some that differ in one thing and must not be found. It is
 * run for real, by the SQL adapter; what must come out is worked out apart from it. No checks: there is no example that it could find.
 */
export class QueryChecker {
  constructor(private readonly database: Database) {}

  async check(query: GraphQuery): Promise<GraphCheck[]> {
    // From the beginning, for a column may be skipped or the rows cut: what is tried is the pattern.
    const { skip: _skip, limit: _limit, ...whole } = query;
    const examples = examplesOf(whole).filter((example) => isTelling(whole, example));
    if (examples[0]?.kind !== 'found') return [];
    return this.database.transaction(async (db) => {
      await hideGraphTables(db);
      const checks: GraphCheck[] = [];
      for (const example of examples.slice(0, MOST_EXAMPLES)) checks.push(await tried(db, whole, example));
      return checks;
    });
  }
}

/** A near miss that is found all the same, by another way through it, tells nothing. */
function isTelling(query: GraphQuery, { kind, graph, isElsewhere }: QueryExample): boolean {
  return isElsewhere || kind === 'ended' || isFoundIn(query, graph) === (kind === 'found');
}

async function tried(
  db: Db,
  query: GraphQuery,
  { kind, about, graph, isElsewhere }: QueryExample,
): Promise<GraphCheck> {
  const workspaceId = newId();
  await fillGraphTables(db, graph, isElsewhere ? newId() : workspaceId);
  const scope = { workspaceId, ...(speaksOfTime(query) ? {} : { at: EXAMPLE_DAY }) };
  const rows = await selectRows(db, query, scope, 50);
  return { kind, about, isPassed: rows.some(isSomething) === (kind === 'found') };
}

/** A count of nothing is a row as well. */
const isSomething = ({ cells }: QueryRow) => !cells.every((cell) => cell.kind === 'value' && cell.value === 0);
