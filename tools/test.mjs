#!/usr/bin/env node
// npm test: brings what the tests need, builds what they drive, runs every tier, and counts honestly.
//   npm test                 every tier; servers that cannot be started are named and their tests counted as skipped
//   REQUIRE_ALL=1 npm test   a skipped test is a failure
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, ROOT } from './install.mjs';

const steps = [];
const run = (name, command, args) => {
  const began = Date.now();
  console.log(`\n→ ${name}`);
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' },
  });
  const seconds = Math.round((Date.now() - began) / 1000);
  steps.push({ name, isGreen: status === 0, seconds });
  return status === 0;
};

ensureDependencies();
if (process.argv.length === 2) {
  // First: ESLint's boundary rule needs the project graph that this leaves in the cache.
  run('boundaries', 'node', ['tools/check-boundaries.mjs']);
  run('lint', 'npx', ['eslint', '.', '--max-warnings', '0']);
  run('format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']);
  run('types', 'npx', ['tsc', '--noEmit', '-p', 'tsconfig.json']);
}
if (!run('build', 'node', ['tools/build.mjs'])) finish({ numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 });
if (existsSync(join(ROOT, 'dist/server/cli.js'))) {
  run('models', 'node', ['tools/cli.mjs', 'models', 'pull', '--optional']);
  run('shared model', 'node', ['tools/cli.mjs', 'models', 'pull', 'multilingual', '--optional']);
  run('decoder', 'node', ['tools/cli.mjs', 'models', 'pull', 'decoder', '--optional']);
}

const report = join(ROOT, 'var/test-report.json');
mkdirSync(join(ROOT, 'var'), { recursive: true });
rmSync(report, { force: true });
run('tests', 'npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
finish(readReport());

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, testResults: [] };
  }
}

function finish({ numPassedTests, numFailedTests, numPendingTests, numTodoTests = 0, testResults = [] }) {
  const skipped = numPendingTests + numTodoTests;
  const skippedNames = testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => ['pending', 'skipped', 'todo'].includes(test.status))
      .map((test) => test.ancestorTitles[0] ?? test.title),
  );
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failedSteps = steps.filter((step) => !step.isGreen && step.name !== 'tests');
  const isRequired = process.env.REQUIRE_ALL === '1';

  console.log('');
  for (const { name, isGreen, seconds } of steps) console.log(`${isGreen ? '✓' : '✗'} ${name} (${seconds} s)`);
  for (const name of new Set(skippedNames)) console.log(`skipped: ${name}`);
  for (const file of brokenFiles) console.log(`did not run: ${file.name.replace(`${ROOT}/`, '')}`);
  if (isRequired && skipped) console.log('REQUIRE_ALL=1: a skipped test is a failure');
  const failed = numFailedTests + brokenFiles.length + failedSteps.length + (isRequired ? skipped : 0);
  console.log(`${numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  process.exit(failed || !numPassedTests ? 1 : 0);
}
