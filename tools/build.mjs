#!/usr/bin/env node
// Builds dist/: the server and the command line as bundles, the console and the widget with vite.
// A build whose sources have not changed is skipped, so that a second start takes seconds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, ROOT } from './install.mjs';

ensureDependencies();

const TARGETS = [
  {
    name: 'server',
    entry: 'apps/api/src/main.ts',
    sources: ['apps/api', 'apps/cli', 'apps/inference', 'libs', 'migrations', 'rolldown.config.mjs'],
    command: ['rolldown', '-c', 'rolldown.config.mjs', '--log-level', 'warn'],
  },
  {
    name: 'console',
    entry: 'apps/admin/vite.config.ts',
    sources: ['apps/admin', 'libs/contracts'],
    command: ['vite', 'build', '-c', 'apps/admin/vite.config.ts', '--logLevel', 'warn'],
  },
  {
    name: 'widget',
    entry: 'apps/widget/vite.config.ts',
    sources: ['apps/widget', 'libs/contracts'],
    command: ['vite', 'build', '-c', 'apps/widget/vite.config.ts', '--logLevel', 'warn'],
  },
];

const stamps = join(ROOT, 'dist/.stamps');
mkdirSync(stamps, { recursive: true });
const asked = process.argv.slice(2);
for (const { name, sources, command } of TARGETS.filter(
  (target) => (!asked.length || asked.includes(target.name)) && existsSync(join(ROOT, target.entry)),
)) {
  const stamp = join(stamps, name);
  const wanted = fingerprint([...sources, 'package-lock.json', 'tsconfig.base.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
  console.log(`→ building ${name} …`);
  const { status } = spawnSync('npx', command, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) {
    console.error(`The ${name} could not be built; the message above says why.`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Names, sizes and contents of the sources: touching a file does not rebuild, changing it does. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, join(ROOT, path));
  return hash.digest('hex');
}

function addTo(hash, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).sort()) addTo(hash, join(path, entry));
    return;
  }
  if (/\.spec\.tsx?$/.test(path)) return;
  hash.update(path.slice(ROOT.length)).update(readFileSync(path));
}
