import { resolve as resolvePath } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Locale } from '@zhike/contracts';
import { silentLogger, type Logger } from '@zhike/platform';
import type { EmbedRequest, Embedder, EmbedderStatus } from '@zhike/ports';
import { EmbeddingChannel, startEmbeddingWorker } from './embedding.channel.js';
import type { WorkerAnswer } from './embedding.messages.js';
import { type CountedVectors, EmbeddingQueue, type EmbeddingJob, type EmbeddingSlice } from './embedding.queue.js';
import { EmbedderError } from './inference.errors.js';
import { MODEL_CATALOGUE, type ModelWeights } from './model.catalogue.js';
import { PULL_COMMAND, modelFolder, stampOf } from './model.files.js';
import { QueryVectorCache } from './query-vector.cache.js';

export interface OnnxEmbedderOptions {
  /** Holds one folder per model id. */
  readonly modelDir: string;
  /** One model per language; the catalogue's when left out. */
  readonly models?: readonly ModelWeights[];
  /** Threads of one run; more than 1 is slower on a busy machine. */
  readonly threads?: number;
  readonly logger?: Logger;
  /** How the worker thread is started; tests hand one in that they can kill. */
  readonly startWorker?: () => Worker;
}

const CACHED_QUERIES = 256;

/**
 * Embeds on this machine's processor, in one worker thread that starts with the first request. Questions overtake
 * passages. A model whose files are missing or do not match the catalogue is not used; once they have been pulled, the
 * next request finds them.
 */
export class OnnxEmbedder implements Embedder {
  private readonly queue = new EmbeddingQueue();
  private readonly cache = new QueryVectorCache(CACHED_QUERIES);
  private readonly channel: EmbeddingChannel;
  private readonly logger: Logger;
  private readonly loaded = new Set<string>();
  /** Why the files as they were at that moment cannot be used. */
  private readonly refused = new Map<string, { stamp: string | undefined; reason: string }>();
  private inFlight: EmbeddingSlice | undefined;
  private closed = false;

  constructor(private readonly options: OnnxEmbedderOptions) {
    this.channel = new EmbeddingChannel(options.startWorker ?? startEmbeddingWorker);
    this.logger = options.logger ?? silentLogger;
  }

  async embed(texts: readonly string[], request: EmbedRequest): Promise<readonly Float32Array[] | undefined> {
    const model = this.modelReadyFor(request);
    if (!model) return undefined;
    if (texts.length === 0) return [];
    if (request.as === 'passage') return (await this.enqueue(model, texts, request))?.vectors;

    const known = texts.map((text) => this.cache.get(model.id, text));
    const asked = texts.filter((_, place) => !known[place]);
    if (asked.length === 0) return known.filter((vector) => vector !== undefined);
    const vectors = (await this.enqueue(model, asked, request))?.vectors;
    if (!vectors) return undefined;
    asked.forEach((text, place) => this.cache.set(model.id, text, vectors[place] ?? new Float32Array()));
    const fresh = vectors.values();
    return known.map((vector) => vector ?? fresh.next().value ?? new Float32Array());
  }

  /** As `embed`, past what is remembered of earlier questions, and with the tokens that were read. */
  async embedCounted(texts: readonly string[], request: EmbedRequest): Promise<CountedVectors | undefined> {
    const model = this.modelReadyFor(request);
    if (!model) return undefined;
    return texts.length === 0 ? { vectors: [], tokens: 0 } : this.enqueue(model, texts, request);
  }

  modelId(locale: Locale): string | undefined {
    const model = this.modelFor(locale);
    return model && this.isUsable(model) ? model.id : undefined;
  }

  status(): readonly EmbedderStatus[] {
    return this.models.map((model) => {
      const about = { model: model.id, locale: model.locale };
      const problem = this.problemOf(model);
      if (problem) return { ...about, state: 'missing', message: problem };
      const isLoading = this.inFlight?.job.model === model && !this.loaded.has(model.id);
      return { ...about, state: isLoading ? 'loading' : 'ready' };
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const error = new EmbedderError('embedder-closed', 'The embedder was closed before the texts were embedded.');
    this.rejectAll(error);
    await this.channel.close();
  }

  private get models(): readonly ModelWeights[] {
    return this.options.models ?? MODEL_CATALOGUE;
  }

  private modelFor(locale: Locale): ModelWeights | undefined {
    return this.models.find((model) => model.locale === locale);
  }

  private modelReadyFor({ locale, signal }: EmbedRequest): ModelWeights | undefined {
    if (this.closed) throw new EmbedderError('embedder-closed', 'The embedder was closed: open a new one.');
    signal?.throwIfAborted();
    const model = this.modelFor(locale);
    return model && this.isUsable(model) ? model : undefined;
  }

  private isUsable(model: ModelWeights): boolean {
    return this.problemOf(model) === undefined;
  }

  /** Looks at the folder each time, so that a model pulled meanwhile is found without a restart. */
  private problemOf(model: ModelWeights): string | undefined {
    if (this.loaded.has(model.id)) return undefined;
    const stamp = stampOf(this.options.modelDir, model);
    const dir = modelFolder(this.options.modelDir, model);
    if (stamp === undefined)
      return `The model ${model.id} is not in ${dir}: search stays lexical. Run: ${PULL_COMMAND}`;
    const refusal = this.refused.get(model.id);
    if (refusal?.stamp !== stamp) return undefined;
    return `The model ${model.id} cannot be used: ${refusal.reason}. Run: ${PULL_COMMAND}`;
  }

  private enqueue(
    model: ModelWeights,
    texts: readonly string[],
    { as, signal }: EmbedRequest,
  ): Promise<CountedVectors | undefined> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.queue.remove(job);
        job.reject(signal?.reason);
      };
      const settled = () => signal?.removeEventListener('abort', abort);
      const job: EmbeddingJob = {
        model,
        lane: as,
        texts: prefixed(texts, as === 'passage' ? model.passagePrefix : model.queryPrefix),
        vectors: [],
        tokens: 0,
        resolve: (counted) => (settled(), resolve(counted)),
        reject: (reason) => (settled(), reject(reason as Error)),
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.queue.add(job);
      this.pump();
    });
  }

  private pump(): void {
    if (this.inFlight) return;
    const slice = this.queue.next();
    if (!slice) return;
    this.inFlight = slice;
    const { model, texts } = slice.job;
    void this.channel
      .ask({
        model: { ...model, dir: resolvePath(modelFolder(this.options.modelDir, model)) },
        texts: slice.places.map((place) => texts[place] ?? ''),
        threads: this.options.threads ?? 1,
      })
      .then((answer) => this.take(slice, answer))
      .catch((error: unknown) => this.giveUp(error))
      .finally(() => {
        this.inFlight = undefined;
        this.pump();
      });
  }

  private take({ job, places }: EmbeddingSlice, answer: WorkerAnswer): void {
    if (answer.kind === 'unusable') return this.refuse(job, answer.reason);
    this.loaded.add(job.model.id);
    if (answer.kind === 'failed') {
      this.queue.remove(job);
      return job.reject(
        new EmbedderError('embedding-failed', `The model ${job.model.id} could not embed a text: ${answer.reason}`),
      );
    }
    const { dimension } = job.model;
    places.forEach((place, at) => {
      job.vectors[place] = answer.packed.slice(at * dimension, (at + 1) * dimension);
    });
    job.tokens += answer.tokens;
    // Settling a job that was cancelled meanwhile changes nothing: a promise settles once.
    if (Object.keys(job.vectors).length === job.texts.length) job.resolve({ vectors: job.vectors, tokens: job.tokens });
  }

  private refuse(job: EmbeddingJob, reason: string): void {
    const { model } = job;
    this.refused.set(model.id, { stamp: stampOf(this.options.modelDir, model), reason });
    this.logger.warn({ model: model.id, reason }, `Model not used; search stays lexical. Run: ${PULL_COMMAND}`);
    for (const waiting of new Set([job, ...this.queue.drain(model)])) waiting.resolve(undefined);
  }

  private giveUp(error: unknown): void {
    this.loaded.clear();
    if (!this.closed) this.logger.error({ error: String(error) }, 'The embedding worker stopped');
    this.rejectAll(error);
  }

  private rejectAll(error: unknown): void {
    const jobs = new Set(this.queue.drain());
    if (this.inFlight) jobs.add(this.inFlight.job);
    for (const job of jobs) job.reject(error);
  }
}

const prefixed = (texts: readonly string[], prefix = '') => (prefix ? texts.map((text) => prefix + text) : texts);
