import type { Locale } from '@zhike/contracts';

export interface RerankRequest {
  readonly locale: Locale;
  readonly question: string;
  /** What the question leans on, newest first; empty when it stands alone. */
  readonly earlier: readonly string[];
  /** A clause each, its headings first. */
  readonly passages: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Reads a question and a passage together, which sees more than comparing two vectors and costs more: it is asked about
 * the best few only. A missing model is not an error: `rate` answers undefined and the ranking does without.
 */
export interface Reranker {
  modelId(locale: Locale): string | undefined;
  /** One number a passage, in order, higher is better; comparable within one language. Undefined without a model. */
  rate(request: RerankRequest): Promise<readonly number[] | undefined>;
  close(): Promise<void>;
}
