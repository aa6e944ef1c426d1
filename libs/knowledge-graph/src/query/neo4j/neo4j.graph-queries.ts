import type { Neo4jSessions } from '../../neo4j/neo4j.session.js';
import type { FoundNode, GraphQueries, NodeKey, QueryRow, QueryScope } from '../graph.queries.js';
import type { GraphQuery } from '../query.ast.js';
import { readRow } from '../statement.columns.js';
import { readNodes } from './neo4j.nodes.js';
import { checkPlan } from './neo4j.plan.js';
import { cypherStatement } from './neo4j.statement.js';

/** Searches on a Neo4j server, in transactions that it lets only read. */
export class Neo4jGraphQueries implements GraphQueries {
  readonly engine = 'neo4j';

  constructor(
    private readonly sessions: Neo4jSessions,
    /** The server ends a search that takes longer. */
    private readonly withinMs: number,
  ) {}

  /** Asks the server for its plan, and reads it before anything is run. */
  async examine(query: GraphQuery, scope: QueryScope): Promise<void> {
    const { cypher, params } = cypherStatement(query, scope, 1);
    checkPlan(await this.sessions.plan(cypher, params, this.withinMs, scope.signal));
  }

  rows(query: GraphQuery, scope: QueryScope, most: number): Promise<readonly QueryRow[]> {
    const { cypher, params } = cypherStatement(query, scope, most);
    return this.sessions.read(
      async (ask) => (await ask<Readonly<Record<string, unknown>>>(cypher, params)).map((row) => readRow(query, row)),
      this.withinMs,
      scope.signal,
    );
  }

  nodes(scope: QueryScope, keys: readonly NodeKey[]): Promise<readonly FoundNode[]> {
    return this.sessions.read((ask) => readNodes(ask, scope, keys), this.withinMs, scope.signal);
  }
}
