import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withPullLock } from './pull.lock.js';

const LIMITS = { pollMs: 10, beatMs: 40, silenceMs: 1_000, waitMs: 20_000 };

describe('the lock of a pull', () => {
  let dir: string;
  let file: string;
  let said: string[];
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zhike-lock-'));
    file = join(dir, '.pull.lock');
    said = [];
  });
  afterEach(() => rm(dir, { recursive: true }));

  const locked = <T>(
    work: () => Promise<T>,
    more: { waitMs?: number; silenceMs?: number; signal?: AbortSignal } = {},
  ) =>
    withPullLock(
      {
        dir,
        progress: { say: (line) => said.push(line), advance: () => {} },
        signal: more.signal ?? new AbortController().signal,
        limits: { ...LIMITS, waitMs: more.waitMs ?? LIMITS.waitMs, silenceMs: more.silenceMs ?? LIMITS.silenceMs },
      },
      work,
    );
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const leaveBehind = (holder: { pid: number; host: string }) =>
    writeFile(file, JSON.stringify({ token: 'old', since: '2026-01-01T00:00:00.000Z', ...holder }));

  it('lets one work at a time and says what is waited for', async () => {
    let working = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++working);
      await wait(30);
      working--;
    };
    await Promise.all([locked(work), locked(work), locked(work), locked(work)]);
    expect(most).toBe(1);
    expect(said[0]).toContain(`Another pull (process ${process.pid} on ${hostname()}) is filling ${dir}`);
    expect(await readdir(dir)).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    await expect(locked(() => Promise.reject(new Error('no space')))).rejects.toThrow('no space');
    expect(await locked(() => Promise.resolve('worked'))).toBe('worked');
  });

  it('is taken over at once from a process of this machine that died', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await leaveBehind({ pid, host: hostname() });
    // Nobody waits for silence here: it would last longer than the wait.
    expect(await locked(() => Promise.resolve('worked'), { waitMs: 5_000, silenceMs: 60_000 })).toBe('worked');
  });

  it('is taken over from an earlier process that had the same number', async () => {
    await leaveBehind({ pid: process.pid, host: hostname() });
    // Nobody waits for silence here: it would last longer than the wait.
    expect(await locked(() => Promise.resolve('worked'), { waitMs: 5_000, silenceMs: 60_000 })).toBe('worked');
  });

  it('is taken over from another machine after a time without a sign of life, and by one only', async () => {
    await leaveBehind({ pid: 1, host: 'elsewhere' });
    let working = 0;
    const work = async () => {
      expect(++working).toBe(1);
      await wait(20);
      working--;
    };
    const began = performance.now();
    await Promise.all([locked(work), locked(work), locked(work)]);
    expect(performance.now() - began).toBeGreaterThan(LIMITS.silenceMs);
  });

  it('stays with a holder elsewhere that gives signs of life', async () => {
    await leaveBehind({ pid: 1, host: 'elsewhere' });
    const beat = setInterval(() => void utimes(file, new Date(), new Date()), LIMITS.beatMs);
    const refused = locked(() => Promise.resolve(), { waitMs: LIMITS.silenceMs * 2 });
    await expect(refused).rejects.toMatchObject({
      code: 'model-lock-timed-out',
      message: expect.stringContaining('process 1 on elsewhere since 2026-01-01') as string,
    });
    clearInterval(beat);
    expect(await readFile(file, 'utf8')).toContain('elsewhere');
  });

  it('is kept alive through work that takes longer than the silence', async () => {
    let isDone = false;
    const first = locked(async () => {
      await wait(LIMITS.silenceMs * 2);
      isDone = true;
    });
    await wait(20);
    // Seen from another machine: only the signs of life count.
    const holder = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...holder, host: 'elsewhere' }));
    await locked(() => Promise.resolve(expect(isDone).toBe(true)));
    await first;
  });

  it('stops waiting when it is told to', async () => {
    await leaveBehind({ pid: 1, host: 'elsewhere' });
    const stop = new AbortController();
    const waiting = locked(() => Promise.resolve(), { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('the person left')), 30);
    await expect(waiting).rejects.toThrow('the person left');
  });
});
