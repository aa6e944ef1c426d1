import { parseArgs } from 'node:util';
import { DECODER_NAME, FP32_NAME, MULTILINGUAL_NAME } from '@zhike/inference';
import { loadConfig } from '@zhike/platform';
import { type Command, UsageError } from './command.js';
import { calibrate, CALIBRATE_USAGE } from './models.calibrate.js';
import { check, checkFolder } from './models.check.js';
import { chosenModels } from './models.chosen.js';
import { convert, CONVERT_USAGE } from './models.convert.js';
import { list } from './models.list.js';
import { pull } from './models.pull.js';
import { quantize, QUANTIZE_USAGE } from './models.quantize.js';
import { train, TRAIN_USAGE } from './train.js';

/** Those with options of their own take the arguments after their name. */
const ACTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  train,
  quantize,
  convert,
  calibrate,
};

/** The models: what there is, what is here, bringing what is missing, and making others of them. */
export const models: Command = {
  summary: 'list, fetch, check or make models; --optional: the product does without those that are missing, exit 0',
  usage: `models list | pull [ID …|${MULTILINGUAL_NAME}|${DECODER_NAME}|${FP32_NAME}] [--optional]
      models check [ID …|${MULTILINGUAL_NAME}|${DECODER_NAME}|${FP32_NAME}] | check --dir DIR
      ${QUANTIZE_USAGE}
      ${CONVERT_USAGE}
      ${CALIBRATE_USAGE}
      ${TRAIN_USAGE}`,
  async run(args) {
    const [name = '', ...rest] = args;
    const own = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    return own ? own(rest) : onCatalogue(args);
  },
};

async function onCatalogue(args: readonly string[]): Promise<number> {
  const { action, ids, optional, dir } = readArguments(args);
  if (dir !== undefined) return checkFolder(dir);
  const { MODEL_DIR } = loadConfig(process.env);
  switch (action) {
    case 'list':
      if (ids.length > 0) throw new UsageError('"models list" lists all there is.');
      return list(MODEL_DIR);
    case 'check':
      return check(MODEL_DIR, chosenModels(ids));
    case 'pull':
      return pull(MODEL_DIR, chosenModels(ids), optional);
    default:
      throw new UsageError('Say "models list", "pull", "check", "quantize", "convert", "calibrate" or "train".');
  }
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { optional: { type: 'boolean', default: false }, dir: { type: 'string' } },
    allowPositionals: true,
  });
  const [action = '', ...ids] = positionals;
  const { optional, dir } = values;
  if (optional && action !== 'pull') throw new UsageError('--optional belongs to "models pull".');
  if (dir !== undefined && (action !== 'check' || ids.length > 0))
    throw new UsageError('--dir belongs to "models check" and stands alone.');
  return { action, ids, optional, dir };
}
