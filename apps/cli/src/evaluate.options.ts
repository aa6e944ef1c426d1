import { parseArgs } from 'node:util';
import { UsageError } from './command.js';

export const EVALUATE_USAGE = `evaluate --pack DIR --out FILE [--sample N --seed S] [--switch-topic] [--workspace-name W]
      evaluate --safety FILE --out FILE
      evaluate --docs --packs DIR [--out FILE]
        --sample N          ask N questions, equal shares of each source, drawn with --seed (1)
        --switch-topic      put another conversation's history before each first question
        --concurrency 1|2   questions asked at once (1)
        --scorer PATH       the script that scores, or none; else EVALUATION_SCORER, else ../shared/tools/score.mjs`;

/** How a pack is asked. */
export interface AskingOptions {
  readonly sample?: number;
  readonly seed: number;
  readonly switchTopic: boolean;
  readonly concurrency: number;
  readonly workspaceName: string;
}

export type EvaluateOptions = { readonly scorer?: string } & (
  | { readonly mode: 'pack'; readonly folder: string; readonly out: string; readonly asking: AskingOptions }
  | { readonly mode: 'safety'; readonly file: string; readonly out: string }
  | { readonly mode: 'docs'; readonly folder: string; readonly out?: string }
);

const OPTIONS = {
  pack: { type: 'string' },
  safety: { type: 'string' },
  docs: { type: 'boolean', default: false },
  packs: { type: 'string' },
  out: { type: 'string' },
  sample: { type: 'string' },
  seed: { type: 'string' },
  'switch-topic': { type: 'boolean', default: false },
  'workspace-name': { type: 'string', default: 'Evaluation' },
  concurrency: { type: 'string' },
  scorer: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseValues>;

export function readOptions(args: readonly string[]): EvaluateOptions {
  const values = parseValues(args);
  const modes = [values.pack !== undefined, values.safety !== undefined, values.docs];
  if (modes.filter(Boolean).length !== 1) throw new UsageError('Say one of --pack, --safety and --docs.');
  const scorer = values.scorer === undefined ? {} : { scorer: values.scorer };
  if (values.pack !== undefined)
    return { mode: 'pack', folder: values.pack, out: needed(values, 'out'), asking: readAsking(values), ...scorer };
  if (values.safety !== undefined)
    return { mode: 'safety', file: values.safety, out: needed(values, 'out'), ...scorer };
  const out = values.out === undefined ? {} : { out: values.out };
  return { mode: 'docs', folder: needed(values, 'packs'), ...out, ...scorer };
}

function parseValues(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS }).values;
}

function readAsking(values: Values): AskingOptions {
  if (values.seed !== undefined && values.sample === undefined && !values['switch-topic'])
    throw new UsageError('--seed does nothing without --sample or --switch-topic.');
  return {
    ...(values.sample === undefined ? {} : { sample: readCount('sample', values.sample, [1, 1_000_000]) }),
    seed: readCount('seed', values.seed ?? '1', [0, 2 ** 32 - 1]),
    // More at once would measure how the questions wait for one another.
    concurrency: readCount('concurrency', values.concurrency ?? '1', [1, 2]),
    switchTopic: values['switch-topic'],
    workspaceName: values['workspace-name'],
  };
}

function readCount(name: string, value: string, [least, most]: readonly [number, number]): number {
  const count = /^\d+$/.test(value) ? Number(value) : NaN;
  if (count >= least && count <= most) return count;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not "${value}".`);
}

function needed(values: Values, name: 'out' | 'packs'): string {
  const value = values[name];
  if (value) return value;
  throw new UsageError(`--${name} is missing.`);
}
