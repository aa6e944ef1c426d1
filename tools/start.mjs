#!/usr/bin/env node
// npm start: from a fresh clone to a running product. Uses nothing but Node and npm until the dependencies are there.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureDependencies, ROOT } from './install.mjs';

ensureDependencies();
const build = spawnSync(process.execPath, [join(ROOT, 'tools/build.mjs')], { stdio: 'inherit', cwd: ROOT });
if (build.status !== 0) process.exit(build.status ?? 1);
// Without models search stays lexical, and within one language: the product starts all the same, and says so.
for (const wanted of [[], ['multilingual']])
  spawnSync(process.execPath, [join(ROOT, 'dist/server/cli.js'), 'models', 'pull', ...wanted, '--optional'], {
    stdio: 'inherit',
    cwd: ROOT,
  });

const server = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/server/api.js')], {
  stdio: 'inherit',
  cwd: ROOT,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
