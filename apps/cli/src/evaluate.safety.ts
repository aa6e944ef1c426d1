import { assembleEmbedders, assembleGuards } from '@zhike/assembly';
import {
  LinesFile,
  Progress,
  type ProgressSink,
  readSafetyPrompts,
  screenPrompt,
  type VerdictLine,
} from '@zhike/evaluation';
import type { Config } from '@zhike/platform';
import { commandLogger } from './command.logger.js';

/** Shows each prompt to the rails that screen customers' messages in every shop, and writes their verdict. */
export async function screenPrompts(
  config: Config,
  path: string,
  out: string,
  sink: ProgressSink,
): Promise<VerdictLine[]> {
  const prompts = await readSafetyPrompts(path);
  const logger = commandLogger(config);
  const embedders = assembleEmbedders(config, logger, {});
  const { house, warmRails } = assembleGuards({ ...embedders, logger });
  const progress = new Progress(sink, 'screened', prompts.length);
  const verdicts: VerdictLine[] = [];
  const file = LinesFile.open(out);
  try {
    await warmRails();
    for (const prompt of prompts) {
      const verdict = await screenPrompt(house, prompt);
      file.write(verdict);
      verdicts.push(verdict);
      progress.advance();
    }
  } finally {
    file.close();
    await Promise.all(Object.values(embedders).map((model) => model?.close()));
  }
  return verdicts;
}
