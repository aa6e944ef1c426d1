import { mkdirSync, openSync, readFileSync, rmSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from './errors.js';

export class DataDirError extends DomainError<'data-dir-in-use'> {}

/**
 * The embedded database serves one process and has no lock of its own; two writers would destroy it.
 * The lock file names its holder. A holder that no longer lives (crash, kill -9) is replaced.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'zhike.lock');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const descriptor = openSync(file, 'wx');
      writeSync(descriptor, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
      closeSync(descriptor);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      refuseWhileHeld(file, dataDir);
      rmSync(file, { force: true });
    }
  }
  throw new DataDirError(
    'data-dir-in-use',
    `The data folder ${dataDir} is being opened by another process; try again.`,
  );
}

function refuseWhileHeld(file: string, dataDir: string): void {
  const holder = readHolder(file);
  if (!holder || !isAlive(holder.pid)) return;
  throw new DataDirError(
    'data-dir-in-use',
    `The data folder ${dataDir} is in use by process ${holder.pid} since ${holder.since}. ` +
      'Stop that process, choose another folder with DATA_DIR, or set DATABASE_URL to share a PostgreSQL server.',
  );
}

function readHolder(file: string): { pid: number; since: string } | undefined {
  try {
    const { pid, since } = JSON.parse(readFileSync(file, 'utf8')) as { pid: unknown; since: unknown };
    return typeof pid === 'number' ? { pid, since: String(since) } : undefined;
  } catch {
    return undefined; // half written by a process that died: nobody holds it
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
