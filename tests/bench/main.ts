import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { BENCH_USAGE, type BenchOptions, readBenchOptions } from './bench.options.js';
import type { BenchPart } from './bench.part.js';
import { BENCH_PARTS, partsNamed } from './bench.parts.js';
import { benchTable, type BenchReport, type BenchRow } from './bench.row.js';
import { writePerformance } from './performance.document.js';

/** Outside typed-array memory: the corpora of the largest parts, as they are made. */
const HEAP_MB = 6_000;

async function main(args: readonly string[]): Promise<number> {
  const options = readBenchOptions(args, findProductRoot());
  if (options.part !== undefined) return measureHere(options, options.part);
  const parts = partsNamed(options.names);
  if (!parts.length) {
    console.error(`Nothing is called ${options.names.join(', ')}. Known: ${namesOf(BENCH_PARTS).join(', ')}.`);
    console.error(`Usage: ${BENCH_USAGE}`);
    return 2;
  }
  if (!existsSync(options.packs) && parts.some(({ withoutPacks }) => !withoutPacks)) {
    console.error(`There are no packs at ${options.packs}; say --packs DIR.`);
    return 2;
  }
  const rows: BenchRow[] = [];
  for (const part of parts) {
    rows.push(...(await measureApart(part, args)));
    await writeReport(rows, options);
  }
  console.log(benchTable(rows));
  return rows.length ? 0 : 1;
}

/** After every part, so that a long run that is stopped has not been for nothing. */
async function writeReport(rows: readonly BenchRow[], { json, docs }: BenchOptions): Promise<void> {
  const machine = { cores: availableParallelism(), node: process.version };
  const report: BenchReport = { date: new Date().toISOString(), machine, rows };
  if (json !== undefined) {
    await mkdir(dirname(json), { recursive: true });
    await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (docs) await writePerformance(report, findProductRoot());
}

const namesOf = (parts: readonly BenchPart[]) => parts.flatMap(({ name, metrics }) => [name, ...metrics]);

async function measureHere(options: BenchOptions, name: string): Promise<number> {
  const part = BENCH_PARTS.find((known) => known.name === name);
  if (!part) throw new Error(`no part is called ${name}`);
  const rows = await part.measure({ ...options, tell: (line) => console.error(`[${name}] ${line}`) });
  await new Promise<void>((resolve) => process.send?.(rows, undefined, undefined, () => resolve()));
  return 0;
}

/** A part that fails costs its own rows, not those of the others. */
function measureApart(part: BenchPart, args: readonly string[]): Promise<BenchRow[]> {
  const child = fork(import.meta.filename, [...args, '--part', part.name], {
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB}`, '--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve) => {
    let rows: BenchRow[] = [];
    child.on('message', (message) => (rows = message as BenchRow[]));
    child.on('exit', (code) => {
      if (code !== 0) console.error(`[${part.name}] could not be measured; the message above says why.`);
      resolve(rows);
    });
  });
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
