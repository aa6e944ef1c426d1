import { BestDocuments, VectorIndex } from '@zhike/knowledge-graph';
import { openGround } from './bench.ground.js';
import type { BenchPart, BenchSettings } from './bench.part.js';
import { type MemoryVectorStores, peerFrom } from './bench.peers.js';
import { type BenchRow, rowOf } from './bench.row.js';
import { mean, perCpuSecond } from './bench.timing.js';
import { grownPolicies } from './grown.corpus.js';

const SIZES = { '10k': 10_000, '200k': 200_000 } as const;
const WANTED = 10;
const QUESTIONS = 300;
const PEER_QUESTIONS = 30;
const REPETITIONS = 5;
const everything = () => true;

/** Vectors alone: how fast beside LangChain's store, and how much of what exact comparison finds. */
export const vectorBench: BenchPart = {
  name: 'vector',
  metrics: ['retrieval.vector.qps', 'retrieval.recall10'],
  async measure(settings) {
    const { base, embedder } = await openGround(settings, 'zh');
    const texts = base.questions.slice(0, QUESTIONS).map(({ question }) => question);
    const questions = (await embedder.embed(texts, { locale: 'zh', as: 'query' })) ?? [];
    await embedder.close();
    const rows: BenchRow[] = [];
    for (const [name, count] of Object.entries(SIZES)) {
      settings.tell(`vector search among ${count} …`);
      const vectors = [...grownPolicies(base, count, 'bench')].flatMap((policy) =>
        policy.vectors.map(({ vector }) => vector),
      );
      const index = indexOf(vectors);
      if (name === '10k') rows.push(await measureRate(settings, { index, vectors, questions }));
      rows.push(measureRecall(index, questions, name));
    }
    return withWorst(rows);
  },
};

interface Ground {
  readonly index: VectorIndex;
  readonly vectors: readonly Float32Array[];
  readonly questions: readonly Float32Array[];
}

function indexOf(vectors: readonly Float32Array[]): VectorIndex {
  const index = new VectorIndex(vectors[0]?.length ?? 0);
  vectors.forEach((vector, document) => index.add(document, vector));
  return index;
}

async function measureRate({ peers }: BenchSettings, { index, vectors, questions }: Ground): Promise<BenchRow> {
  const stores = peerFrom<MemoryVectorStores>(peers, '@langchain/classic/vectorstores/memory');
  const store = stores && new stores.MemoryVectorStore({});
  await store?.addVectors(
    vectors.map((vector) => Array.from(vector)),
    vectors.map((_, at) => ({ pageContent: String(at), metadata: {} })),
  );
  const asked = questions.slice(0, PEER_QUESTIONS).map((vector) => Array.from(vector));
  const theirs = async () => {
    for (const vector of asked) await store?.similaritySearchVectorWithScore(vector, WANTED);
  };
  const ours = { count: questions.length, run: () => questions.forEach((vector) => nearest(index, vector)) };
  const contenders = [ours, ...(store ? [{ count: asked.length, run: theirs }] : [])];
  const [qps = NaN, peer = null] = await perCpuSecond(contenders, REPETITIONS);
  const n = questions.length * REPETITIONS;
  const peerName = 'LangChain MemoryVectorStore';
  return rowOf({ metric: 'retrieval.vector.qps', ours: qps, peer, peerName, unit: 'queries/CPU-s', n });
}

function nearest(index: VectorIndex, vector: Float32Array, isExact = false): number[] {
  const best = new BestDocuments(WANTED, (left, right) => left < right);
  if (isExact) index.searchExactly(vector, best, everything);
  else index.search(vector, best, WANTED, everything);
  return best.list().map(({ document }) => document);
}

function measureRecall(index: VectorIndex, questions: readonly Float32Array[], size: string): BenchRow {
  const shares = questions.map((vector) => {
    const found = new Set(nearest(index, vector));
    return nearest(index, vector, true).filter((document) => found.has(document)).length / WANTED;
  });
  return rowOf({ metric: `retrieval.recall10.${size}`, ours: mean(shares), unit: 'share', n: questions.length });
}

/** The figure by the plain name is that of the size where least is found. */
function withWorst(rows: readonly BenchRow[]): BenchRow[] {
  const recalls = rows.filter(({ metric }) => metric.startsWith('retrieval.recall10'));
  const [worst] = recalls.toSorted((a, b) => a.ours - b.ours);
  return [...rows, ...(worst ? [{ ...worst, metric: 'retrieval.recall10' }] : [])];
}
