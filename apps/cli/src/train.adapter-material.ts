import type { Pack } from '@zhike/evaluation';
import { type AdapterExample, type AdapterSettings, type QueryAdapter, trainQueryAdapter } from '@zhike/inference';
import { embedQuestion } from '@zhike/knowledge-graph';
import type { EvaluationWorkspace } from './evaluate.workspace.js';
import { clauseKeys } from './train.clause-keys.js';
import { queryFor } from './train.examples.js';

/** A question as the product searches with it, and the clauses that answer it. */
export interface AdapterQuestion {
  readonly id: string;
  /** Leans on the history as far as the context window says. */
  readonly vector: Float32Array;
  /** Keys of clauses. */
  readonly right: ReadonlySet<string>;
}

export interface AdapterMaterial {
  readonly model: string;
  /** Unit vectors by the clause's key. */
  readonly clauses: ReadonlyMap<string, Float32Array>;
  readonly questions: readonly AdapterQuestion[];
}

/** Every published clause and every question that a clause answers, with their vectors. */
export async function gatherAdapterMaterial(
  { product, workspaceId }: EvaluationWorkspace,
  { questions }: Pack,
): Promise<AdapterMaterial> {
  const locale = questions[0]?.locale ?? 'zh';
  const model = product.embedder.modelId(locale);
  if (model === undefined) throw new Error(`The embedding model for ${locale} is missing: nothing can be learned.`);
  const at = product.clock.now();
  const keys = await clauseKeys(product.database, workspaceId);
  const vectors = await product.graph.clauseVectors({ workspaceId, locale, at }, [...keys.keys()], model);
  const clauses = new Map([...vectors].map(([id, vector]) => [keys.get(id) ?? id, vector]));
  const asked: AdapterQuestion[] = [];
  for (const question of questions) {
    const right = new Set(question.evidence.filter((key) => clauses.has(key)));
    if (right.size === 0 || question.answerable === 'no') continue;
    const found = await embedQuestion(product.embedder, await queryFor(question, workspaceId, at));
    if (found) asked.push({ id: question.id, vector: found.leaning, right });
  }
  return { model, clauses, questions: asked };
}

/** Chosen on clauses that the adapter had not seen. Held back ten times more, a third of the gain on known policies is lost. */
const SETTINGS: Omit<AdapterSettings, 'random'> = { rank: 32, steps: 40, temperature: 0.05, restraint: 0.1 };
/** The clauses nearest to a question, which it is to be told from. */
const CANDIDATES = 200;

export interface AdapterLearning {
  readonly random: () => number;
  /** Clauses that must not be seen, not even as wrong ones. */
  readonly hidden?: ReadonlySet<string>;
}

export function learnAdapter(
  { model, clauses }: AdapterMaterial,
  questions: readonly AdapterQuestion[],
  { random, hidden = new Set() }: AdapterLearning,
): QueryAdapter {
  const shown = new Map([...clauses].filter(([key]) => !hidden.has(key)));
  return trainQueryAdapter(
    model,
    questions.map((question) => exampleOf(question, shown)),
    { ...SETTINGS, random },
  );
}

function exampleOf({ vector, right }: AdapterQuestion, clauses: ReadonlyMap<string, Float32Array>): AdapterExample {
  const keys = new Set([...nearestTo(vector, clauses, CANDIDATES), ...[...right].filter((key) => clauses.has(key))]);
  return {
    question: vector,
    candidates: [...keys].map((key) => clauses.get(key) ?? new Float32Array()),
    isRight: [...keys].map((key) => right.has(key)),
  };
}

/** Keys of the nearest clauses, nearest first. */
export function nearestTo(
  vector: Float32Array,
  clauses: ReadonlyMap<string, Float32Array>,
  count: number,
): readonly string[] {
  return [...clauses]
    .map(([key, clause]) => ({ key, cosine: cosineOf(vector, clause) }))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, count)
    .map(({ key }) => key);
}

function cosineOf(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}
