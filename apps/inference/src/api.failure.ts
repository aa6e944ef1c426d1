import { DecoderError, EmbedderError } from '@zhike/inference';

export interface FailureDetails {
  /** The field of the request that was wrong. */
  readonly param?: string;
  /** After how many seconds trying again is worth while. */
  readonly retryAfterSeconds?: number;
}

/** A refusal as the protocol tells it: a status, a code a client may branch on, and a sentence for people. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: FailureDetails = {},
  ) {
    super(message);
  }

  /** The body that OpenAI's clients read. */
  body(): object {
    const { param = null } = this.details;
    return { error: { message: this.message, type: typeOf(this.status), param, code: this.code } };
  }
}

/** The client broke off: nobody reads an answer any more. */
export class ClientGone extends Error {}

/** An answer is some seconds long, so a place in the queue is free soon. */
const BUSY_RETRY_SECONDS = 2;

const DECODER_STATUS: Readonly<Record<DecoderError['code'], readonly [status: number, code: string]>> = {
  'decoder-busy': [429, 'rate_limit_exceeded'],
  'decoder-closed': [503, 'shutting_down'],
  'decoder-worker-stopped': [503, 'model_restarting'],
  'decoder-model-unusable': [503, 'model_unusable'],
  'decoder-context-exceeded': [400, 'context_length_exceeded'],
  'decoder-timed-out': [504, 'timeout'],
  'decoder-request-refused': [400, 'invalid_request'],
  'decoder-failed': [500, 'generation_failed'],
};

/** What a client is told. Of a fault that nobody expected it hears nothing but that there was one. */
export function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (error instanceof DecoderError) {
    const [status, code] = DECODER_STATUS[error.code];
    return new ApiFailure(status, code, error.message, status === 429 ? { retryAfterSeconds: BUSY_RETRY_SECONDS } : {});
  }
  if (error instanceof EmbedderError) {
    const isAway = error.code !== 'embedding-failed';
    return new ApiFailure(isAway ? 503 : 500, isAway ? 'model_restarting' : 'embedding_failed', error.message);
  }
  return new ApiFailure(500, 'internal_error', 'The service failed; its log says why.');
}

export function busy(message: string): ApiFailure {
  return new ApiFailure(429, 'rate_limit_exceeded', message, { retryAfterSeconds: BUSY_RETRY_SECONDS });
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
