import { parseArgs } from 'node:util';
import { loadConfig } from '@zhike/platform';
import { UsageError } from './command.js';
import { trainClauseRanking } from './train.ranking.js';

export const TRAIN_USAGE = 'models train ranking --packs DIR [--out FILE] [--seed N]';

/** What can be learned, by the word after `models train`. Each takes the arguments after its name and answers the exit code. */
const TRAINERS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  ranking: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { packs: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string', default: '1' } },
    });
    const { packs, out, seed } = values;
    if (!packs) throw new UsageError(`--packs is missing: ${TRAIN_USAGE}`);
    if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed is a whole number, not "${seed}".`);
    const training = { packs, seed: Number(seed), sink: process.stderr, ...(out === undefined ? {} : { out }) };
    await trainClauseRanking(loadConfig(process.env), training);
    return 0;
  },
};

/** Makes an artefact of `models/` anew. */
export async function train([name, ...args]: readonly string[]): Promise<number> {
  const trainer = name === undefined ? undefined : TRAINERS[name];
  if (!trainer) throw new UsageError(`Say what to train: ${Object.keys(TRAINERS).join(', ')}.`);
  return trainer(args);
}
