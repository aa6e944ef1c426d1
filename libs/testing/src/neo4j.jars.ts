import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataDirError, lockDataDir } from '@zhike/platform';

const ROOT = join(import.meta.dirname, '../../..');
export const NEO4J_SETTINGS = join(ROOT, 'services/neo4j/neo4j.conf');
const POM = join(ROOT, 'services/neo4j/pom.xml');
const CACHE = join(ROOT, '.cache/neo4j');
const LIB = join(CACHE, 'lib');
/** Beside the jars: the pom they were fetched for. */
const STAMP = join(LIB, 'pom.sha256');
const FETCH_MS = 600_000;
const POLL_MS = 300;

/** The folder of Neo4j's jars, fetched by Maven when it is not there yet. Test files that start together fetch once. */
export async function neo4jLib(): Promise<string> {
  if (isFetched()) return LIB;
  const unlock = await lockCache();
  try {
    if (!isFetched()) await fetchJars();
  } finally {
    unlock();
  }
  return LIB;
}

export function isFetched(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === pomHash();
}

export function hasMaven(): boolean {
  return spawnSync('mvn', ['--version'], { stdio: 'ignore' }).status === 0;
}

const pomHash = () => createHash('sha256').update(readFileSync(POM)).digest('hex');

async function lockCache(): Promise<() => void> {
  for (;;) {
    try {
      return lockDataDir(CACHE);
    } catch (error) {
      if (!(error instanceof DataDirError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

/** Into a folder of its own, renamed when it is whole: what is called `lib` is always usable. */
async function fetchJars(): Promise<void> {
  process.stderr.write('→ fetching Neo4j with Maven into .cache/neo4j (once, 123 MB) …\n');
  const fresh = `${LIB}.${process.pid}`;
  try {
    await runMaven(fresh);
    writeFileSync(join(fresh, 'pom.sha256'), pomHash());
    rmSync(LIB, { recursive: true, force: true });
    renameSync(fresh, LIB);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function runMaven(outputDirectory: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${outputDirectory}`];
  const child = spawn('mvn', ['-B', '-ntp', '-q', '-f', POM, '-Dmaven.artifact.threads=12', ...goal], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: FETCH_MS,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) return resolve();
      const [why = 'it was ended'] = /^\[ERROR\].*$/m.exec(output) ?? [];
      return reject(new Error(`Maven could not fetch Neo4j: ${why}`));
    });
  });
}
