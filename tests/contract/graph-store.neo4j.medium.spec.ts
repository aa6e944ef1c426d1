import { Neo4jGraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { checkNeo4j, describeWithService, type Neo4jServer, startNeo4j } from '@zhike/testing';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphStoreContract } from './graph-store.contract.js';
import { day, policyOf, publish, scopeOf, textsFound } from './graph-store.fixture.js';

/** What is asked of the contract is what is answered, not how soon on a busy machine. */
const PATIENT = { answerWithinMs: 20_000 };

describeWithService('the graph on Neo4j', await checkNeo4j(), () => {
  let server: Neo4jServer;
  beforeAll(async () => {
    server = await startNeo4j();
  });
  afterAll(() => server?.stop());

  graphStoreContract(async () => {
    const another = () => new Neo4jGraphStore({ ...server, ...PATIENT });
    const store = another();
    return { store, another, close: () => store.close() };
  });

  describe('in the server itself', () => {
    async function ask(cypher: string): Promise<unknown[]> {
      const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
      const { records } = await driver.executeQuery(cypher);
      await driver.close();
      return records.map((record) => record.get(0) as unknown);
    }

    it('a cleared graph leaves no node behind but one or two for each shop', async () => {
      const store = new Neo4jGraphStore({ ...server, ...PATIENT });
      await publish(store, { workspaceId: newId(), clauses: ['甲'], facts: [['全聚德(前门店)', '价格', '1 元']] });
      expect(await ask(`match (n:Alias) return n.text`)).toContain('全聚德');
      await store.clear();
      await store.close();
      expect(await ask(`match (n) where not n:Turnstile and not n:Workspace return n`)).toEqual([]);
    });

    it('words that its analyzer leaves out find nothing, not everything', async () => {
      const store = new Neo4jGraphStore({ ...server, ...PATIENT });
      const shop = newId();
      await publish(store, { workspaceId: shop, locale: 'en', clauses: ['Such goods may then be returned.'] });
      const scope = scopeOf(shop, { locale: 'en' });
      expect(await textsFound(store, scope, 'such')).toEqual([]);
      expect(await textsFound(store, scope, 'such goods')).toHaveLength(1);
      await store.close();
    });

    it('a version that stands is not written again when its successor is published', async () => {
      const store = new Neo4jGraphStore({ ...server, ...PATIENT });
      const shop = newId();
      const first = await publish(store, { workspaceId: shop, clauses: ['甲', '乙'] });
      const nodes = () =>
        ask(
          `match (n:Clause { workspaceId: '${shop}' }) where n.text in ['甲', '乙'] return elementId(n) order by n.text`,
        );
      const before = await nodes();
      const next = policyOf({ workspaceId: shop, policyId: first.policyId, from: day(12), clauses: ['丙'] });
      const ended = first.versions.map((version) => ({ ...version, effectiveTo: day(12) }));
      await store.replacePolicy({ ...first, versions: [...ended, ...next.versions] });
      expect(await store.count(shop)).toMatchObject({ clauses: 3 });
      expect(await nodes()).toEqual(before);
      await store.close();
    });
  });
});
