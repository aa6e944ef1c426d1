import {
  measureAnswers,
  metricsTable,
  outcomeTable,
  PackError,
  PackScore,
  type ProgressSink,
  SafetyScore,
  safetyTable,
  scoreTable,
} from '@zhike/evaluation';
import { type Config, loadConfig } from '@zhike/platform';
import { type Command, UsageError } from './command.js';
import { writeDocs } from './evaluate.docs.js';
import { exitCodeOf } from './evaluate.failures.js';
import { EVALUATE_USAGE, type EvaluateOptions, readOptions } from './evaluate.options.js';
import { type AskedPack, askPack } from './evaluate.pack.js';
import { screenPrompts } from './evaluate.safety.js';
import { Scorer } from './evaluate.scorer.js';

interface Evaluation {
  readonly config: Config;
  readonly scorer: Scorer | undefined;
  readonly sink: ProgressSink;
}

/** Asks the product what a pack asks, and says how well it answered. */
export const evaluate: Command = {
  summary: 'ask the questions of a pack, or screen safety prompts, and score what came back',
  usage: EVALUATE_USAGE,
  async run(args) {
    const options = readOptions(args);
    const scorer = Scorer.find(options.scorer, process.env['EVALUATION_SCORER']);
    const config = loadConfig(process.env);
    try {
      return await dispatch(options, { config, scorer, sink: process.stderr });
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      console.error(error.message);
      return 2;
    }
  },
};

function dispatch(options: EvaluateOptions, evaluation: Evaluation): Promise<number> {
  switch (options.mode) {
    case 'pack':
      return evaluatePack(options, evaluation);
    case 'safety':
      return evaluateSafety(options, evaluation);
    case 'docs':
      return evaluateDocs(options, evaluation);
  }
}

async function evaluatePack(
  options: Extract<EvaluateOptions, { mode: 'pack' }>,
  { config, scorer, sink }: Evaluation,
): Promise<number> {
  const asked = await askPack(config, options, sink);
  const score = scorer && (await scorer.scorePack(options.folder, options.out));
  console.log(`${sayScore(score, asked)}\n`);
  return exitCodeOf(asked.failures);
}

/** The scorer's figures where there is one; another scorer's JSON is shown as it came. */
function sayScore(score: unknown, { pack, answers }: AskedPack): string {
  const metrics = measureAnswers(pack.questions, answers);
  const outcomes = outcomeTable(metrics);
  if (score === undefined) return `${metricsTable({ all: metrics })}\n\n${outcomes}`;
  const known = PackScore.safeParse(score);
  const table = known.success ? scoreTable(known.data.groups.all, metrics) : JSON.stringify(score, null, 1);
  return `${table}\n\n${outcomes}`;
}

async function evaluateSafety(
  { file, out }: Extract<EvaluateOptions, { mode: 'safety' }>,
  { config, scorer, sink }: Evaluation,
): Promise<number> {
  const verdicts = await screenPrompts(config, file, out, sink);
  const score = scorer && (await scorer.scoreSafety(file, out));
  const known = SafetyScore.safeParse(score);
  if (known.success) console.log(safetyTable(known.data));
  else if (score !== undefined) console.log(JSON.stringify(score, null, 1));
  const blocked = verdicts.filter(({ verdict }) => verdict === 'block').length;
  console.log(`\n${verdicts.length} prompts, ${blocked} blocked.`);
  return 0;
}

async function evaluateDocs(
  { folder, out }: Extract<EvaluateOptions, { mode: 'docs' }>,
  { config, scorer, sink }: Evaluation,
): Promise<number> {
  if (!scorer) throw new UsageError('The document needs a scorer: say --scorer PATH.');
  return exitCodeOf(await writeDocs(config, { folder, scorer, sink, ...(out === undefined ? {} : { out }) }));
}
