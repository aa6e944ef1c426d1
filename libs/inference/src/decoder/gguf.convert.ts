import { createReadStream } from 'node:fs';
import { readdir, rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ModelFetchError } from '../inference.errors.js';
import { fileWithin, makeFolder, sizeOf } from '../model.files.js';
import { megabytes, type PullProgress, silentProgress } from '../pull.progress.js';
import { makeLlamaFiles } from './decoder.pull.js';

export interface ConvertOptions {
  /** A GGUF file of the llama family. */
  readonly source: string;
  /** The folder that becomes a model directory; made where it is not there. */
  readonly out: string;
  readonly progress?: PullProgress;
}

export interface ConvertedFile {
  readonly name: string;
  readonly bytes: number;
}

/** An ONNX file is one message of a format that ends at two gigabytes; so does what Node reads at once. */
const MOST_BYTES = 2_000_000_000;

/**
 * Makes an ONNX model directory from a GGUF file on this machine. About nine times the file is
 * held in memory. Throws `model-not-converted` for a file that cannot be read, another architecture, weights stored
 * otherwise, or a folder that holds something else.
 */
export async function convertGguf({
  source,
  out,
  progress = silentProgress,
}: ConvertOptions): Promise<readonly ConvertedFile[]> {
  const weights = await readWeights(source, progress);
  await requireFree(out);
  const files = makeLlamaFiles(weights, (layer, layers) => progress.advance('model.onnx', layer, layers));
  await makeFolder(out);
  const made: ConvertedFile[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = fileWithin(out, name);
    // Under its name only when it is whole.
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    const bytes = Buffer.byteLength(content);
    progress.say(`${name} (${megabytes(bytes)})`);
    made.push({ name, bytes });
  }
  return made;
}

async function readWeights(source: string, progress: PullProgress): Promise<Uint8Array> {
  const size = sizeOf(source);
  if (size === undefined) throw refused(`there is no file ${source}`);
  if (size > MOST_BYTES)
    throw refused(`it has ${megabytes(size)}, more than the ${megabytes(MOST_BYTES)} of an ONNX file`);
  const bytes = new Uint8Array(size);
  let at = 0;
  try {
    for await (const piece of createReadStream(source, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      bytes.set(piece, at);
      at += piece.length;
      progress.advance(basename(source), at, size);
    }
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
  return bytes;
}

/** A model that lies there is another one: its files must not be mixed with these. */
async function requireFree(out: string): Promise<void> {
  const names = await readdir(out).catch(() => []);
  const left = names.filter((name) => !name.endsWith('.part'));
  if (left.length > 0) throw refused(`${out} is not empty: say --out with a folder of its own`);
}

function refused(reason: string): ModelFetchError {
  return new ModelFetchError('model-not-converted', `The GGUF file cannot be converted: ${reason}.`);
}
