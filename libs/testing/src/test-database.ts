import { migrations } from '@zhike/migrations';
import { openDatabase, type TypeOrmDatabase } from '@zhike/platform';

let template: Promise<Blob> | undefined;

/** An embedded database in memory with every migration applied. Open one per file; close it in `afterAll`. */
export async function openTestDatabase(): Promise<TypeOrmDatabase> {
  template ??= makeTemplate();
  return openDatabase({ migrations, loadDump: await template });
}

async function makeTemplate(): Promise<Blob> {
  const database = await openDatabase({ migrations });
  const dump = await database.dump();
  await database.close();
  return dump;
}
