import type { GraphAttempt, GraphCheck, GraphOffer } from '@zhike/contracts';
import type { QueryChecker } from '../checks/query.checker.js';
import type { GraphQueries, QueryScope } from '../graph.queries.js';
import { parseQuery } from '../query.parser.js';
import { GraphQueryError } from '../query.problem.js';
import { queryText } from '../query.text.js';

/** What became of a search that somebody else than the member wrote. */
export interface Vetted {
  readonly isUsable: boolean;
  /** As it is offered, rendered anew; of what could not be read, as it was written. */
  readonly cypher: string;
  readonly checks: readonly GraphCheck[];
  /** Why not, for whoever wrote it. */
  readonly reason: string;
  readonly because?: Exclude<GraphOffer['because'], 'model-away' | 'not-understood'>;
  readonly attempt: GraphAttempt;
}

const LONGEST_SHOWN = 2_000;

/** Read, looked through for writing, planned by the store, and tried on examples made from it, in this order. */
export async function vetQuery(
  cypher: string,
  queries: GraphQueries,
  checker: QueryChecker,
  scope: QueryScope,
): Promise<Vetted> {
  try {
    const query = parseQuery(cypher);
    await queries.examine(query, scope);
    return judged(queryText(query), await checker.check(query));
  } catch (error) {
    if (!(error instanceof GraphQueryError)) throw error;
    const { problem } = error;
    const attempt = { cypher: cypher.slice(0, LONGEST_SHOWN), problem, failed: [] };
    return { isUsable: false, cypher, checks: [], reason: problem.message, because: 'never-valid', attempt };
  }
}

function judged(cypher: string, checks: readonly GraphCheck[]): Vetted {
  const failed = checks.filter(({ isPassed }) => !isPassed);
  const attempt = { cypher, failed };
  if (!checks.length) {
    const reason = 'Its conditions contradict one another: nothing could ever be found.';
    return { isUsable: false, cypher, checks, reason, because: 'no-example', attempt };
  }
  if (failed.length) {
    const reason = `On examples it found what it must not, or not what it must: ${failed.map(({ kind, about }) => `${kind} ${about}`).join('; ')}.`;
    return { isUsable: false, cypher, checks, reason, because: 'checks-failed', attempt };
  }
  return { isUsable: true, cypher, checks, reason: '', attempt };
}
