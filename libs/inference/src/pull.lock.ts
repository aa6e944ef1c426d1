import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@zhike/platform';
import { ModelFetchError } from './inference.errors.js';
import { folderNotWritable, makeFolder } from './model.files.js';
import type { PullProgress } from './pull.progress.js';

export interface LockLimits {
  readonly pollMs: number;
  /** The holder touches the lock so often. */
  readonly beatMs: number;
  /** A lock that is not touched for so long has no holder any more. */
  readonly silenceMs: number;
  readonly waitMs: number;
}

export interface PullLockOptions {
  /** The folder that only one pull may fill at a time. */
  readonly dir: string;
  readonly progress: PullProgress;
  readonly signal: AbortSignal;
  readonly limits?: LockLimits | undefined;
}

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

const LIMITS: LockLimits = { pollMs: 250, beatMs: 5_000, silenceMs: 30_000, waitMs: 60 * 60_000 };
const LOCK_FILE = '.pull.lock';
/** Locks of this very process: after a restart in a container the old holder has the same number. */
const held = new Set<string>();

/**
 * Runs the work while no other pull fills the folder. A lock whose holder died is taken over: at once when it ran on
 * this machine, after a while without a sign of life when it ran elsewhere (containers share a volume, not their
 * processes).
 */
export async function withPullLock<T>(options: PullLockOptions, work: () => Promise<T>): Promise<T> {
  const { beatMs } = options.limits ?? LIMITS;
  await makeFolder(options.dir);
  const file = join(options.dir, LOCK_FILE);
  const token = randomUUID();
  held.add(token);
  try {
    await acquire(file, token, options);
    const beat = setInterval(() => void touch(file), beatMs);
    try {
      return await work();
    } finally {
      clearInterval(beat);
      if ((await readHolder(file))?.token === token) await rm(file, { force: true });
    }
  } finally {
    held.delete(token);
  }
}

async function acquire(file: string, token: string, options: PullLockOptions): Promise<void> {
  const { dir, progress, signal, limits = LIMITS } = options;
  const watch = new SignsOfLife(limits.silenceMs);
  const began = performance.now();
  let announced: string | undefined;
  while (!(await create(file, token))) {
    const holder = await readHolder(file);
    if (isDead(holder) || (await watch.hasCeased(file))) {
      await takeAway(file, holder);
      continue;
    }
    if (holder && announced !== holder.token) {
      announced = holder.token;
      progress.say(`Another pull (process ${holder.pid} on ${holder.host}) is filling ${dir}; waiting for it …`);
    }
    if (performance.now() - began > limits.waitMs) throw waitedTooLong(file, holder);
    await sleep(limits.pollMs, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
}

async function create(file: string, token: string): Promise<boolean> {
  const holder: Holder = { token, pid: process.pid, host: hostname(), since: systemClock.now().toISOString() };
  try {
    await writeFile(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw folderNotWritable(dirname(file), error);
  }
}

/** Two who wait may both find it dead: whoever takes away a living lock by mistake puts it back. */
async function takeAway(file: string, dead: Holder | undefined): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = await readHolder(aside);
  if (taken && taken.token !== dead?.token) await copyFile(aside, file, constants.COPYFILE_EXCL).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Compares the lock's time with itself, so that clocks of different machines do not matter. */
class SignsOfLife {
  private touchedMs: number | undefined;
  private seenAt = performance.now();

  constructor(private readonly silenceMs: number) {}

  async hasCeased(file: string): Promise<boolean> {
    const touchedMs = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (touchedMs !== this.touchedMs) {
      this.touchedMs = touchedMs;
      this.seenAt = performance.now();
    }
    return touchedMs !== undefined && performance.now() - this.seenAt > this.silenceMs;
  }
}

function isDead(holder: Holder | undefined): boolean {
  if (holder?.host !== hostname()) return false;
  if (holder.pid === process.pid) return !held.has(holder.token);
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined; // gone, or written at this moment
  }
}

async function touch(file: string): Promise<void> {
  const now = systemClock.now();
  await utimes(file, now, now).catch(() => undefined);
}

function waitedTooLong(file: string, holder: Holder | undefined): ModelFetchError {
  const who = holder ? `process ${holder.pid} on ${holder.host} since ${holder.since}` : 'another process';
  return new ModelFetchError(
    'model-lock-timed-out',
    `The models are still being pulled by ${who}. Stop that process, or delete ${file} if it is gone, and pull again.`,
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
