import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  FP32_CATALOGUE,
  type ModelCard,
  type PlacedModel,
  pullModels,
  QUANTISED_CATALOGUE,
  type QuantisationReport,
  quantiseModel,
  reportQuantisation,
  TerminalProgress,
} from '@zhike/inference';
import { loadConfig } from '@zhike/platform';
import { UsageError } from './command.js';
import { textTable } from './models.table.js';

export const QUANTIZE_USAGE = 'models quantize ID|DIR [--out DIR] [--language zh|en]';

/** Rows of a run where a folder says nothing: what is made here may run together. */
const ROWS = 8;

/** An embedding model in single precision becomes one with eight-bit products; the report says what that costs and gives. */
export async function quantize(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' }, language: { type: 'string' } },
    allowPositionals: true,
  });
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError(`Say which model: ${QUANTIZE_USAGE}`);
  const { MODEL_DIR } = loadConfig(process.env);
  const progress = new TerminalProgress(process.stderr);
  const card = FP32_CATALOGUE.find(({ id }) => id === name);
  const source = card ? await pulled(card, MODEL_DIR, progress) : fromFolder(name, values.language);
  const known = QUANTISED_CATALOGUE.find(({ madeFrom }) => madeFrom === card?.id);
  const out = resolve(values.out ?? join(MODEL_DIR, known?.id ?? `${basename(source.dir)}-int8`));
  if (out === source.dir) throw new UsageError('--out is the folder of the model itself.');
  const made = await quantiseModel({ source: source.dir, out, locale: source.weights.locale, progress });
  progress.say('comparing it with the model it was made from …');
  const weights = { ...source.weights, dimension: made.dimension };
  const report = await reportQuantisation(
    { dir: source.dir, weights: { ...weights, files: made.sourceFiles } },
    { dir: out, weights: { ...weights, files: made.files, maxBatchRows: known?.maxBatchRows ?? ROWS } },
  );
  console.log(`${out}\n${describe(report)}`);
  return 0;
}

async function pulled(card: ModelCard, modelDir: string, progress: TerminalProgress): Promise<PlacedModel> {
  const [model] = await pullModels({ modelDir, models: [card], env: process.env, progress });
  return { dir: resolve(model?.dir ?? ''), weights: card };
}

/** Fed as the models of the catalogue are: the first token's state, of length 1; the tokenizer as it is. */
function fromFolder(name: string, language: string | undefined): PlacedModel {
  if (language !== 'zh' && language !== 'en')
    throw new UsageError(
      `"${name}" is none of ${FP32_CATALOGUE.map(({ id }) => id).join(', ')}; of a folder say --language zh or en.`,
    );
  const weights: PlacedModel['weights'] = {
    locale: language,
    dimension: 0,
    maxTokens: 512,
    pooling: 'cls',
    normalise: true,
    queryPrefix: '',
    lowercase: false,
    maxBatchRows: ROWS,
    licence: 'unknown',
    author: 'unknown',
    files: [],
  };
  return { dir: resolve(name), weights };
}

function describe({ bytes, speed, agreement }: QuantisationReport): string {
  const row = (title: string, before: number, after: number, write: (value: number) => string) => [
    ...[title, write(before), write(after), `${(after / before).toFixed(2)} ×`],
  ];
  const whole = (value: number) => value.toFixed(0);
  return textTable([
    ['', 'fp32', 'int8', ''],
    row('size, MB', bytes.before, bytes.after, (value) => (value / 1e6).toFixed(1)),
    row('texts/s, one at a time', speed.before.alone, speed.after.alone, whole),
    row('texts/s, 32 at once', speed.before.together, speed.after.together, whole),
    ['cosine, mean', '', agreement.mean.toFixed(4), `of ${agreement.texts} texts`],
    ['cosine, least', '', agreement.least.toFixed(4), ''],
  ]);
}
