import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../apps/cli/src/evaluate.command.js';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';

export const TINY_PACK = join(import.meta.dirname, '../fixtures/pack-tiny');
export const TINY_SAFETY = join(import.meta.dirname, '../fixtures/safety-tiny.jsonl');
export const SCORER = join(import.meta.dirname, 'counting.scorer.mjs');

interface Ended {
  readonly code: number;
  readonly told: string;
  readonly progress: string;
}

/** Runs the real command in this process, without models, so that everyone's figures are the same. */
export function useEvaluate() {
  const place = { folder: '' };
  beforeAll(() => {
    place.folder = mkdtempSync(join(tmpdir(), 'zhike-evaluate-'));
    vi.stubEnv('MODEL_DIR', join(place.folder, 'no-models'));
    vi.stubEnv('LOG_LEVEL', 'silent');
  });
  afterEach(() => void vi.restoreAllMocks());
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(place.folder, { recursive: true });
  });

  const run = async (...args: readonly string[]): Promise<Ended> => {
    const told: string[] = [];
    const progress: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((text: unknown) => void told.push(String(text)));
    vi.spyOn(console, 'error').mockImplementation((text: unknown) => void progress.push(`${String(text)}\n`));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => progress.push(String(text)) > 0);
    const code = await evaluate.run(args);
    return { code, told: told.join('\n'), progress: progress.join('') };
  };
  return { run, path: (name: string) => join(place.folder, name) };
}

export function readLines<Line>(path: string): Line[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Line);
}
