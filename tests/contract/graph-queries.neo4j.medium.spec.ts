import {
  KnowledgeAwayError,
  Neo4jGraphStore,
  parseQuery,
  queryText,
  type QueryScope,
  SqlGraphStore,
} from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { checkNeo4j, describeWithService, type Neo4jServer, openTestDatabase, startNeo4j } from '@zhike/testing';
import type { Plan } from 'neo4j-driver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Neo4jSessions } from '../../libs/knowledge-graph/src/neo4j/neo4j.session.js';
import { checkPlan } from '../../libs/knowledge-graph/src/query/neo4j/neo4j.plan.js';
import { cypherStatement } from '../../libs/knowledge-graph/src/query/neo4j/neo4j.statement.js';
import { RandomQueries } from '../../libs/knowledge-graph/src/query/random.query.fake.js';
import { TODAY } from './graph-store.fixture.js';
import { publishForQueries } from './graph-store.queries.contract.js';

/** What is compared is what comes out, not how soon on a busy machine. */
const PATIENT_MS = 60_000;

/** On a busy machine a connection may not be free in time; asked again it is. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let left = 5; ; left--)
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !(error instanceof KnowledgeAwayError)) throw error;
    }
}

describeWithService('searches of members on Neo4j and in SQL', await checkNeo4j(), () => {
  let server: Neo4jServer;
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let inNeo4j: Neo4jGraphStore;
  let inSql: SqlGraphStore;
  const shop = newId();
  beforeAll(async () => {
    server = await startNeo4j();
    database = await openTestDatabase();
    inNeo4j = new Neo4jGraphStore({ ...server, answerWithinMs: PATIENT_MS });
    inSql = new SqlGraphStore(database);
    await patiently(() => inNeo4j.prepare());
    for (const workspaceId of [shop, newId()])
      for (const policy of await publishForQueries(inSql, workspaceId))
        await patiently(() => inNeo4j.replacePolicy(policy));
  }, 400_000);
  afterAll(async () => {
    await inNeo4j?.close();
    await database?.close();
    await server?.stop();
  });

  it('give the same rows in the same order, whatever is asked', async () => {
    const random = new RandomQueries(4_711);
    let filled = 0;
    for (let count = 0; count < 80; count++) {
      const query = random.query();
      const scope: QueryScope = { workspaceId: shop, ...(random.chance(0.5) ? { at: TODAY } : {}) };
      await patiently(() => inNeo4j.queries.examine(query, scope));
      const left = await patiently(() => inNeo4j.queries.rows(query, scope, 200));
      const right = await inSql.queries.rows(query, scope, 200);
      expect(left, queryText(query)).toEqual(right);
      if (left.length) filled++;
    }
    expect(filled).toBeGreaterThan(15);
  }, 400_000);

  it('cannot write, even if a statement tried to', async () => {
    const sessions = new Neo4jSessions(server);
    const writing = sessions.read((ask) => ask('create (n:Clause) return n'), PATIENT_MS);
    await expect(writing).rejects.toThrow();
    expect(await sessions.read((ask) => ask(`match (n:Clause) where n.id is null return n`), PATIENT_MS)).toEqual([]);
    for (const statement of [
      'match (n) detach delete n',
      'match (n:Clause) set n.text = 1',
      'merge (n:Clause { id: 1 })',
      'match (n:Clause) remove n:Clause',
      'match (n:Clause) foreach (x in [1] | create (:A))',
      'load csv from "file:///a" as line return line',
      'call db.labels()',
      'create (n:Clause)',
    ])
      await expect(
        sessions.plan(statement, {}, PATIENT_MS).then((plan) => checkPlan(plan)),
        statement,
      ).rejects.toMatchObject({ problem: { kind: 'plan-writes' } });
    await sessions.close();
  });

  it('are refused when the plan combines everything with everything', async () => {
    const operator = (operatorType: string, rows: number, ...children: Plan[]): Plan => ({
      ...{ operatorType: `${operatorType}@neo4j`, identifiers: [], children },
      arguments: { EstimatedRows: String(rows) },
    });
    const product = (rows: number) => operator('ProduceResults', 1, operator('CartesianProduct', rows));
    expect(() => checkPlan(product(1_000))).not.toThrow();
    expect(() => checkPlan(product(1e9))).toThrow(/everything with everything/u);
  });

  it('hand nothing of the text to the server but values of parameters', async () => {
    const text = `MATCH (secretName:Fact { relation: 'secret-value' })-[:ABOUT]->(e:Entity) WHERE e.name CONTAINS 'secret-too' RETURN secretName.value AS secretAlias`;
    const { cypher, params } = cypherStatement(parseQuery(text), { workspaceId: shop }, 5);
    expect(cypher).not.toContain('secret');
    expect(Object.values(params)).toEqual(expect.arrayContaining([shop, 'secret-value', 'secret-too']));
  });

  it('end on the server when they take too long', async () => {
    const { Neo4jGraphQueries } = await import('../../libs/knowledge-graph/src/query/neo4j/neo4j.graph-queries.js');
    const sessions = new Neo4jSessions(server);
    const impatient = new Neo4jGraphQueries(sessions, 1);
    await expect(
      impatient.rows(parseQuery('MATCH (f:Fact)-[:ABOUT]->(e:Entity) RETURN f, e'), { workspaceId: shop }, 5),
    ).rejects.toMatchObject({ code: 'graph-away' });
    await sessions.close();
  });
});
