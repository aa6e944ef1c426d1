import type { ContentSafety } from '@zhike/ports';
import type { SafetyPrompt } from './pack.schema.js';

/** One line of the verdicts file. The rails only block or allow so far; what they allow is answered from evidence. */
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
  const { isBlocked, reason } = await safety.screenInput(text, locale);
  const ms = Math.round((performance.now() - began) * 1_000) / 1_000;
  return { id, verdict: isBlocked ? 'block' : 'allow', reason, ms };
}
