/** One message of the prompt. `system` sets the rules; what a customer or a policy says never stands there. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** 0 to 2; 0 takes the likeliest. The turn's plan sets it and a model never raises it; one that refuses it says so at its end. */
  readonly temperature: number;
  /** Tokens of the answer, at most. */
  readonly maxTokens: number;
  /** The answer ends before the first of these. */
  readonly stop?: readonly string[];
  /** Equal seeds and requests give equal text, as far as the model can promise it. */
  readonly seed?: number;
  /** Texts from which numbers must be copied. A model that cannot be held to them ignores this: the verifier judges anyway. */
  readonly evidence?: readonly string[];
  /** The answer is a text of this grammar (EBNF, see the decoder). A model that cannot be held to it ignores this: a parser judges anyway. */
  readonly grammar?: string;
  /** Aborted, the answer ends with the piece that is under way, and its reason is thrown. */
  readonly signal: AbortSignal;
}

export interface ChatUsage {
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** The model did not count: the figures are made from the length of the texts. */
  readonly isEstimated: boolean;
}

/** `stop`: the answer is whole. `length`: it was cut at `maxTokens`. */
export type ChatEnd = {
  readonly type: 'end';
  readonly reason: 'stop' | 'length';
  readonly usage: ChatUsage;
  /** Parameters of the request that the model refuses; it was asked without them. */
  readonly without: readonly string[];
};

/** A text delta is never empty. An answer that does not break off ends with exactly one `end`. */
export type ChatEvent = { readonly type: 'text-delta'; readonly text: string } | ChatEnd;

/**
 * Writes the answer to a chat, piece by piece.
 *
 * The implementation owns the connection, the form of the request and its time-outs. The caller owns whatever a reviewer
 * may question: the prompt, the temperature, the budget. Failures are `ChatModelError`s; their messages hold neither keys
 * nor what the prompt or the answer said.
 */
export interface ChatModel {
  /** Names it in traces and metrics. */
  readonly id: string;
  chat(request: ChatRequest): AsyncIterable<ChatEvent>;
}

/** Stable words for what went wrong. */
export type ChatModelErrorCode =
  /** No connection, no first text, or no further text in time; also 408. */
  | 'model-timed-out'
  | 'model-unreachable'
  /** 429, or as many requests wait as may wait. */
  | 'model-busy'
  /** 409. */
  | 'model-conflict'
  /** 5xx, or an error told in the middle of an answer. */
  | 'model-server-failed'
  | 'model-answer-empty'
  /** Not the protocol: broken JSON, or a stream that ends before the answer does. */
  | 'model-answer-broken'
  /** More came than was asked for. */
  | 'model-answer-too-long'
  /** The answer was cut at `maxTokens`. */
  | 'model-answer-cut'
  /** Sentence after sentence names no source: the model does not do what it was asked. */
  | 'model-answer-unsourced'
  /** The provider withheld the answer. */
  | 'model-answer-withheld'
  /** Failed too often lately, and is left alone for a while. */
  | 'model-resting'
  /** A parameter the model does not take. */
  | 'model-parameter-refused'
  /** 400 and other refusals of the request itself. */
  | 'model-request-refused'
  /** 401. */
  | 'model-unauthorised'
  /** 403. */
  | 'model-forbidden'
  /** 404, or a model whose files cannot be used. */
  | 'model-not-found'
  /** 413, or a prompt beyond the model's context. */
  | 'model-request-too-large'
  /** 422. */
  | 'model-request-invalid'
  | 'model-closed';

/**
 * What may help. `again`: the same request later, or another model. `without-parameter`: the same request without what was
 * refused. `nothing`: every model would be asked the same wrong thing, or somebody has to mend the settings.
 */
export type Remedy = 'again' | 'without-parameter' | 'nothing';

const AGAIN: ReadonlySet<ChatModelErrorCode> = new Set([
  'model-timed-out',
  'model-unreachable',
  'model-busy',
  'model-conflict',
  'model-server-failed',
  'model-answer-empty',
  'model-answer-broken',
  'model-resting',
]);

export interface ChatModelErrorOptions extends ErrorOptions {
  /** Milliseconds the model asked to be left alone for. */
  readonly retryAfterMs?: number | undefined;
  /** Parameters of the request it refused. */
  readonly refused?: readonly string[];
}

/** An answer that a chat model could not give. */
export class ChatModelError extends Error {
  readonly remedy: Remedy;
  readonly retryAfterMs: number | undefined;
  readonly refused: readonly string[];

  constructor(
    readonly code: ChatModelErrorCode,
    message: string,
    { retryAfterMs, refused = [], ...options }: ChatModelErrorOptions = {},
  ) {
    super(message, options);
    this.name = 'ChatModelError';
    this.retryAfterMs = retryAfterMs;
    this.refused = refused;
    this.remedy = remedyOf(code);
  }
}

export function remedyOf(code: ChatModelErrorCode): Remedy {
  if (code === 'model-parameter-refused') return 'without-parameter';
  return AGAIN.has(code) ? 'again' : 'nothing';
}
