import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type AddressGuard, connectionCause } from '@zhike/platform';
import type { Attempt } from './delivery.verdict.js';
import { type AddressOptions, webhookGuard } from './webhook.address.js';

export interface SenderOptions extends AddressOptions {
  /** For name, connection, answer and all: a receiver that drips bytes is cut off like a silent one. */
  readonly timeoutMs?: number;
}

export interface Letter {
  readonly url: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

const TIMEOUT_MS = 15_000;

/** Nobody reads what receivers answer; so much of it is let through for their comfort. */
const MOST_ANSWER_BYTES = 64 * 1_024;

/** Posts once, to an address that was checked. It never throws: whatever happens is an attempt's outcome. */
export class WebhookSender {
  private readonly timeoutMs: number;
  private readonly guard: AddressGuard;

  constructor(options: SenderOptions) {
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.guard = webhookGuard(options);
  }

  async send(letter: Letter, stopping: AbortSignal): Promise<Attempt> {
    const cut = new AbortController();
    let isLate = false;
    const interrupt = () => cut.abort();
    const timer = setTimeout(() => {
      isLate = true;
      cut.abort();
    }, this.timeoutMs);
    stopping.addEventListener('abort', interrupt);
    if (stopping.aborted) interrupt();
    try {
      return await this.post(letter, cut.signal);
    } catch (error) {
      if (isLate) return { kind: 'unanswered', because: `no answer within ${this.timeoutMs / 1_000} seconds` };
      return stopping.aborted ? { kind: 'interrupted' } : { kind: 'unanswered', because: connectionCause(error) };
    } finally {
      clearTimeout(timer);
      stopping.removeEventListener('abort', interrupt);
    }
  }

  private async post({ url: text, headers, body }: Letter, signal: AbortSignal): Promise<Attempt> {
    return exchange(this.guard.check(text), { headers, lookup: this.guard.lookup, signal }, body);
  }
}

interface Exchange {
  readonly headers: OutgoingHttpHeaders;
  readonly lookup: LookupFunction;
  readonly signal: AbortSignal;
}

/** A connection of its own for each sending: a kept one would belong to an address checked long ago. */
function exchange(url: URL, options: Exchange, body: string): Promise<Attempt> {
  const begin = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    let answer: Attempt | undefined;
    const request = begin(url, { ...options, method: 'POST', agent: false });
    request.on('response', (response) => {
      const heard: Attempt = answerOf(response);
      answer = heard;
      void discard(response).then(() => resolve(heard));
    });
    // What breaks after the status was said does not unsay it.
    request.on('error', (error) => (answer ? resolve(answer) : reject(error)));
    request.end(body);
  });
}

const answerOf = ({ statusCode, headers }: IncomingMessage): Attempt => ({
  kind: 'answered',
  status: statusCode ?? 0,
  retryAfter: headers['retry-after'],
});

async function discard(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_ANSWER_BYTES) break;
    }
  } catch {
    // cut off or broken off: the status was all we wanted
  }
}
