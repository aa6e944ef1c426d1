import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { DomainError } from '@zhike/platform';
import type { Attempt } from './delivery.verdict.js';
import { checkUrl } from './webhook.address.js';
import { pinTarget, systemResolve, type Resolve } from './webhook.target.js';

export interface SenderOptions {
  readonly allowPrivate: boolean;
  /** For name, connection, answer and all: a receiver that drips bytes is cut off like a silent one. */
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
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
  private readonly resolve: Resolve;

  constructor(private readonly options: SenderOptions) {
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.resolve = options.resolve ?? systemResolve;
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
      return stopping.aborted ? { kind: 'interrupted' } : { kind: 'unanswered', because: causeOf(error) };
    } finally {
      clearTimeout(timer);
      stopping.removeEventListener('abort', interrupt);
    }
  }

  private async post({ url: text, headers, body }: Letter, signal: AbortSignal): Promise<Attempt> {
    const url = checkUrl(text, this.options.allowPrivate);
    const lookup = await unlessAborted(pinTarget(url, this.options.allowPrivate, this.resolve), signal);
    return exchange(url, { headers, lookup, signal }, body);
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

/** The operating system's resolver cannot be interrupted; it is left behind instead. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = new Promise<never>((_resolve, reject) => {
    const fail = () => reject(new Error('aborted'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
  return Promise.race([work, aborted]);
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name cannot be resolved',
  EAI_AGAIN: 'the host name cannot be resolved at the moment',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was broken off',
  EPIPE: 'the connection was broken off',
  ETIMEDOUT: 'the host cannot be reached',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network of the host cannot be reached',
  CERT_HAS_EXPIRED: 'the certificate of the host has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the host is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of the host is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

/** Node's own messages may repeat what was sent; only codes are taken from them. */
function causeOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `${CAUSES[code] ?? 'the request failed'} (${code})`;
}
