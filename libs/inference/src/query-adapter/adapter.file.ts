import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { floatBytes, floatsOf } from '@zhike/platform';
import { z } from 'zod';
import { QueryAdapter } from './query.adapter.js';
import { QueryAdapters } from './query-adapters.js';

/** `models/query-adapter/weights.json`. */
const AdapterFile = z.object({
  version: z.literal(1),
  seed: z.number().int(),
  adapters: z.array(
    z.object({
      model: z.string().min(1),
      dimension: z.number().int().positive(),
      rank: z.number().int().positive(),
      /** Of the values' bytes, lower-case hex: a file that was damaged on the way is not believed. */
      sha256: z.string(),
      /** down, up and offset one after another as 32-bit floats, little-endian, in base64. */
      values: z.base64(),
    }),
  ),
});
type AdapterFile = z.infer<typeof AdapterFile>;

export interface ReadQueryAdapters {
  readonly adapters: QueryAdapters;
  /** Why there is none; undefined where the file was read whole. */
  readonly problem?: string;
}

/** Reads what was learned. A file that is absent, damaged or of another make is no error: questions keep their own vectors. */
export function readQueryAdapters(file: string): ReadQueryAdapters {
  try {
    const { adapters } = AdapterFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { adapters: new QueryAdapters(adapters.map(toAdapter)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      adapters: new QueryAdapters(),
      problem: `${file} cannot be used, so questions keep their vectors: ${reason}`,
    };
  }
}

/** The content of the file for these adapters. */
export function writtenAdapters(adapters: readonly QueryAdapter[], seed: number): string {
  const written: AdapterFile = { version: 1, seed, adapters: adapters.map(toWritten) };
  return `${JSON.stringify(written, undefined, 1)}\n`;
}

function toAdapter({ model, dimension, rank, sha256, values }: AdapterFile['adapters'][number]): QueryAdapter {
  const bytes = Buffer.from(values, 'base64');
  const actual = hashOf(bytes);
  if (actual !== sha256) throw new Error(`the values for ${model} have sha256 ${actual} instead of ${sha256}`);
  const count = dimension * rank;
  if (bytes.length !== BYTES_PER_VALUE * (2 * count + dimension))
    throw new Error(`the values for ${model} are ${bytes.length} bytes, not those of ${dimension} × ${rank}`);
  const all = floatsOf(bytes);
  const read = (from: number, length: number) => all.slice(from, from + length);
  return new QueryAdapter(model, { down: read(0, count), up: read(count, count), offset: read(2 * count, dimension) });
}

const BYTES_PER_VALUE = 4;

function toWritten({ model, dimension, rank, values }: QueryAdapter): AdapterFile['adapters'][number] {
  const bytes = floatBytes([...values.down, ...values.up, ...values.offset]);
  return { model, dimension, rank, sha256: hashOf(bytes), values: bytes.toString('base64') };
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
