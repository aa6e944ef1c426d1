import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import {
  type AnswerLine,
  floorsOf,
  measureAnswers,
  type MeasuredPack,
  type MeasuredPart,
  type MeasuredSafety,
  type PackQuestion,
  PackScore,
  type ProgressSink,
  reliabilityOf,
  SafetyScore,
  writeQuality,
} from '@zhike/evaluation';
import { type Config, systemClock } from '@zhike/platform';
import type { AskingOptions } from './evaluate.options.js';
import { askPack, type AskedPack } from './evaluate.pack.js';
import { screenPrompts } from './evaluate.safety.js';
import type { Scorer } from './evaluate.scorer.js';

const ASKING: AskingOptions = { seed: 1, switchTopic: false, concurrency: 1, workspaceName: 'Evaluation' };
interface PackToMeasure {
  /** Heads its section and names its answers file. */
  readonly name: string;
  readonly folder: string;
  readonly switchTopic: boolean;
}

/** What is measured for the document, whole. */
const PACKS: readonly PackToMeasure[] = [
  { name: 'policy-en', folder: 'policy-en', switchTopic: false },
  { name: 'policy-en-switched', folder: 'policy-en', switchTopic: true },
  { name: 'policy-zh', folder: 'policy-zh', switchTopic: false },
  { name: 'policy-zh-switched', folder: 'policy-zh', switchTopic: true },
  { name: 'graph', folder: 'graph', switchTopic: false },
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
  for (const wanted of PACKS) {
    run.sink.write(`── ${wanted.name}\n`);
    const { measured, asked } = await measurePack(config, run, wanted);
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
    safety: await measureSafety(config, run),
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
  { name, folder, switchTopic }: PackToMeasure,
): Promise<{ measured: MeasuredPack; asked: AskedPack }> {
  const { scorer, sink } = run;
  const dir = join(run.folder, folder);
  const out = linesOf(run, name);
  const asked = await askPack(config, { folder: dir, out, asking: { ...ASKING, switchTopic } }, sink);
  const { pack, answers, failures } = asked;
  const reliability = reliabilityOf(pack.questions, answers);
  return {
    asked,
    measured: {
      name,
      command: `npm run evaluate -- --pack DIR/${folder} --out ${ANSWERS}/${name}.jsonl${switchTopic ? ' --switch-topic' : ''}`,
      clauses: pack.clauses.length,
      facts: pack.facts.length,
      questions: pack.questions.length,
      failures,
      score: PackScore.parse(await scorer.scorePack(dir, out)),
      metrics: measureAnswers(pack.questions, answers),
      parts: await measureParts(run, dir, asked),
      ...(reliability ? { reliability } : {}),
      uncited: answers.filter(isUncited),
    },
  };
}

/** Each part is scored by the scorer too: it is given the part's answers alone. */
async function measureParts(run: DocsRun, dir: string, { pack, answers }: AskedPack): Promise<MeasuredPack['parts']> {
  const parts: [string, MeasuredPart][] = [];
  for (const [name, questions] of partsOf(pack.questions)) {
    const ids = new Set(questions.map(({ id }) => id));
    const own = answers.filter(({ id }) => ids.has(id));
    if (!own.length) continue;
    const file = linesOf(run, 'part');
    await writeFile(file, own.map((line) => JSON.stringify(line)).join('\n'));
    const { groups } = PackScore.parse(await run.scorer.scorePack(dir, file));
    await rm(file);
    parts.push([name, { score: groups.all, metrics: measureAnswers(questions, own) }]);
  }
  return Object.fromEntries(parts);
}

function partsOf(questions: readonly PackQuestion[]): [name: string, questions: readonly PackQuestion[]][] {
  const sources = [...new Set(questions.map(({ source }) => source))].sort();
  const reasons = [...new Set(questions.flatMap(({ unanswerableBecause: because }) => (because ? [because] : [])))];
  return [
    ...sources.map((name): [string, PackQuestion[]] => [name, questions.filter(({ source }) => source === name)]),
    ['first questions', questions.filter(({ history }) => !history.length)],
    ['follow-ups', questions.filter(({ history }) => history.length)],
    ['needs the conversation', questions.filter(({ needsContext }) => needsContext)],
    ...reasons
      .sort()
      .map((name): [string, PackQuestion[]] => [
        `unanswerable: ${name.replaceAll('_', ' ')}`,
        questions.filter(({ unanswerableBecause }) => unanswerableBecause === name),
      ]),
  ];
}

const isUncited = ({ outcome, citations }: AnswerLine) => outcome === 'answered' && !citations.length;

async function measureSafety(config: Config, run: DocsRun): Promise<MeasuredSafety> {
  const { scorer } = run;
  const prompts = join(run.folder, 'safety/prompts.jsonl');
  const out = linesOf(run, 'safety');
  await screenPrompts(config, prompts, out, run.sink);
  return {
    command: `npm run evaluate -- --safety DIR/safety/prompts.jsonl --out ${ANSWERS}/safety.jsonl`,
    score: SafetyScore.parse(await scorer.scoreSafety(prompts, out)),
  };
}

const linesOf = ({ out }: DocsRun, name: string) =>
  join(out === undefined ? join(findProductRoot(), ANSWERS) : dirname(out), `${name}.jsonl`);
