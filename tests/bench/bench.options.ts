import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const BENCH_USAGE = 'bench [NAME …] [--json FILE] [--docs] [--packs DIR] [--peers DIR]';

export interface BenchOptions {
  readonly names: readonly string[];
  readonly json?: string;
  /** Writes `docs/performance.md`. */
  readonly docs: boolean;
  readonly packs: string;
  readonly peers: string;
  /** Measures one part in this very process and hands its rows to the parent. */
  readonly part?: string;
}

/** Throws what `parseArgs` throws for an option it does not know. */
export function readBenchOptions(args: readonly string[], root: string): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ json: { type: 'string' }, packs: { type: 'string' }, peers: { type: 'string' }, part: { type: 'string' } },
      docs: { type: 'boolean', default: false },
    },
  });
  const { json, docs, part } = values;
  return {
    ...{ names: positionals, docs },
    packs: values.packs ?? join(root, '../shared/data/packs'),
    peers: resolve(values.peers ?? root),
    ...(json === undefined ? {} : { json }),
    ...(part === undefined ? {} : { part }),
  };
}
