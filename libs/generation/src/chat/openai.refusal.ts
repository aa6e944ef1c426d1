import type { IncomingHttpHeaders } from 'node:http';
import { ChatModelError, type ChatModelErrorCode } from '@zhike/ports';

const CODES: Readonly<Record<number, ChatModelErrorCode>> = {
  401: 'model-unauthorised',
  403: 'model-forbidden',
  404: 'model-not-found',
  408: 'model-timed-out',
  409: 'model-conflict',
  413: 'model-request-too-large',
  422: 'model-request-invalid',
  429: 'model-busy',
};
const NAMES_A_PARAMETER = new Set([400, 422]);

/** Parameters an answer can do without, and how a refusal of each is known. `max_tokens` then goes by its newer name. */
const DISPENSABLE: Readonly<Record<string, RegExp>> = {
  temperature: /\btemperature\b/iu,
  seed: /\bseed\b/iu,
  stream_options: /\bstream_options\b/iu,
  max_tokens: /\bmax_completion_tokens\b/iu,
};

export interface HttpRefusal {
  readonly model: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The beginning of the body. It is only looked into, never repeated: providers quote keys and prompts in it. */
  readonly body: string;
}

/** What a status other than 200 means for whoever asked. `now` in milliseconds. */
export function refusalOf({ model, status, headers, body }: HttpRefusal, now = Date.now()): ChatModelError {
  const refused = NAMES_A_PARAMETER.has(status) ? refusedParameters(body) : [];
  if (refused.length > 0)
    return new ChatModelError('model-parameter-refused', `${model} does not take ${refused.join(', ')}`, { refused });
  const retryAfterMs = retryAfter(headers, now);
  return new ChatModelError(codeOf(status), `${model} answered ${status}`, { retryAfterMs });
}

function codeOf(status: number): ChatModelErrorCode {
  const known = CODES[status];
  if (known) return known;
  return status >= 500 ? 'model-server-failed' : 'model-request-refused';
}

const refusedParameters = (body: string): string[] =>
  Object.entries(DISPENSABLE).flatMap(([name, pattern]) => (pattern.test(body) ? [name] : []));

/** Seconds or a date, as HTTP has it, or the milliseconds some providers say. */
function retryAfter(headers: IncomingHttpHeaders, now: number): number | undefined {
  const inMs = Number(headers['retry-after-ms'] ?? NaN);
  if (inMs >= 0) return inMs;
  const { 'retry-after': said } = headers;
  if (said === undefined) return undefined;
  const seconds = Number(said);
  const ms = Number.isNaN(seconds) ? Date.parse(said) - now : seconds * 1_000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
