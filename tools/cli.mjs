#!/usr/bin/env node
// Runs a command of the product from its bundle, building it first where the sources have changed. `bench` is no part of the
// bundle: it stands beside the tests, with its peers among the development dependencies.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const [name, ...args] = process.argv.slice(2);
if (name === 'bench') {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'tests/bench/main.ts', ...args], {
    stdio: 'inherit',
    cwd: ROOT,
    env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.base.json' },
  });
  process.exit(status ?? 1);
}
const build = spawnSync(process.execPath, [join(ROOT, 'tools/build.mjs'), 'server'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', join(ROOT, 'dist/server/cli.js'), ...process.argv.slice(2)],
  // Paths in settings and arguments are meant from the product's folder, wherever the command was typed.
  { stdio: 'inherit', cwd: ROOT },
);
process.exit(status ?? 1);
