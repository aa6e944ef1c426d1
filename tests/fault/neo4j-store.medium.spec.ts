import { KnowledgeAwayError, Neo4jGraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import { checkNeo4j, describeWithService, type Neo4jServer, startNeo4j } from '@zhike/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { publish, scopeOf, textsFound } from '../contract/graph-store.fixture.js';

/** A customer is waiting; more than this is a hang. */
const PATIENCE_MS = 5_000;

describeWithService('a Neo4j that does not answer', await checkNeo4j(), () => {
  let server: Neo4jServer;
  let store: Neo4jGraphStore;
  let shop = '';
  beforeAll(async () => {
    server = await startNeo4j();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    shop = newId();
    store = new Neo4jGraphStore(server);
    await eventually(() => store.prepare());
    await publish(store, { workspaceId: shop, clauses: ['退货条款'] });
    await eventually(() => textsFound(store, scopeOf(shop), '退货'));
  });
  afterEach(() => store.close());

  const found = (asked = store) => textsFound(asked, scopeOf(shop), '退货');

  async function expectAway(work: () => Promise<unknown>): Promise<KnowledgeAwayError> {
    const began = Date.now();
    const error: unknown = await work().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(KnowledgeAwayError);
    expect(Date.now() - began).toBeLessThan(PATIENCE_MS);
    return error as KnowledgeAwayError;
  }

  it('because it was killed: every question is refused in time, and answered when it is back', async () => {
    await server.kill();
    await expectAway(() => found());
    await expectAway(() => store.searchVectors(scopeOf(shop), Float32Array.of(1, 0), 'model', 5));
    await expectAway(() => store.neighbours(scopeOf(shop), ['x']));
    await expectAway(() => store.findMentions(scopeOf(shop), '茶壶'));
    await expectAway(() => store.factsAbout(scopeOf(shop), ['茶壶']));
    await expectAway(() => store.count(shop));
    await expectAway(() => store.ping());
    await expectAway(() => store.clear(shop));
    await expectAway(() => publish(store, { workspaceId: shop, clauses: ['新条款'] }));

    await server.restart();
    expect(await eventually(() => found())).toEqual(['退货条款']);
    await store.ping();
  });

  it('because it stands still: nobody waits for it, and it is asked again when it goes on', async () => {
    const fresh = new Neo4jGraphStore(server);
    server.freeze();
    try {
      const { message } = await expectAway(() => found());
      expect(message).toContain('no answer within');
      await Promise.all([expectAway(() => store.ping()), expectAway(() => found()), expectAway(() => found())]);
      await expectAway(() => found(fresh));
      const scope = scopeOf(shop, { signal: AbortSignal.timeout(100) });
      const asked = store.searchText(scope, [{ text: '退货', weight: 1 }], 5);
      await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
    } finally {
      server.thaw();
    }
    expect(await eventually(() => found())).toEqual(['退货条款']);
    expect(await eventually(() => found(fresh))).toEqual(['退货条款']);
    await fresh.close();
  });

  it('because it refuses the password: the message names the cause and not the password', async () => {
    const password = 'not-the-password';
    const stranger = new Neo4jGraphStore({ ...server, password });
    for (const work of [() => found(stranger), () => stranger.ping(), () => stranger.prepare()]) {
      const error = await expectAway(work);
      expect(error.message).toContain('user or password refused');
      expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(
        password,
      );
    }
    await stranger.close();
  });

  it('because nothing listens there: it is said at once', async () => {
    const lost = new Neo4jGraphStore({ ...server, url: 'bolt://127.0.0.1:1' });
    const { message } = await expectAway(() => lost.ping());
    expect(message).toContain('no connection');
    await lost.close();
  });

  it('and comes back as an empty one: what it needs is made again by itself', async () => {
    const spare = await startNeo4j();
    const moved = new Neo4jGraphStore(spare);
    await eventually(() => moved.prepare());
    await publish(moved, { workspaceId: shop, clauses: ['退货条款'] });
    await spare.wipe();
    await expectAway(() => found(moved));
    await spare.restart();
    expect(await eventually(() => found(moved))).toEqual([]);
    await publish(moved, { workspaceId: shop, clauses: ['退货条款'] });
    expect(await eventually(() => found(moved))).toEqual(['退货条款']);
    await moved.close();
    await spare.stop();
  });
});

/** A server that has just begun answers its first questions slowly, on a busy machine too slowly for a customer. */
async function eventually<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KnowledgeAwayError) || Date.now() > deadline) throw error;
    }
  }
}
