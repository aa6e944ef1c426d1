import type { ContentSafety } from '@zhike/ports';
import type { SafetyPrompt } from './pack.schema.js';

/** One line of the verdicts file. */
export interface VerdictLine {
  readonly id: string;
  readonly verdict: 'block' | 'allow' | 'answer_responsibly';
  readonly reason: string;
  readonly ms: number;
}

export async function screenPrompt(
  safety: Pick<ContentSafety, 'screenInput'>,
  { id, text, locale }: SafetyPrompt,
): Promise<VerdictLine> {
  const began = performance.now();
  const { isBlocked, isSensitive = false, reason } = await safety.screenInput(text, { locale });
  const ms = Math.round((performance.now() - began) * 1_000) / 1_000;
  return { id, verdict: isBlocked ? 'block' : isSensitive ? 'answer_responsibly' : 'allow', reason, ms };
}
