import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '@zhike/contracts';
import { ModelFetchError } from '../inference.errors.js';
import type { WeightFile } from '../model.catalogue.js';
import { fileWithin, makeFolder } from '../model.files.js';
import { onnxModel } from '../multilingual/onnx.bytes.js';
import { megabytes, type PullProgress, silentProgress } from '../pull.progress.js';
import { bertGraph } from './bert.graph.js';
import { QuantisedProducts } from './bert.products.js';
import { readBertWeights } from './bert.weights.js';
import { CALIBRATION_TEXTS } from './calibration.texts.js';
import { readOnnxFile } from './onnx.file.js';
import { measureRanges } from './state.ranges.js';

export interface QuantiseOptions {
  /** Holds `model.onnx` in single precision, with its weights inside, and `tokenizer.json`. */
  readonly source: string;
  /** The folder the quantised model is written to; made where it is not there, files in it are replaced. */
  readonly out: string;
  /** The language it is run on for its scales. */
  readonly locale: Locale;
  readonly progress?: PullProgress;
}

export interface QuantisedModel {
  /** As a card names them. Quantising is exact: the same source gives the same bytes on every machine. */
  readonly files: readonly WeightFile[];
  /** Numbers of one vector. */
  readonly dimension: number;
  /** Those it was made from. */
  readonly sourceFiles: readonly WeightFile[];
}

const GRAPH = 'model.onnx';
const TOKENIZER = 'tokenizer.json';

/**
 * Writes a BERT encoder in single precision anew with eight-bit products, for which it is run on some texts. A few seconds, and
 * about eight times the file in memory. Throws `model-not-converted` for a source that is none, or holds something else.
 */
export async function quantiseModel({
  source,
  out,
  locale,
  progress = silentProgress,
}: QuantiseOptions): Promise<QuantisedModel> {
  const missing = [GRAPH, TOKENIZER].find((name) => !existsSync(join(source, name)));
  if (missing !== undefined)
    throw new ModelFetchError('model-not-converted', `${source} cannot be quantised: it does not hold ${missing}.`);
  const graph = await readFile(join(source, GRAPH));
  const tokenizer = await readFile(join(source, TOKENIZER));
  progress.say(`quantising ${join(source, GRAPH)} (${megabytes(graph.length)}) …`);
  const bert = readBertWeights(readOnnxFile(graph));
  const texts = CALIBRATION_TEXTS[locale].map((text) => text.toLowerCase());
  const quantised = bertGraph(bert, new QuantisedProducts(await measureRanges(bert, { tokenizer, texts })));
  await makeFolder(out);
  return {
    files: [await write(out, GRAPH, onnxModel(quantised)), await write(out, TOKENIZER, tokenizer)],
    dimension: bert.hidden,
    sourceFiles: [fileOf(GRAPH, graph), fileOf(TOKENIZER, tokenizer)],
  };
}

/** Under its name only when it is whole. */
async function write(dir: string, name: string, content: Uint8Array): Promise<WeightFile> {
  const path = fileWithin(dir, name);
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
  return fileOf(name, content);
}

function fileOf(name: string, content: Uint8Array): WeightFile {
  return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}
