import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasMaven, isFetched, NEO4J_SETTINGS, neo4jLib } from './neo4j.jars.js';
import { onFreePort, ServerProcess, type TestServer } from './server.process.js';
import type { ServiceCheck } from './services.js';

const OLDEST_JAVA = 17;
const START_MS = 90_000;
const PASSWORD = 'only-for-tests';

/** What `bin/neo4j` gives the JVM. */
const JVM = [
  ...['-XX:+UseSerialGC', '-XX:-OmitStackTraceInFastThrow'],
  ...['-Dfile.encoding=UTF-8', '-Dlog4j2.disable.jmx=true', '-Djdk.nio.maxCachedBufferSize=1024'],
  '-Dio.netty.tryReflectionSetAccessible=true',
  ...['nio', 'io', 'lang', 'util.concurrent'].map((name) => `--add-opens=java.base/java.${name}=ALL-UNNAMED`),
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
];

/** A small heap, and without the compiler that only long runs repay. */
const SMALL = ['-Xms512m', '-Xmx512m', '-XX:TieredStopAtLevel=1'];

export interface Neo4jSize {
  readonly heapMb: number;
  readonly pageCacheMb: number;
}

export interface Neo4jServer extends TestServer {
  readonly user: string;
  readonly password: string;
  /** Kills it and takes its data; `restart` then begins an empty one at the same address. */
  wipe(): Promise<void>;
}

/** Whether a real Neo4j can be started here. Fetches its jars when they are not there yet. */
export async function checkNeo4j(): Promise<ServiceCheck> {
  const { stderr, status } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
  if (status !== 0 || version < OLDEST_JAVA)
    return { possible: false, reason: `Neo4j needs Java ${OLDEST_JAVA} or newer on the path` };
  if (!isFetched() && !hasMaven()) return { possible: false, reason: 'fetching Neo4j needs Maven (mvn) on the path' };
  try {
    await neo4jLib();
    return { possible: true };
  } catch (error) {
    return { possible: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Starts Neo4j Community on a free port of the loopback, with an empty store in a folder of its own: small, as tests need it, or
 * of the size given, as a shop would run it.
 */
export async function startNeo4j(size?: Neo4jSize): Promise<Neo4jServer> {
  const lib = await neo4jLib();
  const home = mkdtempSync(join(tmpdir(), 'zhike-neo4j-'));
  const sweep = () => rmSync(home, { recursive: true, force: true });
  process.once('exit', sweep);
  setPassword(lib, home);
  let port = 0;
  let server = await onFreePort((free) => run(lib, home, { port: (port = free), size }));
  return {
    url: `bolt://127.0.0.1:${port}`,
    user: 'neo4j',
    password: PASSWORD,
    kill: () => server.end('SIGKILL'),
    wipe: async () => {
      await server.end('SIGKILL');
      rmSync(join(home, 'data'), { recursive: true });
      setPassword(lib, home);
    },
    restart: async () => {
      await server.end('SIGKILL');
      server = await run(lib, home, { port, size });
    },
    freeze: () => server.signal('SIGSTOP'),
    thaw: () => server.signal('SIGCONT'),
    stop: async () => {
      await server.end('SIGKILL');
      sweep();
      process.off('exit', sweep);
    },
  };
}

function setPassword(lib: string, home: string): void {
  const conf = join(home, 'conf');
  mkdirSync(conf, { recursive: true });
  copyFileSync(NEO4J_SETTINGS, join(conf, 'neo4j.conf'));
  const { status, stderr } = spawnSync(
    'java',
    ['-cp', join(lib, '*'), 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', PASSWORD],
    { encoding: 'utf8', env: { ...process.env, NEO4J_HOME: home, NEO4J_CONF: conf } },
  );
  if (status !== 0) throw new Error(`Neo4j did not take a password: ${stderr}`);
}

const PAGE_CACHE = /^(server\.memory\.pagecache\.size=).*$/mu;

interface Running {
  readonly port: number;
  readonly size: Neo4jSize | undefined;
}

/** The last setting of a name would be refused as a duplicate, so each run writes the settings anew. */
async function run(lib: string, home: string, { port, size }: Running): Promise<ServerProcess> {
  const conf = join(home, 'conf');
  const settings = readFileSync(NEO4J_SETTINGS, 'utf8');
  const sized = size ? settings.replace(PAGE_CACHE, `$1${size.pageCacheMb}m`) : settings;
  writeFileSync(join(conf, 'neo4j.conf'), `${sized}\nserver.bolt.listen_address=127.0.0.1:${port}\n`);
  const server = new ServerProcess('java', [
    ...(size ? [`-Xms${size.heapMb}m`, `-Xmx${size.heapMb}m`] : SMALL),
    ...JVM,
    ...['-cp', join(lib, '*'), 'org.neo4j.server.CommunityEntryPoint'],
    ...[`--home-dir=${home}`, `--config-dir=${conf}`, '--console-mode'],
  ]);
  await server.says(/\bStarted\.\s/, START_MS);
  return server;
}
