import { connectionCause, floatsOf, type Secret } from '@zhike/platform';
import { z } from 'zod';
import type { EmbedRequest } from '@zhike/ports';
import type { ModelWeights } from '../model.catalogue.js';

export interface ServiceAddress {
  /** Where `/embeddings` lies, e.g. `http://127.0.0.1:3100/v1`. */
  readonly url: string;
  readonly key?: Secret | undefined;
}

export interface EmbeddingOrder {
  readonly model: ModelWeights;
  readonly texts: readonly string[];
  readonly as: EmbedRequest['as'];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * `away`: it cannot be reached, is busy or restarts; the same may be asked again at once. `late`: it was waited for in vain. `closed`: it is there and will not answer us
 * until somebody mends the settings. `missing`: it has no such model. `refused`: these texts are no use anywhere.
 */
export type ServiceFailureKind = 'away' | 'late' | 'closed' | 'missing' | 'refused';

/** Why the service gave no vectors. The message holds neither the key nor a text. */
export class ServiceFailure extends Error {
  constructor(
    readonly kind: ServiceFailureKind,
    message: string,
    /** Milliseconds it asked to be left alone for. */
    readonly retryAfterMs?: number | undefined,
  ) {
    super(message);
  }
}

const Answer = z.object({ data: z.array(z.object({ index: z.int().min(0), embedding: z.string() })) });
const Refusal = z.object({ error: z.object({ code: z.string().nullish(), message: z.string() }) });
const Models = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Asks an inference service once a call. Throws a `ServiceFailure`, or the caller's reason where it was stopped. */
export class EmbeddingClient {
  private readonly base: string;
  private readonly closing = new AbortController();

  constructor(private readonly address: ServiceAddress) {
    this.base = address.url.replace(/\/+$/, '');
  }

  /** One vector a text, in order, exactly as the service has them. */
  async embed({ model, texts, as, timeoutMs, signal }: EmbeddingOrder): Promise<readonly Float32Array[]> {
    const body = JSON.stringify({ model: model.id, input: texts, input_type: as, encoding_format: 'base64' });
    const answer = Answer.safeParse(await this.ask('/embeddings', { method: 'POST', body }, timeoutMs, signal));
    const vectors: Float32Array[] = [];
    for (const { index, embedding } of answer.data?.data ?? []) vectors[index] = unpacked(embedding);
    const isWhole = texts.every((_, place) => vectors[place]?.length === model.dimension);
    if (!isWhole)
      throw new ServiceFailure('closed', `its answer is not one vector of ${model.dimension} numbers a text`);
    return vectors;
  }

  /** The models that can be asked now. */
  async models(timeoutMs: number): Promise<readonly string[]> {
    const answer = Models.safeParse(await this.ask('/models', { method: 'GET' }, timeoutMs));
    if (!answer.success) throw new ServiceFailure('closed', 'what answers there is no inference service');
    return answer.data.data.map(({ id }) => id);
  }

  /** What is still being asked for ends with this reason. */
  close(reason: Error): void {
    this.closing.abort(reason);
  }

  private async ask(path: string, init: RequestInit, timeoutMs: number, caller?: AbortSignal): Promise<unknown> {
    const ending = new AbortController();
    const late = new ServiceFailure('late', `it did not answer within ${timeoutMs} ms`);
    const timer = setTimeout(() => ending.abort(late), timeoutMs);
    const callers = [this.closing.signal, ...(caller ? [caller] : [])];
    const follow = () => ending.abort(callers.find(({ aborted }) => aborted)?.reason);
    for (const signal of callers) signal.addEventListener('abort', follow, { once: true });
    try {
      for (const signal of callers) signal.throwIfAborted();
      const response = await fetch(this.base + path, {
        ...init,
        headers: this.headers(),
        redirect: 'error',
        signal: ending.signal,
      });
      if (!response.ok) throw await failureOf(response);
      return await response.json();
    } catch (error) {
      if (ending.signal.aborted) throw ending.signal.reason;
      if (error instanceof ServiceFailure) throw error;
      throw new ServiceFailure('away', connectionCause(error instanceof Error ? error.cause : error));
    } finally {
      clearTimeout(timer);
      for (const signal of callers) signal.removeEventListener('abort', follow);
    }
  }

  private headers(): Record<string, string> {
    const { key } = this.address;
    return { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key.reveal()}` } : {}) };
  }
}

const unpacked = (base64: string): Float32Array => floatsOf(Buffer.from(base64, 'base64'));

const AGAIN = new Set([408, 409, 429, 500, 502, 503, 504]);
const LOCKED = new Set([401, 403]);
const WITHOUT_MODEL = new Set(['model_not_found', 'model_unusable']);

async function failureOf(response: Response): Promise<ServiceFailure> {
  const { status, headers } = response;
  const { error } = Refusal.safeParse(await response.json().catch(() => undefined)).data ?? {};
  if (LOCKED.has(status))
    return new ServiceFailure('closed', `it answered ${status}: EMBEDDINGS_KEY is not its INFERENCE_KEY`);
  if (error?.code && WITHOUT_MODEL.has(error.code)) return new ServiceFailure('missing', error.message);
  if (AGAIN.has(status)) return new ServiceFailure('away', `it answered ${status}`, retryAfterMs(headers));
  return new ServiceFailure(status === 404 ? 'closed' : 'refused', `it answered ${status}`);
}

function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return seconds >= 0 ? seconds * 1_000 : undefined;
}
