import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '@zhike/migrations';
import { openDatabase, type TypeOrmDatabase } from '@zhike/platform';

const ROOT = join(import.meta.dirname, '../../..');
const CACHE = join(ROOT, '.cache/test-database');

/** An embedded database in memory with every migration applied. Open one per file; close it in `afterAll`. */
export async function openTestDatabase(): Promise<TypeOrmDatabase> {
  return openDatabase({ migrations, loadDump: await migratedDump() });
}

/** A new embedded database takes seconds and each test file wants one: the first makes a dump, the others begin from it. */
async function migratedDump(): Promise<Blob> {
  const file = join(CACHE, `${fingerprint()}.tar`);
  try {
    return new Blob([readFileSync(file)]);
  } catch {
    const database = await openDatabase({ migrations });
    const dump = await database.dump();
    await database.close();
    mkdirSync(CACHE, { recursive: true });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, Buffer.from(await dump.arrayBuffer()));
    renameSync(part, file);
    return dump;
  }
}

/** A dump is good for these migrations and this engine. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const folder = join(ROOT, 'migrations');
  for (const name of readdirSync(folder).sort())
    if (name.endsWith('.ts')) hash.update(readFileSync(join(folder, name)));
  hash.update(readFileSync(join(ROOT, 'node_modules/@electric-sql/pglite/package.json')));
  return hash.digest('hex').slice(0, 16);
}
