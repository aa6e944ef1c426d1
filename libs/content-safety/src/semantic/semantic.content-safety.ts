import { type Logger, silentLogger } from '@zhike/platform';
import type { ContentSafety, Screening, Verdict } from '@zhike/ports';
import type { SemanticRail } from './semantic.rail.js';

const REASONS = { harm: 'harmful-request', abuse: 'abuse', jailbreak: 'prompt-injection' } as const;

/** Longer than a judgement takes on a busy machine; whoever would wait longer is screened by rules and words alone. */
const PATIENCE_MS = 2_000;
/** So many words of an explanation are kept. */
const REASONS_KEPT = 3;

export interface SemanticOptions {
  readonly patienceMs?: number;
  readonly logger?: Logger;
}

/** The rails before it, and what they let pass judged by meaning. A model that is away or breaks costs this judgement only. */
export class SemanticContentSafety implements ContentSafety {
  constructor(
    private readonly rails: ContentSafety,
    private readonly semantic: SemanticRail,
    private readonly options: SemanticOptions = {},
  ) {}

  async screenInput(text: string, about: Screening): Promise<Verdict> {
    const verdict = await this.rails.screenInput(text, about);
    if (verdict.isBlocked) return verdict;
    const judgement = await this.attempt((signal) => this.semantic.judge(text, signal));
    if (!judgement) return verdict;
    const { stops, isSensitive } = judgement;
    if (!stops) return isSensitive ? { ...verdict, isSensitive } : verdict;
    const reasons = (await this.attempt((signal) => this.semantic.explain(text, stops, signal))) ?? [];
    const told = reasons.slice(0, REASONS_KEPT);
    const spans = told.length ? told : [{ start: 0, end: text.length }];
    const matches = spans.map(({ start, end }) => ({ start, end, rule: `semantic:${stops}`, category: stops }));
    return { isBlocked: true, reason: REASONS[stops], matches: [...verdict.matches, ...matches] };
  }

  screenOutput(text: string, about: Screening): Promise<Verdict> {
    return this.rails.screenOutput(text, about);
  }

  /** Undefined when it failed or took too long. */
  private async attempt<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result | undefined> {
    const { patienceMs = PATIENCE_MS, logger = silentLogger } = this.options;
    const signal = AbortSignal.timeout(patienceMs);
    try {
      return await Promise.race([work(signal), aborted(signal)]);
    } catch (error) {
      logger.warn({ reason: String(error) }, 'a message was screened by rules and words alone');
      return undefined;
    }
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
