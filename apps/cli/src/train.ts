import { parseArgs } from 'node:util';
import { loadConfig } from '@zhike/platform';
import { UsageError } from './command.js';
import { trainQueryAdapters } from './train.query-adapter.js';
import { trainClauseRanking } from './train.ranking.js';
import { trainSentenceSelection } from './train.sentences.js';

export const TRAIN_USAGE = `models train ranking --packs DIR [--out FILE] [--seed N]
      models train query-adapter --packs DIR [--out FILE] [--seed N]
      models train sentences --pack DIR [--out FILE]`;

/** What can be learned, by the word after `models train`. Each takes the arguments after its name and answers the exit code. */
const TRAINERS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  ranking: async (args) => {
    await trainClauseRanking(loadConfig(process.env), fromPacks(args));
    return 0;
  },
  'query-adapter': async (args) => {
    await trainQueryAdapters(loadConfig(process.env), fromPacks(args));
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

/** What a trainer on a folder of packs is told. */
function fromPacks(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: { packs: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  const { packs, out, seed } = values;
  if (!packs) throw new UsageError(`--packs is missing: ${TRAIN_USAGE}`);
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed is a whole number, not "${seed}".`);
  return { packs, seed: Number(seed), sink: process.stderr, ...(out === undefined ? {} : { out }) };
}

/** Makes an artefact of `models/` anew. */
export async function train([name, ...args]: readonly string[]): Promise<number> {
  const trainer = name === undefined ? undefined : TRAINERS[name];
  if (!trainer) throw new UsageError(`Say what to train: ${Object.keys(TRAINERS).join(', ')}.`);
  return trainer(args);
}
