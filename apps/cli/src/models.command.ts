import { parseArgs } from 'node:util';
import {
  checkModels,
  DECODER_NAME,
  measureSpeed,
  MODEL_CATALOGUE,
  type ModelCard,
  ModelFetchError,
  type ModelWeights,
  modelsNamed,
  MULTILINGUAL,
  MULTILINGUAL_NAME,
  OnnxDecoder,
  pullDecoder,
  pullModels,
  pullMultilingual,
  SMOLLM2,
  TerminalProgress,
  type TokenSpeed,
} from '@zhike/inference';
import { loadConfig } from '@zhike/platform';
import { type Command, UsageError } from './command.js';
import { train, TRAIN_USAGE } from './train.js';

interface Chosen {
  readonly catalogue: readonly ModelCard[];
  /** The model both languages share. It comes only when it is named. */
  readonly multilingual: boolean;
  /** The chat model. It comes only when it is named. */
  readonly decoder: boolean;
}

/** The models: what there is, what is here, and bringing what is missing. */
export const models: Command = {
  summary: 'list, fetch or check the models; --optional: the product does without those that are missing, exit 0',
  usage: `models list | pull [ID …|${MULTILINGUAL_NAME}|${DECODER_NAME}] [--optional]
      models check [ID …|${MULTILINGUAL_NAME}|${DECODER_NAME}]
      ${TRAIN_USAGE}`,
  async run(args) {
    if (args[0] === 'train') return train(args.slice(1));
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { optional: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [action, ...ids] = positionals;
    if (values.optional && action !== 'pull') throw new UsageError('--optional belongs to "models pull".');
    const { MODEL_DIR } = loadConfig(process.env);
    if (action === 'list' && ids.length === 0) return list(MODEL_DIR);
    if (action === 'check') return check(MODEL_DIR, named(ids));
    if (action === 'pull') return pull(MODEL_DIR, named(ids), values.optional);
    throw new UsageError('Say "models list", "models pull", "models check" or "models train".');
  },
};

/** A name the catalogue does not have is a wrong call, not a failure of the work. */
function named(ids: readonly string[]): Chosen {
  const made = [MULTILINGUAL_NAME, MULTILINGUAL.id, DECODER_NAME, SMOLLM2.id];
  const others = ids.filter((id) => !made.includes(id));
  const chosen = {
    multilingual: ids.includes(MULTILINGUAL_NAME) || ids.includes(MULTILINGUAL.id),
    decoder: ids.includes(DECODER_NAME) || ids.includes(SMOLLM2.id),
  };
  try {
    return { ...chosen, catalogue: ids.length > 0 && others.length === 0 ? [] : modelsNamed(others) };
  } catch (error) {
    throw error instanceof ModelFetchError ? new UsageError(error.message) : error;
  }
}

async function list(modelDir: string): Promise<number> {
  const checks = await checkModels({ modelDir, models: [...MODEL_CATALOGUE, MULTILINGUAL, SMOLLM2] });
  const row = (model: Pick<ModelWeights, 'id' | 'files' | 'licence'>, language: string, source: string) => [
    model.id,
    language,
    `${(model.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000).toFixed(1)} MB`,
    model.licence,
    source,
    checks.find((check) => check.model === model.id)?.state ?? 'missing',
  ];
  const rows = MODEL_CATALOGUE.map((model) =>
    row(model, model.locale, `${model.hub.repository}, ${model.maven.artifact}:${model.maven.version}`),
  );
  const { project, version } = MULTILINGUAL.wheel;
  const optional = row(MULTILINGUAL, 'zh, en', `PyPI ${project} ${version}, when "${MULTILINGUAL_NAME}" is pulled`);
  const decoder = row(
    SMOLLM2,
    SMOLLM2.languages.join(', '),
    `PyPI ${SMOLLM2.wheel.project} ${SMOLLM2.wheel.version}, when "${DECODER_NAME}" is pulled`,
  );
  console.log(table([['id', 'language', 'size', 'licence', 'source', 'state'], ...rows, optional, decoder]));
  return 0;
}

async function check(modelDir: string, { catalogue, multilingual, decoder }: Chosen): Promise<number> {
  const made = [...(multilingual ? [MULTILINGUAL] : []), ...(decoder ? [SMOLLM2] : [])];
  const checks = await checkModels({ modelDir, models: [...catalogue, ...made] });
  for (const { model, state, message } of checks) console.log(`${model}: ${state}. ${message}`);
  if (checks.some(({ state }) => state !== 'ready')) return 1;
  if (decoder) await tellSpeed(modelDir);
  return 0;
}

/** A chat model can be whole and still be of no use here: it is run, and says how fast it is. */
async function tellSpeed(modelDir: string): Promise<void> {
  const decoder = new OnnxDecoder({ model: { modelDir, card: SMOLLM2 } });
  try {
    for (const { prompt, generation } of await measureSpeed(decoder))
      console.log(`  prompt: ${rate(prompt)}; generation: ${rate(generation)}`);
  } finally {
    await decoder.close();
  }
}

function rate({ tokens, ms }: TokenSpeed): string {
  return `${tokens} tokens${ms > 0 ? `, ${((1000 * tokens) / ms).toFixed(1)} tokens/s` : ''}`;
}

async function pull(modelDir: string, chosen: Chosen, isOptional: boolean): Promise<number> {
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Error('Stopped. What has arrived is kept; the next pull goes on from there.'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const progress = new TerminalProgress(process.stderr);
    const options = { modelDir, env: process.env, progress, signal: stop.signal };
    const pulled = [...(await pullModels({ ...options, models: chosen.catalogue }))];
    if (chosen.multilingual) pulled.push(await pullMultilingual(options));
    if (chosen.decoder) pulled.push(await pullDecoder(options));
    for (const { model, dir, files } of pulled)
      console.log(`${model}: ready in ${dir}${files.length === 0 ? ' (nothing to fetch)' : ''}`);
    return 0;
  } catch (error) {
    if (!isOptional || !(error instanceof ModelFetchError)) throw error;
    console.error(`WARNING: a model is missing, so the product does without it.\n${error.message}`);
    return 0;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
