// Brings the dependencies when they are absent or older than the lock. Uses nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const OLDEST_NODE = [20, 19];

export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `Zhike needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Install it from your system's packages or nodejs.org.`,
  );
  process.exit(1);
}

export function ensureDependencies() {
  ensureNode();
  const stamp = join(ROOT, 'node_modules/.zhike-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  console.log('→ installing dependencies (npm ci); the first time takes about a minute …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      'The dependencies could not be installed. Check that the npm registry can be reached (npm ping) and run the command again; nothing is lost.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
