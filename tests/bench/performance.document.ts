import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EVASIONS } from './evasion.generator.js';
import { benchTable, figure, type BenchReport, type BenchRow } from './bench.row.js';

/** The rows of every run that wrote the document, the latest of each metric, so that one part can be measured again alone. */
const KEPT = '.cache/bench.json';
const DOCUMENT = 'docs/performance.md';

interface Kept {
  readonly row: BenchRow;
  readonly date: string;
}

export async function writePerformance(report: BenchReport, root: string): Promise<void> {
  const file = join(root, KEPT);
  const before = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Record<string, Kept>) : {};
  const now = Object.fromEntries(report.rows.map((row) => [row.metric, { row, date: report.date }]));
  const kept = { ...before, ...now };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(kept, null, 2));
  await writeFile(join(root, DOCUMENT), performanceDocument(report, Object.values(kept)));
}

type Promised = readonly [metric: string, promise: string, isKept: (row: BenchRow) => boolean];

/** What is promised: at least so many times a peer, or at most so many milliseconds. */
const PROMISES: readonly Promised[] = [
  ['retrieval.lexical.qps', '≥ 10 × lunr', ({ ratio }) => (ratio ?? 0) >= 10],
  ['retrieval.lexical.hit1', '≥ lunr', ({ ratio }) => (ratio ?? 0) >= 1],
  ['retrieval.vector.qps', '≥ 20 × LangChain', ({ ratio }) => (ratio ?? 0) >= 20],
  ['retrieval.recall10', '≥ .98', ({ ours }) => ours >= 0.98],
  ['retrieval.p95ms.10k.sql', '≤ 40 ms', ({ ours }) => ours <= 40],
  ['retrieval.p95ms.200k.sql', '≤ 80 ms', ({ ours }) => ours <= 80],
  ['retrieval.p95ms.10k.neo4j', '≤ 60 ms', ({ ours }) => ours <= 60],
  ['retrieval.p95ms.200k.neo4j', '≤ 100 ms', ({ ours }) => ours <= 100],
  ['turn.composed.p50ms', '≤ 80 ms', ({ ours }) => ours <= 80],
  ['embedding.batch32', '≥ 1.2 × transformers.js', ({ ratio }) => (ratio ?? 0) >= 1.2],
  ['embedding.batch32-over-batch1', '≥ 1.2 × one at a time', ({ ours }) => ours >= 1.2],
  ['embedding.int8.size', '≤ .26 of fp32', ({ ours }) => ours <= 0.26],
  ['embedding.int8.speed', '≥ 4 × fp32', ({ ours }) => ours >= 4],
  ['embedding.int8.cosine', '≥ .99', ({ ours }) => ours >= 0.99],
  ['generation.decode.1', '≥ .9 × node-llama-cpp', ({ ratio }) => (ratio ?? 0) >= 0.9],
  ['generation.prefill', '≥ .8 × node-llama-cpp', ({ ratio }) => (ratio ?? 0) >= 0.8],
  ['generation.first-text.10', '≤ node-llama-cpp', ({ ratio }) => (ratio ?? 0) >= 1],
  ['generation.batch10.saving', '≥ .6 of the time', ({ ours }) => ours >= 0.6],
  ['generation.batch10.latency', '≤ .75 of queued', ({ ours }) => ours <= 0.75],
  ['filter.plain.10k', '≥ 2 × fastscan', ({ ratio }) => (ratio ?? 0) >= 2],
  ['filter.plain.60k', '≥ 2 × fastscan', ({ ratio }) => (ratio ?? 0) >= 2],
  ['filter.plain.agreement', 'the hits of fastscan', ({ ours }) => ours === 1],
  ['filter.folded.10k', '≥ 2 × sensitive-word (Java)', ({ ratio, ours }) => (ratio ?? ours / 7.8) >= 2],
  ['filter.folded.60k', '≥ 2 × sensitive-word (Java)', ({ ratio, ours }) => (ratio ?? ours / 6.9) >= 2],
  ...EVASIONS.map(({ name }): Promised => {
    const wanted = name.includes('pinyin') ? 0.9 : 0.95;
    return [`filter.evasion.${name}`, `≥ ${String(wanted).slice(1)}`, ({ ours }) => ours >= wanted];
  }),
  ['filter.benign', '≤ .001', ({ ours }) => ours <= 0.001],
  ['screen.lexical.p95ms', '≤ 0.1 ms', ({ ours }) => ours <= 0.1],
  ['screen.p95ms', '≤ 10 ms', ({ ours }) => ours <= 10],
  ['pii.recall', '≥ .99', ({ ours }) => ours >= 0.99],
  ['pii.speed', '≥ 2,460 messages/CPU-s', ({ ours }) => ours >= 2_460],
];

const GROWTH = ['1k', '10k', '50k', '200k'] as const;
const GROWING = [
  ['retrieval.p50ms', 'p50, ms'],
  ['retrieval.p95ms', 'p95, ms'],
  ['retrieval.p50cpums', 'p50, CPU-ms'],
  ['retrieval.p95cpums', 'p95, CPU-ms'],
  ['machine.load', 'load of the machine'],
  ['graph.read', 'index read, s'],
  ['graph.memory', 'index, MB'],
  ['graph.write', 'written, s'],
] as const;

export function performanceDocument({ date, machine }: BenchReport, kept: readonly Kept[]): string {
  const rows = kept.map(({ row }) => row).sort((a, b) => (a.metric < b.metric ? -1 : 1));
  const oldest = kept.reduce((first, { date: measured }) => (measured < first ? measured : first), date);
  const span =
    oldest.slice(0, 10) === date.slice(0, 10) ? date.slice(0, 10) : `${oldest.slice(0, 10)} to ${date.slice(0, 10)}`;
  return `# Performance

Written by \`npm run bench -- --docs\`. Measured ${span} on ${machine.cores} cores with Node ${machine.node}.

Times are those of the clock unless they are called CPU, and hold the embedding of the question and the ranking, not the network; questions
are asked one after the other. Shops are grown from the evaluation packs: sentences of two clauses are mixed, vectors are moved. Rates are
per second of processor time, medians of interleaved repetitions. A peer is used as its documentation says, on the same texts. A peer that
cannot be had here, and a metric without one, shows –; sensitive-word is then taken to read 7.8 and 6.9 MB, as it once did here. What varies with the machine is the time, hardly the ratio.

## What is promised

${promiseTable(rows)}

## Growth

${growthTable(rows, 'sql')}

${growthTable(rows, 'neo4j')}

With SQL the index is read from the tables by the first question after a start and kept in memory: words with counts in one list of numbers, a
bit for each value of a vector, and the vectors themselves. After that a publication costs reading the policy that changed. With Neo4j
only some thousand clauses that were found lately are kept here. The load is that of the last minute when the last question was answered: on
two cores, what is above two waited for a core, and the clock went on.

## Models on this machine

Embedding: 32 lines a language, short and long, on one thread; the plain figure is the mean of Chinese and English. Ours is the model that
\`npm run models -- quantize\` makes, where it is here; the peer runs the eight-bit files that the product fetches. The last rows compare it with the
single-precision model it was made from. Generation: SmolLM2-135M, always the likeliest token, two threads, the peer on the GGUF file
that our ONNX was converted from. Decoding is counted after the first token; ten together are counted with their prompts. \`saving\` is the time
that ten at once save against one after another, \`latency\` the mean until an answer is whole, against ten that queue. These are times of
the clock: they need a machine that does nothing else. Both peers are half a gigabyte, so that they are no dependency of everybody:
\`npm install --prefix tests/bench/peers\` brings them.

## Everything measured

${benchTable(rows)}
`;
}

function promiseTable(rows: readonly BenchRow[]): string {
  const lines = PROMISES.map(([metric, promise, isKept]) => {
    const row = rows.find((known) => known.metric === metric);
    if (!row) return `| \`${metric}\` | ${promise} | not measured | |`;
    const measured =
      row.ratio === null
        ? `${figure(row.ours)} ${row.unit}`
        : `${figure(row.ours)} against ${figure(row.peer ?? 0)}: ${figure(row.ratio)} ×`;
    return `| \`${metric}\` | ${promise} | ${measured} | ${isKept(row) ? 'kept' : '**not kept**'} |`;
  });
  return ['| metric | promise | measured | |', '|---|---|---|---|', ...lines].join('\n');
}

function growthTable(rows: readonly BenchRow[], engine: string): string {
  const sizes = GROWTH.filter((size) => rows.some(({ metric }) => metric === `retrieval.p95ms.${size}.${engine}`));
  const cell = (metric: string, size: string) => {
    const row = rows.find((known) => known.metric === `${metric}.${size}.${engine}`);
    return row ? figure(row.ours) : '–';
  };
  const lines = GROWING.map(([metric, name]) => `| ${name} | ${sizes.map((size) => cell(metric, size)).join(' | ')} |`);
  const header = `| ${engine === 'sql' ? 'SQL' : 'Neo4j'}, clauses | ${sizes.join(' | ')} |`;
  return [header, `|---|${sizes.map(() => '---').join('|')}|`, ...lines].join('\n');
}
