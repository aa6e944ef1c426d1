import { parseArgs } from 'node:util';
import { convertGguf, TerminalProgress } from '@zhike/inference';
import { UsageError } from './command.js';

export const CONVERT_USAGE = 'models convert FILE.gguf --out DIR';

/** A GGUF file of the llama family becomes a model directory that the decoder runs. */
export async function convert(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' } },
    allowPositionals: true,
  });
  const [source, ...others] = positionals;
  const { out } = values;
  if (source === undefined || others.length > 0 || !out)
    throw new UsageError(`Say what and where to: ${CONVERT_USAGE}`);
  await convertGguf({ source, out, progress: new TerminalProgress(process.stderr) });
  console.log(`Converted into ${out}. Try it: npm run models -- check --dir ${out}`);
  return 0;
}
