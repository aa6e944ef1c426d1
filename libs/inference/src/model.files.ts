import { createHash } from 'node:crypto';
import { createReadStream, type Stats, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ModelFetchError } from './inference.errors.js';
import { MODEL_CATALOGUE, type ModelWeights, type WeightFile } from './model.catalogue.js';

/** What to do about a missing or damaged model, in one place because people search for the sentence. */
export const PULL_COMMAND = 'npm run models -- pull';

/** What it takes to find and check a model on the disk. */
export type ModelOnDisk = Pick<ModelWeights, 'id' | 'files'>;

export interface ModelCheck {
  readonly model: string;
  readonly dir: string;
  readonly state: 'ready' | 'missing' | 'damaged';
  readonly message: string;
}

/** Joins a name from a catalogue or an archive to a folder; refuses whatever could leave that folder. */
export function fileWithin(dir: string, name: string): string {
  const path = normalize(name);
  const leaves = path === '..' || path.startsWith(`..${sep}`);
  if (name === '' || path === '.' || leaves || isAbsolute(name) || name.includes('\\') || name.includes('\0'))
    throw new ModelFetchError('model-file-name-refused', `The file name "${name}" would leave its folder: refused.`);
  return join(dir, path);
}

/** Where a model's files lie: `<modelDir>/<id>/`. */
export function modelFolder(modelDir: string, { id, folder = id }: Pick<ModelWeights, 'id' | 'folder'>): string {
  return fileWithin(modelDir, folder);
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Size first: it is cheap and says most. Undefined when there is no such file; one that cannot be read is not whole. */
export async function isWhole(
  path: string,
  expected: Pick<WeightFile, 'bytes' | 'sha256'>,
): Promise<boolean | undefined> {
  const bytes = sizeOf(path);
  if (bytes === undefined) return undefined;
  return bytes === expected.bytes && (await sha256Of(path).catch(() => undefined)) === expected.sha256;
}

/** Undefined whatever the reason: a folder on the way may be a file, or closed to this process. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

export function sizeOf(path: string): number | undefined {
  return statOf(path)?.size;
}

export async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
  } catch (error) {
    throw folderNotWritable(dir, error);
  }
}

export function folderNotWritable(dir: string, error: unknown): ModelFetchError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ModelFetchError(
    'model-not-fetched',
    `The models cannot be put into ${dir}: ${reason}. Set MODEL_DIR to a folder that may be written.`,
    { cause: error },
  );
}

/** Names the present state of a model's files by size and time of change; undefined unless all have the right size. */
export function stampOf(modelDir: string, model: ModelOnDisk): string | undefined {
  const dir = modelFolder(modelDir, model);
  const stats = model.files.map((file) => ({ file, stat: statOf(fileWithin(dir, file.name)) }));
  if (stats.some(({ file, stat }) => stat?.size !== file.bytes)) return undefined;
  return stats.map(({ stat }) => stat?.mtimeMs).join(' ');
}

/** Hashes every file of the models. Touches nothing. */
export async function checkModels(options: {
  readonly modelDir: string;
  readonly models?: readonly ModelOnDisk[];
}): Promise<readonly ModelCheck[]> {
  const checks: ModelCheck[] = [];
  for (const model of options.models ?? MODEL_CATALOGUE) checks.push(await checkModel(options.modelDir, model));
  return checks;
}

async function checkModel(modelDir: string, model: ModelOnDisk): Promise<ModelCheck> {
  const dir = modelFolder(modelDir, model);
  const missing: string[] = [];
  const damaged: string[] = [];
  for (const file of model.files) {
    const whole = await isWhole(fileWithin(dir, file.name), file);
    if (whole === undefined) missing.push(file.name);
    else if (!whole) damaged.push(file.name);
  }
  const found = { model: model.id, dir };
  if (damaged.length > 0) {
    const what = `${damaged.join(', ')} in ${dir} ${damaged.length > 1 ? 'do' : 'does'} not match the catalogue's sha256`;
    return { ...found, state: 'damaged', message: `${what} and will not be used. Run: ${PULL_COMMAND}` };
  }
  if (missing.length > 0)
    return { ...found, state: 'missing', message: `${missing.join(', ')} not found in ${dir}. Run: ${PULL_COMMAND}` };
  return { ...found, state: 'ready', message: `All files in ${dir} match the catalogue.` };
}
