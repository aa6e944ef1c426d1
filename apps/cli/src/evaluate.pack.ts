import { join } from 'node:path';
import {
  type AnswerLine,
  inLanes,
  LinesFile,
  type Pack,
  PackError,
  type PackQuestion,
  Progress,
  type ProgressSink,
  QuestionAsker,
  readPack,
  sampleQuestions,
  switchTopic,
} from '@zhike/evaluation';
import type { Config } from '@zhike/platform';
import { ImportError } from '@zhike/policy';
import { tellFailures } from './evaluate.failures.js';
import type { AskingOptions } from './evaluate.options.js';
import { type EvaluationWorkspace, openEvaluationWorkspace } from './evaluate.workspace.js';

/** A pack that was asked, and what came back. */
export interface AskedPack {
  readonly pack: Pack;
  readonly asked: readonly PackQuestion[];
  readonly answers: readonly AnswerLine[];
  readonly failures: number;
  readonly models: readonly string[];
}

export interface PackRun {
  readonly folder: string;
  readonly out: string;
  readonly asking: AskingOptions;
}

/** Publishes a pack in a throw-away workspace, asks its questions and writes a line for each. */
export async function askPack(config: Config, run: PackRun, sink: ProgressSink): Promise<AskedPack> {
  const pack = await readPack(run.folder);
  const asked = chooseQuestions(pack, run.asking);
  // Opened first: a place that cannot be written is found now and not after minutes of work.
  const file = LinesFile.open(run.out);
  try {
    const workspace = await publishPack(config, pack, run, sink);
    try {
      const answers = await askAll(config, workspace, asked, { lanes: run.asking.concurrency, file, sink });
      return { pack, asked, answers, failures: tellFailures(answers, sink), models: workspace.models };
    } finally {
      await workspace.product.close();
    }
  } finally {
    file.close();
  }
}

/** What the importer finds wrong with a pack is told like what its reader finds: file, line, reason. */
async function publishPack(
  config: Config,
  pack: Pack,
  { folder, asking }: PackRun,
  sink: ProgressSink,
): Promise<EvaluationWorkspace> {
  try {
    return await openEvaluationWorkspace(config, pack, asking.workspaceName, sink);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const { file, line = 1 } = error.place;
    throw new PackError(join(folder, file), line, error.message.replace(/^[^:]+:(?:\d+:)? /u, ''));
  }
}

function chooseQuestions(pack: Pack, { sample, seed, switchTopic: isSwitched }: AskingOptions): PackQuestion[] {
  const chosen = sample === undefined ? [...pack.questions] : sampleQuestions(pack.questions, sample, seed);
  return isSwitched ? switchTopic(chosen, pack, seed) : chosen;
}

async function askAll(
  config: Config,
  { product, workspaceId }: EvaluationWorkspace,
  questions: readonly PackQuestion[],
  { lanes, file, sink }: { readonly lanes: number; readonly file: LinesFile; readonly sink: ProgressSink },
): Promise<AnswerLine[]> {
  const asker = new QuestionAsker({
    pipelineTo: (archive) => product.pipelineTo(archive),
    workspaceId,
    clock: product.clock,
    timeoutMs: config.TURN_TIMEOUT_MS,
  });
  const answers: AnswerLine[] = [];
  const progress = new Progress(sink, 'asked', questions.length);
  await inLanes(questions, lanes, async (question) => {
    const answer = await asker.ask(question);
    file.write(answer);
    answers.push(answer);
    progress.advance();
  });
  return answers;
}
