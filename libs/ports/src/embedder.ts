import type { Locale } from '@zhike/contracts';

export interface EmbedRequest {
  readonly locale: Locale;
  /** Questions take the model's instruction as a prefix; passages do not. */
  readonly as: 'query' | 'passage';
  readonly signal?: AbortSignal;
}

/**
 * Turns texts into unit vectors. One model per language, so vectors of different locales are never compared.
 *
 * Work happens off the event loop, batched by length. A missing model is not an error: `embed` answers
 * undefined and search stays lexical; `status` says what is missing and how to get it.
 */
export interface Embedder {
  /** One vector per text, in order; undefined when the locale's model is not to be had. */
  embed(texts: readonly string[], request: EmbedRequest): Promise<readonly Float32Array[] | undefined>;
  /** Names the weights: vectors are cached and compared under this id. Undefined when there is no model. */
  modelId(locale: Locale): string | undefined;
  status(): readonly EmbedderStatus[];
  close(): Promise<void>;
}

export interface EmbedderStatus {
  readonly model: string;
  readonly locale: Locale;
  /** `missing`: somebody has to fetch it. `away`: it is somewhere else and cannot be reached just now; it comes back by itself. */
  readonly state: 'ready' | 'loading' | 'missing' | 'away';
  readonly message?: string;
}
