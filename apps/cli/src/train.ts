import { parseArgs } from 'node:util';
import { loadConfig } from '@zhike/platform';
import { UsageError } from './command.js';
import { trainQueryAdapters } from './train.query-adapter.js';
import { trainClauseRanking } from './train.ranking.js';
import { trainSafetyHeads } from './safety-heads/train.safety-heads.js';
import { trainSentenceSelection } from './train.sentences.js';

export const TRAIN_USAGE = `models train ranking --packs DIR [--out FILE] [--seed N]
      models train query-adapter --packs DIR [--out FILE] [--seed N]
      models train sentences --pack DIR [--out FILE]
      models train safety --data DIR [--out FILE] [--seed N]`;

/** What can be learned, by the word after `models train`. Each takes the arguments after its name and answers the exit code. */
const TRAINERS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  ranking: async (args) => {
    const { folder: packs, ...training } = fromFolder('packs', args);
    await trainClauseRanking(loadConfig(process.env), { packs, ...training });
    return 0;
  },
  'query-adapter': async (args) => {
    const { folder: packs, ...training } = fromFolder('packs', args);
    await trainQueryAdapters(loadConfig(process.env), { packs, ...training });
    return 0;
  },
  safety: async (args) => {
    const { folder: data, ...training } = fromFolder('data', args);
    await trainSafetyHeads(loadConfig(process.env), { data, ...training });
    return 0;
  },
  sentences: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { pack: { type: 'string' }, out: { type: 'string' } } });
    const { pack, out } = values;
    if (!pack) throw new UsageError(`--pack is missing: ${TRAIN_USAGE}`);
    await trainSentenceSelection(loadConfig(process.env), {
      pack,
      sink: process.stderr,
      ...(out === undefined ? {} : { out }),
    });
    return 0;
  },
};

/** What a trainer on a folder of packs, or of all data, is told. */
function fromFolder(option: 'packs' | 'data', args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      [option]: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
    } as const,
  });
  const { [option]: folder, out, seed } = values as { packs?: string; data?: string; out?: string; seed: string };
  if (!folder) throw new UsageError(`--${option} is missing: ${TRAIN_USAGE}`);
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed is a whole number, not "${seed}".`);
  return { folder, seed: Number(seed), sink: process.stderr, ...(out === undefined ? {} : { out }) };
}

/** Makes an artefact of `models/` anew. */
export async function train([name, ...args]: readonly string[]): Promise<number> {
  const trainer = name === undefined ? undefined : TRAINERS[name];
  if (!trainer) throw new UsageError(`Say what to train: ${Object.keys(TRAINERS).join(', ')}.`);
  return trainer(args);
}
