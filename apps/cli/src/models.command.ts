import { parseArgs } from 'node:util';
import {
  checkModels,
  MODEL_CATALOGUE,
  type ModelCard,
  ModelFetchError,
  modelsNamed,
  pullModels,
  TerminalProgress,
} from '@zhike/inference';
import { loadConfig } from '@zhike/platform';
import { type Command, UsageError } from './command.js';

/** The embedding models: what there is, what is here, and bringing what is missing. */
export const models: Command = {
  summary: 'list, fetch or check the embedding models; --optional: without them search stays lexical, exit 0',
  usage: 'models list | pull [ID …] [--optional] | check [ID …]',
  async run(args) {
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
    throw new UsageError('Say "models list", "models pull" or "models check".');
  },
};

/** A name the catalogue does not have is a wrong call, not a failure of the work. */
function named(ids: readonly string[]): readonly ModelCard[] {
  try {
    return modelsNamed(ids);
  } catch (error) {
    throw error instanceof ModelFetchError ? new UsageError(error.message) : error;
  }
}

async function list(modelDir: string): Promise<number> {
  const checks = await checkModels({ modelDir });
  const rows = MODEL_CATALOGUE.map((model) => [
    model.id,
    model.locale,
    `${(model.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000).toFixed(1)} MB`,
    model.licence,
    `${model.hub.repository}, ${model.maven.artifact}:${model.maven.version}`,
    checks.find((check) => check.model === model.id)?.state ?? 'missing',
  ]);
  console.log(table([['id', 'language', 'size', 'licence', 'source (hub, Maven)', 'state'], ...rows]));
  return 0;
}

async function check(modelDir: string, cards: readonly ModelCard[]): Promise<number> {
  const checks = await checkModels({ modelDir, models: cards });
  for (const { model, state, message } of checks) console.log(`${model}: ${state}. ${message}`);
  return checks.every(({ state }) => state === 'ready') ? 0 : 1;
}

async function pull(modelDir: string, cards: readonly ModelCard[], isOptional: boolean): Promise<number> {
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Error('Stopped. What has arrived is kept; the next pull goes on from there.'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const progress = new TerminalProgress(process.stderr);
    const pulled = await pullModels({ modelDir, models: cards, env: process.env, progress, signal: stop.signal });
    for (const { model, dir, files } of pulled)
      console.log(`${model}: ready in ${dir}${files.length === 0 ? ' (nothing to fetch)' : ''}`);
    return 0;
  } catch (error) {
    if (!isOptional || !(error instanceof ModelFetchError)) throw error;
    console.error(`WARNING: a model is missing, so search stays lexical in its language.\n${error.message}`);
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
