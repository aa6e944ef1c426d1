import { afterAll, beforeAll } from 'vitest';
import { audiencesContract } from './graph-store.audiences.contract.js';
import type { GraphGround } from './graph-store.fixture.js';
import { linksContract } from './graph-store.links.contract.js';
import { partsContract } from './graph-store.parts.contract.js';
import { queriesContract } from './graph-store.queries.contract.js';
import { searchContract } from './graph-store.search.contract.js';
import { sentencesContract } from './graph-store.sentences.contract.js';
import { sharedVectorsContract } from './graph-store.shared.contract.js';
import { writesContract } from './graph-store.writes.contract.js';

/** What every adapter of the graph owes, on a store that starts empty. Each test has a shop of its own. */
export function graphStoreContract(open: () => Promise<GraphGround>): void {
  let ground: GraphGround;
  beforeAll(async () => {
    ground = await open();
    await ground.store.prepare();
  });
  afterAll(() => ground?.close());

  searchContract(() => ground.store);
  linksContract(() => ground.store);
  partsContract(() => ground.store);
  sentencesContract(() => ground.store);
  sharedVectorsContract(() => ground.store);
  audiencesContract(() => ground.store);
  queriesContract(() => ground.store);
  writesContract(() => ground);
}
