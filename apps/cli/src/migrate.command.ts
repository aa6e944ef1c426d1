import { migrations } from '@zhike/migrations';
import { loadConfig, openDatabase } from '@zhike/platform';
import type { Command } from './command.js';

/** Opening a database brings its schema up to date; this does that and nothing else. */
export const migrate: Command = {
  summary: 'bring the database schema up to date',
  usage: 'migrate',
  async run() {
    const { DATABASE_URL, DATA_DIR } = loadConfig(process.env);
    const database = await openDatabase({ migrations, url: DATABASE_URL, dataDir: DATA_DIR });
    await database.close();
    console.log(`The ${database.engine} database is up to date (${migrations.length} migrations).`);
    return 0;
  },
};
