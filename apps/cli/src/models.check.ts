import { resolve } from 'node:path';
import {
  checkModels,
  measureSpeed,
  MULTILINGUAL,
  OnnxDecoder,
  type OnnxDecoderOptions,
  SMOLLM2,
  type TokenSpeed,
} from '@zhike/inference';
import type { ChosenModels } from './models.chosen.js';

/** Hashes the models' files. Answers 1 unless all are here and as the catalogue says. */
export async function check(modelDir: string, chosen: ChosenModels): Promise<number> {
  const { catalogue, multilingual, decoder, quantised } = chosen;
  const made = [...(multilingual ? [MULTILINGUAL] : []), ...(decoder ? [SMOLLM2] : []), ...quantised];
  const checks = await checkModels({ modelDir, models: [...catalogue, ...made] });
  for (const { model, state, message } of checks) console.log(`${model}: ${state}. ${message}`);
  if (checks.some(({ state }) => state !== 'ready')) return 1;
  if (decoder) await tellSpeed({ modelDir, card: SMOLLM2 });
  return 0;
}

/** A chat model of one's own: nothing is known of its files, so it is only run. */
export async function checkFolder(dir: string): Promise<number> {
  await tellSpeed({ dir: resolve(dir) });
  return 0;
}

/** A chat model can be whole and still be of no use here: it is run, and says how fast it is. */
async function tellSpeed(model: OnnxDecoderOptions['model']): Promise<void> {
  const decoder = new OnnxDecoder({ model });
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
