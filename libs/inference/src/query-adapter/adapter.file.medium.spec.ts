import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readQueryAdapters, writtenAdapters } from './adapter.file.js';
import { QueryAdapter } from './query.adapter.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhike-adapter-'));
  file = join(folder, 'weights.json');
});
afterEach(() => rm(folder, { recursive: true }));

/** Turns the first number into the second. */
const turning = new QueryAdapter('a-model', {
  down: Float32Array.of(1, 0, 0),
  up: Float32Array.of(-1, 1, 0),
  offset: Float32Array.of(0, 0, 0),
});
const question = Float32Array.of(1, 0, 0);

const damage = async (change: (content: string) => string) => {
  await writeFile(file, change(writtenAdapters([turning], 5)));
  return readQueryAdapters(file);
};

describe('readQueryAdapters', () => {
  it('reads what was written, number for number', async () => {
    const { adapters, problem } = await damage((content) => content);
    expect(problem).toBeUndefined();
    expect(adapters.models).toEqual(['a-model']);
    expect(adapters.adapt('a-model', question)).toEqual(Float32Array.of(0, 1, 0));
    expect(question).toEqual(Float32Array.of(1, 0, 0));
  });

  it('knows no adapter for another model, nor for vectors of another length', async () => {
    const { adapters } = await damage((content) => content);
    expect(adapters.adapt('another-model', question)).toBeUndefined();
    expect(adapters.adapt('a-model', Float32Array.of(1, 0))).toBeUndefined();
  });

  it('has none where there is no file, and says so', () => {
    const { adapters, problem } = readQueryAdapters(file);
    expect(adapters.models).toEqual([]);
    expect(adapters.adapt('a-model', question)).toBeUndefined();
    expect(problem).toContain(file);
  });

  it.each([
    ['whose values were changed', (content: string) => content.replace('AACAPw', 'AACAvw'), 'sha256'],
    [
      'that speaks of another size',
      (content: string) => content.replace('"rank": 1', '"rank": 2'),
      'not those of 3 × 2',
    ],
    ['of another make', (content: string) => content.replace('"version": 1', '"version": 2'), 'version'],
    ['cut off in the middle', (content: string) => content.slice(0, 60), 'JSON'],
  ])('does not use a file %s', async (_, change, reason) => {
    const { adapters, problem } = await damage(change);
    expect(await readFile(file, 'utf8')).not.toBe(writtenAdapters([turning], 5));
    expect(adapters.models).toEqual([]);
    expect(problem).toContain(reason);
  });
});

describe('QueryAdapter', () => {
  it('refuses values that do not fit together, and questions of another length', () => {
    const { up, offset } = turning.values;
    expect(() => new QueryAdapter('a-model', { down: Float32Array.of(1, 0), up, offset })).toThrow(RangeError);
    expect(() => turning.adapt(Float32Array.of(1))).toThrow(RangeError);
  });
});
