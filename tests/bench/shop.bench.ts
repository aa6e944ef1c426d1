import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { assembleProduct, type Product } from '@zhike/assembly';
import type { Locale } from '@zhike/contracts';
import { type PackQuestion, QuestionAsker } from '@zhike/evaluation';
import { BestDocuments, VectorIndex } from '@zhike/knowledge-graph';
import { migrations } from '@zhike/migrations';
import { loadConfig, openDatabase, silentLogger } from '@zhike/platform';
import { checkNeo4j, type Neo4jServer, startNeo4j } from '@zhike/testing';
import { type BenchGround, openGround } from './bench.ground.js';
import type { BenchPart, BenchSettings } from './bench.part.js';
import { type BenchRow, rowOf } from './bench.row.js';
import { cpuSeconds, mean, quantile } from './bench.timing.js';
import { type BaseCorpus, grownPolicies } from './grown.corpus.js';

/**
 * A shop that has been open for a while: so many questions, so many times over. A server that has just begun answers slowly until
 * its compiler has seen some hundreds.
 */
const WARM_UP = 100;
const WARM_UP_ROUNDS = 3;
const QUESTIONS = 200;
const PATIENCE_MS = 60_000;
const RECALLED = 10;
const SHOP = 'bench';

export interface ShopSize {
  readonly engine: 'sql' | 'neo4j';
  readonly name: string;
  readonly clauses: number;
  readonly locale?: Locale;
}

/** A shop of so many clauses in the whole product, asked one question after the other. */
export function shopBench({ engine, name, clauses, locale = 'zh' }: ShopSize): BenchPart {
  const suffix = `${name}.${engine}${locale === 'zh' ? '' : `.${locale}`}`;
  const isAnswered = engine === 'sql' && name === '10k';
  return {
    name: `${engine}-${name}${locale === 'zh' ? '' : `-${locale}`}`,
    metrics: [
      `retrieval.p95ms.${suffix}`,
      ...(isAnswered ? [locale === 'zh' ? 'turn.composed.p50ms' : `turn.composed.p50ms.${locale}`] : []),
    ],
    async measure(settings) {
      if (engine === 'neo4j') {
        const check = await checkNeo4j();
        if (!check.possible) throw new Error(check.reason);
      }
      const ground = await openGround(settings, locale);
      const place = await openPlace(engine);
      try {
        const product = await place.open(ground.embedder);
        const rows = await load(product, ground.base, { clauses, suffix, settings });
        rows.push(...(await askRetriever(product, ground.base, suffix)));
        if (engine === 'neo4j') rows.push(await measureRecall(product, ground, { clauses, suffix }));
        if (isAnswered) rows.push(await askPipeline(product, ground.base));
        await product.close(0);
        return rows;
      } finally {
        await place.close();
      }
    },
  };
}

interface Place {
  open(embedder: Product['embedder']): Promise<Product>;
  close(): Promise<void>;
}

/** A database in a folder of its own and, where the graph is there, a server of its own. */
async function openPlace(engine: ShopSize['engine']): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhike-bench-'));
  const server: Neo4jServer | undefined = engine === 'neo4j' ? await startNeo4j(NEO4J_SIZE) : undefined;
  return {
    async open(embedder) {
      const graph = server && { GRAPH_URL: server.url, GRAPH_USER: server.user, GRAPH_PASSWORD: server.password };
      const config = { ...loadConfig(process.env), GRAPH_URL: undefined, ...graph };
      return assembleProduct(config, {
        database: await openDatabase({ migrations, dataDir }),
        embedder,
        logger: silentLogger,
      });
    },
    async close() {
      await server?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const NEO4J_SIZE = { heapMb: 2_000, pageCacheMb: 1_500 };

interface Loading {
  readonly clauses: number;
  readonly suffix: string;
  readonly settings: BenchSettings;
}

/** Writes the shop, and then asks it for the first time, when this process reads its index. */
async function load({ graph }: Product, base: BaseCorpus, { clauses, suffix, settings }: Loading): Promise<BenchRow[]> {
  await graph.prepare();
  const began = performance.now();
  let written = 0;
  for (const policy of grownPolicies(base, clauses, SHOP)) {
    await graph.replacePolicy(policy);
    written += policy.vectors.length;
    if (written % 5_000 === 0 || written === clauses)
      settings.tell(
        `written ${written} of ${clauses} clauses, ${((performance.now() - began) / 1_000).toFixed(0)} s …`,
      );
  }
  const writing = (performance.now() - began) / 1_000;
  globalThis.gc?.();
  const before = memoryInMb();
  const asked = performance.now();
  await firstAnswer(graph, base);
  const reading = (performance.now() - asked) / 1_000;
  globalThis.gc?.();
  const memory = memoryInMb() - before;
  settings.tell(`${suffix}: read in ${reading.toFixed(1)} s, ${memory.toFixed(0)} MB`);
  return [
    rowOf({ metric: `graph.write.${suffix}`, ours: writing, unit: 's', n: 1 }),
    rowOf({ metric: `graph.read.${suffix}`, ours: reading, unit: 's', n: 1 }),
    rowOf({ metric: `graph.memory.${suffix}`, ours: memory, unit: 'MB', n: 1 }),
  ];
}

/** An index that is being read, or built on the server, may take longer than a question waits. */
async function firstAnswer(graph: Product['graph'], { locale, model, clauses }: BaseCorpus): Promise<void> {
  const [first] = clauses;
  if (!first) return;
  const deadline = Date.now() + 1_800_000;
  for (;;) {
    try {
      const scope = { workspaceId: SHOP, locale, at: new Date() };
      await graph.searchText(scope, [{ text: first.sentences[0] ?? '', weight: 1 }], 1);
      await graph.searchVectors(scope, first.vector, model, 1);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** All that the process holds: the memory of WebAssembly is in no other figure. */
const memoryInMb = () => process.memoryUsage.rss() / 2 ** 20;

/** From the question as written to ranked evidence: embedding, all searches, ranking. */
async function askRetriever({ retriever }: Product, base: BaseCorpus, suffix: string): Promise<BenchRow[]> {
  const times: number[] = [];
  const cpu: number[] = [];
  const ask = ({ question, history }: PackQuestion) =>
    retriever.retrieve({
      ...{ workspaceId: SHOP, question, locale: base.locale, at: new Date() },
      earlier: history
        .slice(-2)
        .map((utterance) => ({ ...utterance, weight: 0.3 }))
        .reverse(),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  for (let round = 0; round < WARM_UP_ROUNDS; round++)
    // A server that has just begun may answer its first questions too late.
    for (const question of base.questions.slice(0, WARM_UP)) await ask(question).catch(() => undefined);
  for (const question of base.questions.slice(WARM_UP, WARM_UP + QUESTIONS)) {
    const began = performance.now();
    const cpuBegan = cpuSeconds();
    await ask(question);
    times.push(performance.now() - began);
    cpu.push(1_000 * (cpuSeconds() - cpuBegan));
  }
  const row = (metric: string, values: readonly number[], share: number) =>
    rowOf({ metric: `${metric}.${suffix}`, ours: quantile(values, share), unit: 'ms', n: values.length });
  return [
    row('retrieval.p95ms', times, 0.95),
    row('retrieval.p50ms', times, 0.5),
    row('retrieval.p95cpums', cpu, 0.95),
    row('retrieval.p50cpums', cpu, 0.5),
    // Whoever reads the times wants to know how many others wanted the cores.
    rowOf({ metric: `machine.load.${suffix}`, ours: loadavg()[0] ?? NaN, unit: 'runnable', n: 1 }),
  ];
}

/** What the server's index finds of what comparing everything finds. */
async function measureRecall(
  { graph }: Product,
  { base, embedder }: BenchGround,
  { clauses, suffix }: Pick<Loading, 'clauses' | 'suffix'>,
): Promise<BenchRow> {
  const { locale, model } = base;
  const questions = base.questions.slice(0, QUESTIONS).map(({ question }) => question);
  const asked = (await embedder.embed(questions, { locale, as: 'query' })) ?? [];
  const ids: string[] = [];
  const index = new VectorIndex(asked[0]?.length ?? 0);
  for (const { vectors } of grownPolicies(base, clauses, SHOP))
    for (const { clauseId, vector } of vectors) index.add(ids.push(clauseId) - 1, vector);
  const shares: number[] = [];
  for (const vector of asked) {
    const best = new BestDocuments(RECALLED, (left, right) => left < right);
    index.searchExactly(vector, best, () => true);
    const scope = { workspaceId: SHOP, locale, at: new Date() };
    const found = await graph.searchVectors(scope, vector, model, RECALLED);
    const foundIds = new Set(found.map(({ clause }) => clause.id));
    shares.push(best.list().filter(({ document }) => foundIds.has(ids[document] ?? '')).length / RECALLED);
  }
  return rowOf({ metric: `retrieval.recall10.${suffix}`, ours: mean(shares), unit: 'share', n: shares.length });
}

/** A whole turn, from the message to the last sentence released, without network and socket. */
async function askPipeline({ pipelineTo, clock }: Product, base: BaseCorpus): Promise<BenchRow> {
  const asker = new QuestionAsker({ pipelineTo, workspaceId: SHOP, clock, timeoutMs: PATIENCE_MS });
  const times: number[] = [];
  for (const [place, question] of turnQuestions(base).entries()) {
    const began = performance.now();
    const { outcome } = await asker.ask(question);
    if (place >= WARM_UP && outcome === 'answered') times.push(performance.now() - began);
  }
  const metric = base.locale === 'zh' ? 'turn.composed.p50ms' : `turn.composed.p50ms.${base.locale}`;
  return rowOf({ metric, ours: quantile(times, 0.5), unit: 'ms', n: times.length });
}

/** Others than the retriever was asked, so that no vector is remembered. */
const turnQuestions = ({ questions }: BaseCorpus): readonly PackQuestion[] =>
  questions.slice(WARM_UP + QUESTIONS, 2 * (WARM_UP + QUESTIONS));
