import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findProductRoot } from '@zhike/assembly';
import { calibrateMultilingual, MULTILINGUAL } from '@zhike/inference';
import { UsageError } from './command.js';

export const CALIBRATE_USAGE = `models calibrate FILE   the wheel ${MULTILINGUAL.wheel.name}`;
const STATES = 'libs/inference/src/multilingual/e5.states.json';

/** Measures anew what the shared model's states are like, for whoever changes how it is quantised. */
export async function calibrate(args: readonly string[]): Promise<number> {
  const [wheel, ...others] = parseArgs({ args: [...args], allowPositionals: true }).positionals;
  if (wheel === undefined || others.length > 0) throw new UsageError(`Say where the wheel lies: ${CALIBRATE_USAGE}`);
  const path = join(findProductRoot(), STATES);
  await writeFile(path, `${JSON.stringify(await calibrateMultilingual(resolve(wheel)))}\n`);
  console.log(
    `Written: ${path}. The model's size and sha256 in the catalogue, and what was learned on it, must follow.`,
  );
  return 0;
}
