import {
  JUDGING_CATALOGUE,
  MULTILINGUAL_CATALOGUE,
  type ModelWeights,
  OnnxEmbedder,
  RemoteEmbedder,
} from '@zhike/inference';
import { CentredEmbedder } from '@zhike/knowledge-graph';
import type { Config, Logger } from '@zhike/platform';
import type { Embedder } from '@zhike/ports';

interface GivenEmbedders {
  readonly embedder?: Embedder;
  readonly shared?: Embedder;
  readonly judging?: Embedder;
}

/**
 * The embedding models of each language, the one that both share, and its middle layers, which the safety heads read: of an inference service
 * where one is named, else loaded here. Whoever gives models of their own gets no others beside them.
 */
export function assembleEmbedders(config: Config, logger: Logger, given: GivenEmbedders) {
  const isOwn = given.embedder === undefined;
  const ownShared = () => new CentredEmbedder(embedderOf(config, logger, MULTILINGUAL_CATALOGUE));
  const ownJudging = () => embedderOf(config, logger, JUDGING_CATALOGUE);
  return {
    embedder: given.embedder ?? embedderOf(config, logger),
    shared: given.shared ?? (isOwn ? ownShared() : undefined),
    judging: given.judging ?? (isOwn ? ownJudging() : undefined),
  };
}

function embedderOf(config: Config, logger: Logger, models?: readonly ModelWeights[]): Embedder {
  const { EMBEDDINGS_URL: url, EMBEDDINGS_KEY: key, MODEL_DIR: modelDir, INFERENCE_THREADS: threads } = config;
  const common = { logger, ...(models ? { models } : {}) };
  return url === undefined
    ? new OnnxEmbedder({ ...common, modelDir, threads })
    : new RemoteEmbedder({ ...common, url, key });
}
