import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { mulberry32, type Pack, type ProgressSink, readPack } from '@zhike/evaluation';
import { type QueryAdapter, writtenAdapters } from '@zhike/inference';
import type { Config } from '@zhike/platform';
import { type AdapterMaterial, gatherAdapterMaterial, learnAdapter } from './train.adapter-material.js';
import { adapterFigures } from './train.adapter-figures.js';
import { openEvaluationWorkspace } from './evaluate.workspace.js';

export interface AdapterTraining {
  /** Holds the packs' folders. */
  readonly packs: string;
  /** `models/query-adapter/weights.json` when left out. */
  readonly out?: string;
  readonly seed: number;
  readonly sink: ProgressSink;
}

/** English is not learned: beside the learned ranking an adapter gave it nothing (measured, see the card). */
const PACKS = ['policy-zh'];
const FOLDS = 5;

/** Learns the query adapters from packs, says what they reach on what they did not see, and writes them down. */
export async function trainQueryAdapters(config: Config, training: AdapterTraining): Promise<void> {
  const adapters: QueryAdapter[] = [];
  for (const name of PACKS) adapters.push(await learnFrom(config, join(training.packs, name), training));
  const out = training.out ?? join(findProductRoot(), 'models/query-adapter/weights.json');
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, writtenAdapters(adapters, training.seed));
  console.log(`Written: ${out}`);
}

async function learnFrom(config: Config, folder: string, { seed, sink }: AdapterTraining): Promise<QueryAdapter> {
  sink.write(`── ${folder}\n`);
  const material = await materialOf(config, await readPack(folder), sink);
  sink.write(`learning from ${material.questions.length} questions over ${material.clauses.size} clauses …\n`);
  console.log(`${material.model}\n${adapterFigures(material, { folds: FOLDS, seed })}\n`);
  return learnAdapter(material, material.questions, { random: mulberry32(seed) });
}

async function materialOf(config: Config, pack: Pack, sink: ProgressSink): Promise<AdapterMaterial> {
  const workspace = await openEvaluationWorkspace(config, pack, 'Training', sink);
  try {
    return await gatherAdapterMaterial(workspace, pack);
  } finally {
    await workspace.product.close();
  }
}
