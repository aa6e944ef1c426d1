import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { BudgetContextWindow } from '@zhike/context-window';
import { type PackQuestion, Progress, type ProgressSink, readPack } from '@zhike/evaluation';
import {
  type Lesson,
  offerSentences,
  ratingBy,
  type SentenceWeights,
  type Sign,
  SIGNS,
  trainWeights,
} from '@zhike/generation';
import type { Config } from '@zhike/platform';
import type { ClauseEvidence } from '@zhike/ports';
import { z } from 'zod';
import { type EvaluationWorkspace, openEvaluationWorkspace } from './evaluate.workspace.js';
import { groupsOf } from './train.examples.js';
import { sharedTokens } from './train.overlap.js';

export interface SentenceTraining {
  /** A pack whose questions name the passage that answers them (`groundingText`); others of its questions are left out. */
  readonly pack: string;
  /** `libs/generation/src/sentence.weights.ts` when left out: the weights are part of the source, so nothing is to be loaded. */
  readonly out?: string;
  readonly sink: ProgressSink;
}

/** As the plan hands them to the writer. */
const MOST_CLAUSES = 5;
const HISTORY_TOKENS = 1_200;
const TIMEOUT_MS = 60_000;
const FOLDS = 5;
/** Chosen by cross-validation; training starts from nought and draws no numbers, so there is no seed. */
const TRAINING = { ridge: 0.01, steps: 300 };
const OF_A_MODEL: readonly Sign[] = ['nearness', 'nearnessBefore', 'nearnessHeading'];

interface Taught {
  readonly group: string;
  readonly rated: Lesson;
  /** The same without what a model said. */
  readonly lexical: Lesson;
}

const Answered = z.object({ id: z.string(), reference: z.string().optional(), groundingText: z.string().optional() });

/** Learns which sentences of the clauses found for a question answer it, and writes the weights as source. */
export async function trainSentenceSelection(
  config: Config,
  { pack: folder, out, sink }: SentenceTraining,
): Promise<void> {
  const pack = await readPack(folder);
  const references = await referencesOf(folder);
  const questions = pack.questions.filter(({ id }) => references.has(id));
  if (!questions.length) throw new Error(`No question of ${folder} names the passage that answers it.`);
  const workspace = await openEvaluationWorkspace(config, pack, 'Training', sink);
  try {
    const taught = await gather(workspace, questions, references, sink);
    console.log(
      `${taught.length} questions; the chosen sentence's token F1, ${FOLDS} folds by document and conversation:`,
    );
    console.log(
      `  with nearness ${heldOut(taught, 'rated').toFixed(3)}, words alone ${heldOut(taught, 'lexical').toFixed(3)}`,
    );
    const path = out ?? join(findProductRoot(), 'libs/generation/src/sentence.weights.ts');
    await writeFile(path, sourceOf(learn(taught, 'rated'), learn(taught, 'lexical')));
    console.log(`Written: ${path}`);
  } finally {
    await workspace.product.close();
  }
}

async function referencesOf(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = (await readFile(join(folder, 'questions.jsonl'), 'utf8')).split('\n').filter((line) => line.trim());
  const answered = lines.map((line) => Answered.parse(JSON.parse(line)));
  return new Map(
    answered.flatMap(({ id, reference, groundingText }) =>
      groundingText ? [[id, [groundingText, ...(reference ? [reference] : [])]] as const] : [],
    ),
  );
}

async function gather(
  workspace: EvaluationWorkspace,
  questions: readonly PackQuestion[],
  references: ReadonlyMap<string, readonly string[]>,
  sink: ProgressSink,
): Promise<Taught[]> {
  const groups = groupsOf(questions);
  const progress = new Progress(sink, 'searched', questions.length);
  const taught: Taught[] = [];
  for (const question of questions) {
    const { asked, clauses } = await search(workspace, question);
    const worthOf = (text: string) =>
      Math.max(...(references.get(question.id) ?? []).map((one) => sharedTokens(text, one)));
    const lesson = (offered: readonly ClauseEvidence[]): Lesson =>
      offerSentences(asked, offered)
        .flat()
        .filter(({ kind }) => kind !== 'heading')
        .map(({ signs, text }) => ({ signs, worth: worthOf(text) }));
    const group = groups.get(question.id) ?? question.id;
    const unrated = clauses.map(({ sentences: _, ...clause }) => clause);
    if (clauses.length) taught.push({ group, rated: lesson(clauses), lexical: lesson(unrated) });
    progress.advance();
  }
  return taught;
}

async function search({ product, workspaceId }: EvaluationWorkspace, asked: PackQuestion) {
  const { question: text, locale, history, background } = asked;
  const at = product.clock.now();
  const told = background ? [{ role: 'customer' as const, text: background }] : [];
  const turn = { id: '', conversationId: '', workspaceId, text, locale, at, history: [...told, ...history] };
  const { question, earlier } = await new BudgetContextWindow({ budgetTokens: HISTORY_TOKENS }).fit(turn);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const { evidence } = await product.retriever.retrieve({ workspaceId, question, earlier, locale, at, signal });
  const clauses = evidence.filter((one): one is ClauseEvidence => one.kind === 'clause').slice(0, MOST_CLAUSES);
  return { asked: { question, earlier: earlier.map((one) => one.text) }, clauses };
}

const learn = (taught: readonly Taught[], which: 'rated' | 'lexical'): SentenceWeights =>
  trainWeights(
    taught.map((one) => one[which]),
    { ...TRAINING, ...(which === 'lexical' ? { without: OF_A_MODEL } : {}) },
  );

/** Mean worth of the sentence chosen for questions that took no part in the training. */
function heldOut(taught: readonly Taught[], which: 'rated' | 'lexical'): number {
  const order = [...new Set(taught.map(({ group }) => group))].sort();
  const foldOf = ({ group }: Taught) => order.indexOf(group) % FOLDS;
  let sum = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const rate = ratingBy(
      learn(
        taught.filter((one) => foldOf(one) !== fold),
        which,
      ),
    );
    for (const one of taught.filter((other) => foldOf(other) === fold))
      sum += [...one[which]].sort((a, b) => rate(b) - rate(a))[0]?.worth ?? 0;
  }
  return sum / taught.length;
}

function sourceOf(weights: SentenceWeights, lexical: SentenceWeights): string {
  const table = (one: SentenceWeights) => SIGNS.map((sign) => `  ${sign}: ${Number(one[sign].toFixed(2))},`).join('\n');
  return `import type { Sign } from './sentence.signs.js';

/** Made by \`models train sentences\`; models/sentence-selection/README.md says from what, and how well they choose. */
export type SentenceWeights = Readonly<Record<Sign, number>>;

/** Where a model rated how near the sentences are to the question. */
export const WEIGHTS: SentenceWeights = {
${table(weights)}
};

/** Where words alone speak. */
export const LEXICAL_WEIGHTS: SentenceWeights = {
${table(lexical)}
};
`;
}
