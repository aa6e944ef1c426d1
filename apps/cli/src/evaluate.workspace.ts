import { join } from 'node:path';
import { assembleProduct, findProductRoot, type Product } from '@zhike/assembly';
import { type Pack, Progress, type ProgressSink } from '@zhike/evaluation';
import { FileCachedEmbedder, OnnxEmbedder } from '@zhike/inference';
import { migrations } from '@zhike/migrations';
import { type Config, openDatabase, Outbox } from '@zhike/platform';
import { commandLogger } from './command.logger.js';

/** A product of its own with one pack published in it, gone when it is closed. */
export interface EvaluationWorkspace {
  readonly product: Product;
  readonly workspaceId: string;
  /** The embedding models that took part; empty when search is lexical only. */
  readonly models: readonly string[];
}

/**
 * Neither DATABASE_URL, DATA_DIR nor GRAPH_URL is touched: the database and the graph live in memory. The pack goes in
 * through the importer that everyone uses, and reaches the graph by the news of its publication.
 */
export async function openEvaluationWorkspace(
  config: Config,
  pack: Pack,
  name: string,
  sink: ProgressSink,
): Promise<EvaluationWorkspace> {
  const product = await assembleForEvaluation(config);
  try {
    await product.graph.prepare();
    const { id: workspaceId } = await product.workspaces.ensure('evaluation', name);
    sink.write(`importing ${pack.clauses.length} clauses and ${pack.facts.length} facts …\n`);
    const member = { workspaceId, memberId: 'evaluation', name: 'Evaluation', mayReviewOwnWork: true };
    const { warnings } = await product.importer.importPack(pack.texts, { publish: true }, member);
    for (const { file, line, message } of warnings.slice(0, MOST_WARNINGS))
      sink.write(`${file}${line === undefined ? '' : `:${line}`}: ${message}\n`);
    await projectAll(product, sink);
    return { product, workspaceId, models: modelsOf(product, sink) };
  } catch (error) {
    await product.close(0);
    throw error;
  }
}

const MOST_WARNINGS = 5;

async function assembleForEvaluation(config: Config): Promise<Product> {
  const logger = commandLogger(config);
  const onnx = new OnnxEmbedder({ modelDir: config.MODEL_DIR, threads: config.INFERENCE_THREADS, logger });
  const embedder = new FileCachedEmbedder(onnx, join(findProductRoot(), '.cache/embeddings'), logger);
  return assembleProduct(
    { ...config, GRAPH_URL: undefined },
    { database: await openDatabase({ migrations }), embedder, logger },
  );
}

/** Drains the relay to the end. It would come again later after a failure; an evaluation does not wait, it says so. */
async function projectAll({ database, relay }: Product, sink: ProgressSink): Promise<void> {
  const outbox = new Outbox(database);
  let pending = await outbox.countPending('policy.published');
  const progress = new Progress(sink, 'projected', pending);
  while ((await relay.drain()) > 0) {
    const left = await outbox.countPending('policy.published');
    progress.advance(pending - left);
    pending = left;
  }
  if (pending) throw new Error(`${pending} policies could not be projected; the warnings above say why.`);
}

function modelsOf({ embedder }: Product, sink: ProgressSink): string[] {
  const status = embedder.status();
  const isThere = (state: string) => state === 'ready' || state === 'loading';
  for (const { state, message } of status) if (!isThere(state)) sink.write(`${message ?? 'a model is missing'}\n`);
  return status.filter(({ state }) => isThere(state)).map(({ model }) => model);
}
