import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Locale } from '@zhike/contracts';
import { type Logger, silentLogger } from '@zhike/platform';
import type { EmbedRequest, Embedder, EmbedderStatus } from '@zhike/ports';
import { EmbedderError } from './inference.errors.js';
import { VectorFile, type VectorRecord } from './vector.file.js';

interface Shelf {
  readonly file: VectorFile;
  readonly vectors: Map<string, Float32Array>;
}

/** Passages that are embedded and written together: what a crash may cost. */
const BATCH = 256;

/**
 * Keeps passages' vectors in a folder, by model and by the hash of their text, so that a pack is embedded once and not
 * in every run. Questions go straight through unless they are asked to be kept. A folder that cannot be used costs the cache, never the vectors.
 */
export class FileCachedEmbedder implements Embedder {
  private readonly shelves = new Map<string, Promise<Shelf>>();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly inner: Embedder,
    private readonly folder: string,
    private readonly logger: Logger = silentLogger,
    /** Training reads questions many times; whoever serves customers keeps none of theirs in files. */
    private readonly kept: readonly EmbedRequest['as'][] = ['passage'],
  ) {}

  async embed(texts: readonly string[], request: EmbedRequest): Promise<readonly Float32Array[] | undefined> {
    const model = this.kept.includes(request.as) ? this.inner.modelId(request.locale) : undefined;
    if (model === undefined) return this.inner.embed(texts, request);
    request.signal?.throwIfAborted();
    const shelf = await this.shelfOf(request.as === 'query' ? `${model}-queries` : model);
    const keys = texts.map((text) => createHash('sha256').update(text).digest('hex'));
    const missing = new Map<string, string>();
    texts.forEach((text, at) => {
      const key = keys[at] ?? '';
      if (!shelf.vectors.has(key)) missing.set(key, text);
    });
    if (!(await this.fill(shelf, [...missing], request))) return undefined;
    // Copies: a caller may change what it was given.
    return keys.map((key) => (shelf.vectors.get(key) ?? new Float32Array()).slice());
  }

  modelId(locale: Locale): string | undefined {
    return this.inner.modelId(locale);
  }

  status(): readonly EmbedderStatus[] {
    return this.inner.status();
  }

  async close(): Promise<void> {
    await this.writing;
    await this.inner.close();
  }

  /** Answers false when the model turned out not to be usable. */
  private async fill(
    shelf: Shelf,
    missing: readonly (readonly [key: string, text: string])[],
    request: EmbedRequest,
  ): Promise<boolean> {
    for (let from = 0; from < missing.length; from += BATCH) {
      const batch = missing.slice(from, from + BATCH);
      const vectors = await this.inner.embed(
        batch.map(([, text]) => text),
        request,
      );
      if (!vectors) return false;
      const records = batch.map(([key], at) => recordOf(key, vectors[at]));
      for (const { key, vector } of records) shelf.vectors.set(key.toString('hex'), vector);
      await this.keep(shelf.file, records);
    }
    return true;
  }

  private shelfOf(model: string): Promise<Shelf> {
    const known = this.shelves.get(model);
    if (known) return known;
    const shelf = this.openShelf(new VectorFile(join(this.folder, `${encodeURIComponent(model)}.vectors`)));
    this.shelves.set(model, shelf);
    return shelf;
  }

  private async openShelf(file: VectorFile): Promise<Shelf> {
    try {
      return { file, vectors: await file.read() };
    } catch (error) {
      this.logger.warn({ folder: this.folder, error: String(error) }, 'Cached vectors cannot be read; embedding anew');
      return { file, vectors: new Map() };
    }
  }

  /** One write after another, whoever asked. */
  private keep(file: VectorFile, records: readonly VectorRecord[]): Promise<void> {
    this.writing = this.writing
      .then(() => file.append(records))
      .catch((error: unknown) => {
        this.logger.warn({ folder: this.folder, error: String(error) }, 'Vectors cannot be cached');
      });
    return this.writing;
  }
}

function recordOf(key: string, vector: Float32Array | undefined): VectorRecord {
  if (vector) return { key: Buffer.from(key, 'hex'), vector };
  throw new EmbedderError('embedding-failed', 'The embedder answered fewer vectors than it was given texts.');
}
