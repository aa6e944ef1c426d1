#!/usr/bin/env node
// npm run serve-models: the models in a process of their own, under the OpenAI-compatible protocol. Fetches nothing: what is
// not here is named, and `npm run models -- pull …` brings it.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const build = spawnSync(process.execPath, [join(ROOT, 'tools/build.mjs'), 'server'], { stdio: 'inherit', cwd: ROOT });
if (build.status !== 0) process.exit(build.status ?? 1);
const service = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/server/inference.js')], {
  stdio: 'inherit',
  cwd: ROOT,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => service.kill(signal));
service.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
