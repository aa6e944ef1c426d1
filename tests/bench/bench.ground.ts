import { join } from 'node:path';
import type { Locale } from '@zhike/contracts';
import { findProductRoot } from '@zhike/assembly';
import { OnnxEmbedder } from '@zhike/inference';
import { loadConfig, silentLogger } from '@zhike/platform';
import type { BenchSettings } from './bench.part.js';
import { type BaseCorpus, readBase } from './grown.corpus.js';

/** What every part begins with: the product's own embedder, and a pack that it has read. */
export interface BenchGround {
  readonly base: BaseCorpus;
  readonly embedder: OnnxEmbedder;
}

export async function openGround({ packs, tell }: BenchSettings, locale: Locale): Promise<BenchGround> {
  const root = findProductRoot();
  const { MODEL_DIR, INFERENCE_THREADS } = loadConfig(process.env);
  const embedder = new OnnxEmbedder({
    modelDir: join(root, MODEL_DIR),
    threads: INFERENCE_THREADS,
    logger: silentLogger,
  });
  tell(`reading and embedding the pack (${locale}) …`);
  const base = await readBase(packs, locale, embedder, join(root, '.cache/embeddings'));
  if (!base)
    throw new Error(`The bench needs the embedding model for ${locale}: run \`npm run models -- pull\` first.`);
  return { base, embedder };
}
