import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import {
  type AnswerLine,
  floorsOf,
  measureAnswers,
  type MeasuredPack,
  type MeasuredSafety,
  type PackQuestion,
  PackScore,
  type ProgressSink,
  SafetyScore,
  writeQuality,
} from '@zhike/evaluation';
import { type Config, systemClock } from '@zhike/platform';
import type { AskingOptions } from './evaluate.options.js';
import { askPack, type AskedPack } from './evaluate.pack.js';
import { screenPrompts } from './evaluate.safety.js';
import type { Scorer } from './evaluate.scorer.js';

const ASKING: AskingOptions = { seed: 1, switchTopic: false, concurrency: 1, workspaceName: 'Evaluation' };
/** What is measured for the document; the graph's questions are many and alike, so a sample of them does. */
const PACKS: readonly { readonly name: string; readonly sample?: number }[] = [
  { name: 'policy-en' },
  { name: 'policy-zh' },
  { name: 'graph', sample: 200 },
];
const ANSWERS = 'var/evaluation';

interface DocsRun {
  readonly folder: string;
  /** Without it the document of this repository is written, and the answers are kept in its `var`; else beside the file. */
  readonly out?: string;
  readonly scorer: Scorer;
  readonly sink: ProgressSink;
}

/** Measures everything once and writes the document of it. Answers the number of questions the pipeline broke on. */
export async function writeDocs(config: Config, run: DocsRun): Promise<number> {
  const machine = { cores: availableParallelism(), node: process.version, load: loadavg()[0] ?? 0 };
  const models = new Set<string>();
  const packs: MeasuredPack[] = [];
  for (const { name, sample } of PACKS) {
    run.sink.write(`── ${name}\n`);
    const { measured, asked } = await measurePack(config, run, name, sample);
    packs.push(measured);
    asked.models.forEach((model) => models.add(model));
  }
  run.sink.write('── safety\n');
  const quality = {
    at: systemClock.now(),
    command: 'npm run evaluate -- --docs --packs DIR',
    machine,
    models: [...models],
    packs,
    safety: await measureSafety(run),
  };
  const out = run.out ?? join(findProductRoot(), 'docs/quality.md');
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, writeQuality(quality));
  console.log(`Written: ${out}`);
  for (const { pack, figure, wanted, measured, isMet } of floorsOf(quality))
    if (!isMet) console.log(`Below its floor: ${pack}, ${figure}: ${measured}, wanted ${wanted}.`);
  return packs.reduce((sum, { failures }) => sum + failures, 0);
}

async function measurePack(
  config: Config,
  run: DocsRun,
  name: string,
  sample: number | undefined,
): Promise<{ measured: MeasuredPack; asked: AskedPack }> {
  const { scorer, sink } = run;
  const dir = join(run.folder, name);
  const out = linesOf(run, name);
  const asking = { ...ASKING, ...(sample === undefined ? {} : { sample }) };
  const asked = await askPack(config, { folder: dir, out, asking }, sink);
  const { pack, answers, failures } = asked;
  const drawn = sample === undefined ? '' : ` --sample ${sample} --seed ${asking.seed}`;
  return {
    asked,
    measured: {
      name,
      command: `npm run evaluate -- --pack DIR/${name} --out ${ANSWERS}/${name}.jsonl${drawn}`,
      clauses: pack.clauses.length,
      facts: pack.facts.length,
      questions: pack.questions.length,
      failures,
      score: PackScore.parse(await scorer.scorePack(dir, out)),
      metrics: measureAnswers(pack.questions, answers),
      parts: partsOf(asked),
      uncited: answers.filter(isUncited),
    },
  };
}

function partsOf({ pack, asked, answers }: AskedPack): MeasuredPack['parts'] {
  const sources = [...new Set(asked.map(({ source }) => source))].sort();
  const parts: readonly (readonly [string, readonly PackQuestion[]])[] = [
    ...sources.map((name) => [name, pack.questions.filter(({ source }) => source === name)] as const),
    ['first questions', pack.questions.filter(({ history }) => !history.length)],
    ['follow-ups', pack.questions.filter(({ history }) => history.length)],
  ];
  return Object.fromEntries(parts.map(([name, some]) => [name, measureAnswers(some, answers)]));
}

const isUncited = ({ outcome, citations }: AnswerLine) => outcome === 'answered' && !citations.length;

async function measureSafety(run: DocsRun): Promise<MeasuredSafety> {
  const { scorer } = run;
  const prompts = join(run.folder, 'safety/prompts.jsonl');
  const out = linesOf(run, 'safety');
  await screenPrompts(prompts, out, run.sink);
  return {
    command: `npm run evaluate -- --safety DIR/safety/prompts.jsonl --out ${ANSWERS}/safety.jsonl`,
    score: SafetyScore.parse(await scorer.scoreSafety(prompts, out)),
  };
}

const linesOf = ({ out }: DocsRun, name: string) =>
  join(out === undefined ? join(findProductRoot(), ANSWERS) : dirname(out), `${name}.jsonl`);
