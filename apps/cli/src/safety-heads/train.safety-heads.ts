import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { writtenHeads } from '@zhike/content-safety';
import type { ProgressSink } from '@zhike/evaluation';
import type { Config } from '@zhike/platform';
import { calibrate } from './head.calibration.js';
import { heldOutFigures, leftOutFigures } from './head.figures.js';
import { gatherHeadMaterial, heldOutLogits, learn } from './head.material.js';

export interface SafetyHeadTraining {
  /** Holds the folders `sets` and `packs`. */
  readonly data: string;
  /** `models/safety-heads/weights.json` when left out. */
  readonly out?: string;
  readonly seed: number;
  readonly sink: ProgressSink;
}

/** Learns the heads of the semantic rail, says what they reach on what they did not see, and writes them down. */
export async function trainSafetyHeads(config: Config, training: SafetyHeadTraining): Promise<void> {
  const { seed, sink } = training;
  const { texts, models } = await gatherHeadMaterial(config, training);
  sink.write(`learning from ${texts.length} texts …\n`);
  const heldOut = heldOutLogits(texts, seed, sink);
  const calibration = calibrate(heldOut);
  console.log(heldOutFigures(heldOut, calibration).join('\n'));
  const out = training.out ?? join(findProductRoot(), 'models/safety-heads/weights.json');
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, writtenHeads({ network: learn(texts, seed), models, calibration }, seed));
  console.log(`Written: ${out}`);
  // Last, as it learns four times more.
  console.log(leftOutFigures(texts, seed, sink).join('\n'));
}
