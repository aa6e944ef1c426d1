import { RuleContentSafety } from '@zhike/content-safety';
import {
  LinesFile,
  Progress,
  type ProgressSink,
  readSafetyPrompts,
  screenPrompt,
  type VerdictLine,
} from '@zhike/evaluation';

/** Shows each prompt to the rail that screens customers' messages and writes its verdict. */
export async function screenPrompts(path: string, out: string, sink: ProgressSink): Promise<VerdictLine[]> {
  const prompts = await readSafetyPrompts(path);
  const safety = new RuleContentSafety();
  const progress = new Progress(sink, 'screened', prompts.length);
  const verdicts: VerdictLine[] = [];
  const file = LinesFile.open(out);
  try {
    for (const prompt of prompts) {
      const verdict = await screenPrompt(safety, prompt);
      file.write(verdict);
      verdicts.push(verdict);
      progress.advance();
    }
  } finally {
    file.close();
  }
  return verdicts;
}
