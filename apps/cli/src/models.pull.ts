import { ModelFetchError, pullDecoder, pullModels, pullMultilingual, TerminalProgress } from '@zhike/inference';
import { UsageError } from './command.js';
import type { ChosenModels } from './models.chosen.js';

/** Brings what is missing. With `isOptional` a model that cannot be had is a warning: the product does without it. */
export async function pull(modelDir: string, chosen: ChosenModels, isOptional: boolean): Promise<number> {
  const [made] = chosen.quantised;
  if (made) throw new UsageError(`${made.id} is made here: npm run models -- quantize ${made.madeFrom}`);
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
