import { setTimeout as pause } from 'node:timers/promises';
import type { Locale } from '@zhike/contracts';
import { type Logger, silentLogger } from '@zhike/platform';
import type { EmbedRequest, Embedder, EmbedderStatus } from '@zhike/ports';
import { EmbedderError } from '../inference.errors.js';
import { MODEL_CATALOGUE, type ModelWeights } from '../model.catalogue.js';
import { QueryVectorCache } from '../query-vector.cache.js';
import { EmbeddingClient, type ServiceAddress, ServiceFailure } from './embedding.client.js';
import { ServiceState } from './service.state.js';

/** Milliseconds and counts. What came too late is not asked for again: that wait has been had. */
export interface Patience {
  readonly timeoutMs: number;
  readonly tries: number;
  /** Before the second try; doubled before each further one. */
  readonly pauseMs: number;
}

/** A customer waits for it: better an answer from words alone than a late one. */
const HURRIED: Patience = { timeoutMs: 5_000, tries: 2, pauseMs: 150 };
/** Nobody waits but the relay. */
const PATIENT: Patience = { timeoutMs: 60_000, tries: 4, pauseMs: 500 };

const REST_MS = 5_000;
const PROBE_MS = 3_000;
const CACHED_QUERIES = 256;
/** Of one request; the service takes bodies of 1 MB. */
const MOST_TEXTS = 64;
const MOST_BYTES = 256 * 1_024;

export interface RemoteEmbedderOptions extends ServiceAddress {
  /** Which model serves which language; the catalogue's when left out. The service must know them under these ids. */
  readonly models?: readonly ModelWeights[];
  readonly logger?: Logger;
  readonly hurried?: Patience;
  readonly patient?: Patience;
  /** After a failure nobody waits for it for so long. */
  readonly restMs?: number;
}

/**
 * Embeds by an inference service (`npm run serve-models`), so that this process loads no model. The vectors are the ones the
 * service has, bit for bit, so a graph that was built in one way serves in the other. While the service is away `embed`
 * answers undefined, as for a missing model, and search stays lexical; it is asked again after a while.
 */
export class RemoteEmbedder implements Embedder {
  private readonly client: EmbeddingClient;
  private readonly state: ServiceState;
  private readonly models: readonly ModelWeights[];
  private readonly logger: Logger;
  private readonly cache = new QueryVectorCache(CACHED_QUERIES);
  private readonly closing = new AbortController();
  private probing: Promise<void> | undefined;

  constructor(private readonly options: RemoteEmbedderOptions) {
    this.client = new EmbeddingClient(options);
    this.state = new ServiceState(options.url, options.restMs ?? REST_MS);
    this.models = options.models ?? MODEL_CATALOGUE;
    this.logger = options.logger ?? silentLogger;
  }

  async embed(texts: readonly string[], request: EmbedRequest): Promise<readonly Float32Array[] | undefined> {
    if (this.closing.signal.aborted) throw closed();
    request.signal?.throwIfAborted();
    const model = this.modelFor(request.locale);
    if (!model) return undefined;
    if (request.as === 'passage') return this.embedAll(model, texts, request);
    const known = texts.map((text) => this.cache.get(model.id, text));
    const asked = texts.filter((_, place) => !known[place]);
    const vectors = await this.embedAll(model, asked, request);
    if (!vectors) return undefined;
    asked.forEach((text, place) => this.cache.set(model.id, text, vectors[place] ?? new Float32Array()));
    const fresh = vectors.values();
    return known.map((vector) => vector ?? fresh.next().value ?? new Float32Array());
  }

  /** Also while the service is away: what it made before is still compared under this name. */
  modelId(locale: Locale): string | undefined {
    const model = this.modelFor(locale);
    return model && !this.state.isMissing(model) ? model.id : undefined;
  }

  /** Asks the service meanwhile, where that would tell something new; the next call tells it. */
  status(): readonly EmbedderStatus[] {
    if (this.state.isUnsure) this.probe();
    return this.models.map((model) => this.state.statusOf(model));
  }

  async close(): Promise<void> {
    this.closing.abort(closed());
    this.client.close(closed());
    await this.probing;
  }

  private modelFor(locale: Locale): ModelWeights | undefined {
    return this.models.find((model) => model.locale === locale);
  }

  /** Batch after batch, so that a question of another call comes in between. */
  private async embedAll(
    model: ModelWeights,
    texts: readonly string[],
    request: EmbedRequest,
  ): Promise<readonly Float32Array[] | undefined> {
    const vectors: Float32Array[] = [];
    for (const batch of batchesOf(texts)) {
      const embedded = await this.embedBatch(model, batch, request);
      if (!embedded) return undefined;
      vectors.push(...embedded);
    }
    return vectors;
  }

  private async embedBatch(
    model: ModelWeights,
    texts: readonly string[],
    request: EmbedRequest,
  ): Promise<readonly Float32Array[] | undefined> {
    if (this.state.isResting) return undefined;
    const isWaitedFor = request.as === 'query' || request.signal !== undefined;
    const { hurried = HURRIED, patient = PATIENT } = this.options;
    try {
      const vectors = await this.ask(model, texts, request, isWaitedFor ? hurried : patient);
      this.heard([model]);
      return vectors;
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      if (error.kind === 'refused')
        throw new EmbedderError('embedding-failed', `The inference service could not embed a text: ${error.message}`);
      this.blame(error, model);
      return undefined;
    }
  }

  private async ask(
    model: ModelWeights,
    texts: readonly string[],
    { as, signal }: EmbedRequest,
    { timeoutMs, tries, pauseMs }: Patience,
  ): Promise<readonly Float32Array[]> {
    for (let number = 1; ; number++) {
      try {
        return await this.client.embed({ model, texts, as, timeoutMs, signal });
      } catch (error) {
        if (!(error instanceof ServiceFailure) || error.kind !== 'away' || number >= tries) throw error;
        const wait = error.retryAfterMs ?? pauseMs * 2 ** (number - 1);
        // Whoever asks to be left alone for longer than a whole try takes is away for us.
        if (wait > timeoutMs) throw error;
        await pause(wait, undefined, { signal: signal ?? this.closing.signal }).catch(() => {
          signal?.throwIfAborted();
          throw closed();
        });
      }
    }
  }

  private heard(models: readonly ModelWeights[]): void {
    if (this.state.answered(models)) this.logger.info({ url: this.options.url }, 'the inference service answers');
  }

  private blame(failure: ServiceFailure, model: ModelWeights): void {
    if (!this.state.failed(failure, model)) return;
    const told = { url: this.options.url, model: model.id, reason: failure.message };
    this.logger.warn(told, 'the inference service gives no vectors; search stays lexical until it does');
  }

  /** One at a time, and not while it rests. */
  private probe(): void {
    if (this.state.isResting || this.closing.signal.aborted) return;
    this.probing ??= this.look().finally(() => (this.probing = undefined));
  }

  private async look(): Promise<void> {
    try {
      const there = await this.client.models(PROBE_MS);
      const usable = this.models.filter(({ id }) => there.includes(id));
      this.heard(usable);
      for (const model of this.models)
        if (!usable.includes(model)) this.state.lacks(model, `it has no model ${model.id}.`);
    } catch (error) {
      const [model] = this.models;
      if (error instanceof ServiceFailure && model) this.blame(error, model);
    }
  }
}

/** Bounded in texts and bytes; a text that is larger alone goes alone. */
function batchesOf(texts: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let bytes = 0;
  for (const text of texts) {
    const size = Buffer.byteLength(text);
    const open = batches.at(-1);
    if (open && open.length < MOST_TEXTS && bytes + size <= MOST_BYTES) {
      open.push(text);
      bytes += size;
    } else {
      batches.push([text]);
      bytes = size;
    }
  }
  return batches;
}

const closed = () => new EmbedderError('embedder-closed', 'The embedder was closed.');
