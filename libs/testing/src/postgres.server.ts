import { spawnSync, type SpawnOptions } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onFreePort, ServerProcess, type TestServer } from './server.process.js';
import type { ServiceCheck } from './services.js';

const DEBIAN = '/usr/lib/postgresql';
const START_MS = 60_000;
/** After a crash the backends need a moment to notice; until then their shared memory keeps a new server out. */
const MOST_RESTARTS = 50;
const RESTART_PAUSE_MS = 200;
const USER = 'zhike';
const PASSWORD = 'only-for-tests';

export function checkPostgres(): ServiceCheck {
  if (!findBinaries()) return { possible: false, reason: 'PostgreSQL is not installed (no initdb)' };
  if (process.getuid?.() === 0 && !unprivileged())
    return { possible: false, reason: 'PostgreSQL does not run as root, and there is no user named postgres' };
  return { possible: true };
}

/** Starts PostgreSQL on a free port of the loopback, with an empty database in a folder of its own. */
export async function startPostgres(): Promise<TestServer> {
  const bin = findBinaries();
  if (!bin) throw new Error('PostgreSQL is not installed');
  const home = mkdtempSync(join(tmpdir(), 'zhike-postgres-'));
  const sweep = () => rmSync(home, { recursive: true, force: true });
  process.once('exit', sweep);
  initialise(bin, home);
  let port = 0;
  let server = await onFreePort((free) => run(bin, home, (port = free)));
  return {
    url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
    kill: () => server.end('SIGKILL'),
    restart: async () => {
      await server.end('SIGINT');
      server = await runAgain(bin, home, port);
    },
    freeze: () => server.signal('SIGSTOP'),
    thaw: () => server.signal('SIGCONT'),
    stop: async () => {
      server.signal('SIGCONT');
      await server.end('SIGQUIT');
      sweep();
      process.off('exit', sweep);
    },
  };
}

/** Debian keeps them by version outside the path; elsewhere they are on it. The newest is taken. */
function findBinaries(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** PostgreSQL refuses root, as it should: then it runs as the user its package made. */
function unprivileged(): { uid: number; gid: number } | undefined {
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function initialise(bin: string, home: string): void {
  const secret = join(home, 'password');
  writeFileSync(secret, PASSWORD);
  const user = spawnOptions(home);
  if (user.uid !== undefined && user.gid !== undefined)
    for (const path of [home, secret]) chownSync(path, user.uid, user.gid);
  const args = ['-D', join(home, 'data'), '-U', USER, '-A', 'scram-sha-256', '--pwfile', secret];
  const { status, stderr } = spawnSync(
    join(bin, 'initdb'),
    [...args, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

/** Without fsync: what a killed process wrote survives it, and no test cuts the power. */
async function run(bin: string, home: string, port: number): Promise<ServerProcess> {
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const server = new ServerProcess(
    join(bin, 'postgres'),
    ['-D', join(home, 'data'), ...settings.flatMap((setting) => ['-c', setting])],
    spawnOptions(home),
  );
  await server.says(/ready to accept connections/, START_MS);
  return server;
}

async function runAgain(bin: string, home: string, port: number): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(bin, home, port);
    } catch (error) {
      if (attempt === MOST_RESTARTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, RESTART_PAUSE_MS));
    }
  }
}

/** Its own folder as the working directory: the test's may be closed to the other user. */
function spawnOptions(home: string): SpawnOptions & { cwd: string } {
  return { cwd: home, ...(process.getuid?.() === 0 ? unprivileged() : {}) };
}
