import { JUDGEMENT } from '@zhike/contracts';
import { type Logger, silentLogger } from '@zhike/platform';
import type { ContentSafety, ExplainHits, RuleHit, Screening, Verdict } from '@zhike/ports';
import { STOPPING } from './head.names.js';
import type { SemanticRail } from './semantic.rail.js';

const REASONS = { harm: 'harmful-request', abuse: 'abuse', jailbreak: 'prompt-injection' } as const;

/** Of signs alone, or of what is left when all of a message is allowed, the heads say anything. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
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
    if (verdict.isBlocked || !SAYS_SOMETHING.test(text)) return verdict;
    const judgement = await this.attempt((signal) => this.semantic.judge(text, signal));
    if (!judgement) return verdict;
    const { stops, kind, isSensitive, isOffTopic } = judgement;
    if (!stops)
      return {
        ...verdict,
        ...(isSensitive ? { isSensitive } : {}),
        ...(isOffTopic && !isSensitive ? { isOffTopic } : {}),
      };
    const match = { start: 0, end: text.length, rule: JUDGEMENT + stops, category: kind ?? stops };
    return { isBlocked: true, reason: REASONS[stops], matches: [...verdict.matches, match] };
  }

  screenOutput(text: string, about: Screening): Promise<Verdict> {
    return this.rails.screenOutput(text, about);
  }

  /** Costs an embedding a word: for behind the turn, not for the customer to wait for. */
  readonly explain: ExplainHits = async (text, hits) => {
    const explained = await Promise.all(hits.map((hit) => this.explainHit(text, hit)));
    return explained.flat().toSorted((one, other) => one.start - other.start || one.end - other.end);
  };

  private async explainHit(text: string, hit: RuleHit): Promise<RuleHit[]> {
    const head = STOPPING.find((name) => hit.rule === JUDGEMENT + name);
    const reasons = head && (await this.attempt((signal) => this.semantic.explain(text, head, signal)));
    if (!reasons?.length) return [hit];
    return reasons.slice(0, REASONS_KEPT).map(({ start, end }) => ({ ...hit, start, end }));
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
