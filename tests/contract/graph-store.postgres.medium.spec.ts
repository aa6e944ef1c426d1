import { SqlGraphStore } from '@zhike/knowledge-graph';
import { migrations } from '@zhike/migrations';
import { openDatabase } from '@zhike/platform';
import { checkPostgres, describeWithService, startPostgres } from '@zhike/testing';
import { graphStoreContract } from './graph-store.contract.js';

describeWithService('the graph on PostgreSQL', checkPostgres(), () => {
  graphStoreContract(async () => {
    const server = await startPostgres();
    const database = await openDatabase({ url: server.url, migrations });
    const another = () => new SqlGraphStore(database);
    const close = async () => {
      await database.close();
      await server.stop();
    };
    return { store: another(), another, close };
  });
});
