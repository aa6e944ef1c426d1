import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDir } from './data-dir.lock.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhike-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const held = (pid: number) =>
  writeFileSync(join(dataDir, 'zhike.lock'), JSON.stringify({ pid, since: '2026-10-01T00:00:00.000Z' }));

describe('the lock of a data folder', () => {
  it('tells a second process who holds it, since when, and what to do', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(holder, 'spawn');
    held(holder.pid ?? 0);
    expect(() => lockDataDir(dataDir)).toThrow(
      expect.objectContaining({
        code: 'data-dir-in-use',
        message: expect.stringMatching(
          new RegExp(`in use by process ${holder.pid} since 2026-10-01.*DATA_DIR.*DATABASE_URL`),
        ),
      }),
    );
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    lockDataDir(dataDir)();
  });

  it('is taken over from a holder that died, and from one that died while writing it', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    held(dead.pid ?? 0);
    lockDataDir(dataDir)();
    writeFileSync(join(dataDir, 'zhike.lock'), '{"pid": 1');
    lockDataDir(dataDir)();
  });

  it('is held against the same process too, and gone after it was given back', () => {
    const unlock = lockDataDir(dataDir);
    expect(() => lockDataDir(dataDir)).toThrow(expect.objectContaining({ code: 'data-dir-in-use' }));
    unlock();
    expect(existsSync(join(dataDir, 'zhike.lock'))).toBe(false);
  });
});
