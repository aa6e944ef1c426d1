import { join } from 'node:path';
import type { Locale } from '@zhike/contracts';
import { type Pack, type PackQuestion, readPack } from '@zhike/evaluation';
import { FileCachedEmbedder } from '@zhike/inference';
import type { GraphPolicy } from '@zhike/knowledge-graph';
import { splitSentences } from '@zhike/platform';
import type { Embedder } from '@zhike/ports';
import { seeded } from './bench.timing.js';

export interface BaseClause {
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly vector: Float32Array;
  readonly sentenceVectors: readonly Float32Array[];
}

/** A pack whose clauses are embedded. */
export interface BaseCorpus {
  readonly locale: Locale;
  readonly model: string;
  readonly clauses: readonly BaseClause[];
  /** Each text once. */
  readonly questions: readonly PackQuestion[];
}

export const FOLDER_OF = { zh: 'policy-zh', en: 'policy-en' } as const;

/** Vectors are embedded once and kept beside those of the evaluation. Undefined where the model is not to be had. */
export async function readBase(
  packs: string,
  locale: Locale,
  embedder: Embedder,
  cache: string,
): Promise<BaseCorpus | undefined> {
  const pack = await readPack(join(packs, FOLDER_OF[locale]));
  const model = embedder.modelId(locale);
  if (model === undefined) return undefined;
  const cached = new FileCachedEmbedder(embedder, cache);
  const split = clausesOf(pack).map((clause) => ({ ...clause, sentences: splitSentences(clause.text).slice(0, 24) }));
  const texts = [...new Set(split.flatMap(({ text, sentences }) => [text, ...sentences]))];
  const vectors = await cached.embed(texts, { locale, as: 'passage' });
  if (!vectors) return undefined;
  const vectorOf = new Map(texts.map((text, at) => [text, vectors[at] ?? new Float32Array(0)]));
  const clauses = split.map(({ id, title, text, sentences }) => ({
    ...{ id, title, sentences },
    vector: vectorOf.get(text) ?? new Float32Array(0),
    sentenceVectors:
      sentences.length > 1 ? sentences.map((sentence) => vectorOf.get(sentence) ?? new Float32Array(0)) : [],
  }));
  const questions = [...new Map(pack.questions.map((question) => [question.question, question])).values()];
  return { locale, model, clauses, questions };
}

/** The pack's reader has held every line against its shape. */
function clausesOf({ texts }: Pack): { id: string; title: string; text: string }[] {
  const lines = texts.clauses.split('\n').filter((line) => line.trim());
  return lines.map((line) => {
    const { id, title = '', text } = JSON.parse(line) as { id: string; title?: string; text: string };
    return { id, title, text };
  });
}

const CLAUSES_IN_POLICY = 100;
/** Norm of the random vector that is added to a unit vector: the copy's cosine with its original is about .86. */
const DISTANCE = 0.6;

/**
 * A shop of so many clauses: first those of the pack, then copies whose sentences are mixed with another clause's and whose
 * vectors have moved. So words keep their frequencies and vectors their clusters, and nothing has to be embedded.
 */
export function* grownPolicies(base: BaseCorpus, count: number, workspaceId: string): Generator<GraphPolicy> {
  const random = seeded(count);
  for (let first = 0; first < count; first += CLAUSES_IN_POLICY) {
    const size = Math.min(CLAUSES_IN_POLICY, count - first);
    const grown = Array.from({ length: size }, (_, at) => grownClause(base, first + at, random));
    yield policyOf(base, { workspaceId, number: first / CLAUSES_IN_POLICY, clauses: grown });
  }
}

interface GrownClause extends BaseClause {
  readonly text: string;
}

function grownClause({ clauses }: BaseCorpus, number: number, random: () => number): GrownClause {
  const original = clauses[number % clauses.length];
  const other = clauses[Math.floor(random() * clauses.length)];
  if (!original || !other) throw new Error('the pack holds no clauses');
  if (number < clauses.length) return { ...original, text: original.sentences.join('\n') };
  const kept = original.sentences.map((sentence, at) =>
    at % 2 ? (other.sentences[at % other.sentences.length] ?? sentence) : sentence,
  );
  return {
    ...{ id: `${original.id} ${number}`, title: `${original.title} ${number}`, sentences: kept, text: kept.join('\n') },
    vector: moved(original.vector, random),
    sentenceVectors: original.sentenceVectors.map((vector) => moved(vector, random)),
  };
}

function moved(vector: Float32Array, random: () => number): Float32Array {
  // Evenly spread over −1 … 1 a value has a variance of 1/3.
  const scale = DISTANCE * Math.sqrt(3 / vector.length);
  const copy = vector.map((value) => value + scale * (2 * random() - 1));
  const length = Math.sqrt(copy.reduce((sum, value) => sum + value * value, 0));
  return copy.map((value) => value / length);
}

interface Grown {
  readonly workspaceId: string;
  readonly number: number;
  readonly clauses: readonly GrownClause[];
}

function policyOf({ locale, model }: BaseCorpus, { workspaceId, number, clauses }: Grown): GraphPolicy {
  const policyId = `${workspaceId}-policy-${number}`;
  const idOf = (at: number) => `${policyId}-${at}`;
  const version = {
    ...{ workspaceId, policyId, locale, versionId: `${policyId}-1`, version: 1 },
    ...{ policyTitle: `${number + 1}`, kind: 'policy' as const, effectiveFrom: new Date(0), facts: [] },
    clauses: clauses.map(({ id, title, text }, at) => ({
      ...{ id: idOf(at), key: id, position: at, heading: title, path: [], text },
    })),
  };
  const vectors = clauses.map(({ vector, sentenceVectors }, at) => ({
    ...{ clauseId: idOf(at), vector },
    ...(sentenceVectors.length ? { sentences: sentenceVectors } : {}),
  }));
  return { workspaceId, policyId, versions: [version], model, vectors };
}
