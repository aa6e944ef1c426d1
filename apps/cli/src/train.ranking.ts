import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { type Pack, type PackQuestion, type ProgressSink, readPack } from '@zhike/evaluation';
import { QueryAdapters, readQueryAdapters } from '@zhike/inference';
import {
  crossValidate,
  type LearnedRanking,
  RankingBook,
  type RankingQuestion,
  type RankingWeights,
  trainRanking,
  untaught,
  writeUsual,
} from '@zhike/knowledge-graph';
import type { Config } from '@zhike/platform';
import { type EvaluationWorkspace, openEvaluationWorkspace } from './evaluate.workspace.js';
import { heldOutAdapters } from './train.adapter-figures.js';
import { gatherAdapterMaterial } from './train.adapter-material.js';
import { gatherExamples, meanQuestion, toQuestion } from './train.examples.js';
import { rankingFigures } from './train.figures.js';

export interface RankingTraining {
  /** Holds a folder per pack; those named `policy-…` are learned from. */
  readonly packs: string;
  /** `models/clause-ranking/weights.json` when left out. */
  readonly out?: string;
  readonly seed: number;
  readonly sink: ProgressSink;
}

const FOLDS = 5;
/** What `models train query-adapter` wrote. */
const QUERY_ADAPTERS = 'models/query-adapter/weights.json';
/** A pack of facts. */
const FOREIGN = 'graph';
/** Digits kept of a number in the file. */
const DIGITS = 5;

/** Learns the ranking of clauses and the confidence from packs, one language at a time, and writes both down. */
export async function trainClauseRanking(config: Config, training: RankingTraining): Promise<void> {
  const { packs: folder, seed, sink } = training;
  const names = (await readdir(folder)).filter((name) => name.startsWith('policy-')).sort();
  const locales: RankingWeights['locales'] = {};
  for (const name of names) {
    sink.write(`── ${name}\n`);
    const { locale, ...learned } = await learnFrom(config, join(folder, name), training);
    locales[locale] = learned;
  }
  const out = training.out ?? join(findProductRoot(), 'models/clause-ranking/weights.json');
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify({ version: 1, seed, locales }, rounded, 2)}\n`);
  console.log(`Written: ${out}`);
}

async function learnFrom(config: Config, folder: string, { packs, seed, sink }: RankingTraining) {
  const pack = await readPack(folder);
  const locale = pack.questions[0]?.locale ?? 'zh';
  const workspace = await openEvaluationWorkspace(config, pack, 'Training', sink);
  try {
    const { embedder } = workspace.product;
    const model = embedder.modelId(locale);
    if (model === undefined) throw new Error(`The embedding model for ${locale} is missing: nothing can be learned.`);
    const usual = await meanQuestion(embedder, pack, locale);
    const examples = await gatherExamples({
      workspace,
      pack,
      foreign: await foreignQuestions(packs, locale),
      book: RankingBook.measuring(locale, model, usual),
      teacherOf: await teachersFor(workspace, pack, model, seed),
      seed,
      sink,
    });
    const questions = examples.map(toQuestion);
    const learn = (taught: string, asked: readonly RankingQuestion[]): LearnedRanking => {
      const held = crossValidate(asked, FOLDS, seed);
      console.log(`${locale}${taught}\n${rankingFigures(examples, asked, held, { folds: FOLDS, seed })}\n`);
      return trainRanking(asked, held);
    };
    const isTaught = examples.some(({ found }) => found.isTaught);
    return {
      locale,
      model,
      usual: writeUsual(usual),
      ...learn(isTaught ? ', with the query adapter' : '', questions),
      ...(isTaught ? { untaught: learn(', without the query adapter', untaught(questions)) } : {}),
    };
  } finally {
    await workspace.product.close();
  }
}

/**
 * Where a query adapter is shipped for the model, every question is searched with one that was learned without it: the shipped one has
 * seen them all, and would be believed more than it deserves. Hiding the clauses that answer as well (`hidden: 'clauses'`) was tried:
 * nothing gained on clauses that no adapter saw (.53 / .75 both ways), 4 points of hit@1 lost in the evaluation, whose clauses it saw.
 */
async function teachersFor(workspace: EvaluationWorkspace, pack: Pack, model: string, seed: number) {
  const { adapters } = readQueryAdapters(join(findProductRoot(), QUERY_ADAPTERS));
  if (!adapters.models.includes(model)) return () => undefined;
  const material = await gatherAdapterMaterial(workspace, pack);
  const held = heldOutAdapters(material, { folds: FOLDS, seed, hidden: 'questions' });
  const teachers = new Map([...held.values()].map((adapter) => [adapter, new QueryAdapters([adapter])]));
  return (id: string) => {
    const adapter = held.get(id);
    return (adapter && teachers.get(adapter)) ?? adapters;
  };
}

/** Questions about the entities of a catalogue, without their history: no policy answers them. */
async function foreignQuestions(packs: string, locale: string): Promise<PackQuestion[]> {
  const { questions }: Pick<Pack, 'questions'> = await readPack(join(packs, FOREIGN)).catch(() => ({ questions: [] }));
  return questions
    .filter((question) => question.locale === locale)
    .map((question) => ({ ...question, history: [], background: undefined }));
}

const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value;
