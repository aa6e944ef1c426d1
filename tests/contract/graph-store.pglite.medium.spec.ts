import { SqlGraphStore } from '@zhike/knowledge-graph';
import { openTestDatabase } from '@zhike/testing';
import { describe } from 'vitest';
import { graphStoreContract } from './graph-store.contract.js';

describe('the graph on the embedded database', () => {
  graphStoreContract(async () => {
    const database = await openTestDatabase();
    const another = () => new SqlGraphStore(database);
    return { store: another(), another, close: () => database.close() };
  });
});
