import type { Locale } from '@zhike/contracts';
import type { OnnxEmbedder } from '@zhike/inference';
import type { EmbedderStatus } from '@zhike/ports';
import { ApiFailure, busy } from './api.failure.js';
import type { EmbeddingOrder } from './embedding.order.js';

export type EmbedsTexts = Pick<OnnxEmbedder, 'embedCounted' | 'status' | 'close'>;

export interface ServedVectors {
  readonly vectors: readonly Float32Array[];
  readonly tokens: number;
}

/** Texts that wait at most: some twenty seconds of work. A single larger request is taken when nothing else waits. */
const MOST_WAITING_TEXTS = 4_096;

/** The embedding models by the names clients know them by. */
export class ServedEmbedders {
  private waitingTexts = 0;

  constructor(private readonly embedders: readonly EmbedsTexts[]) {}

  /** Every model once; one that both languages share is named once. */
  status(): readonly EmbedderStatus[] {
    const all = this.embedders.flatMap((embedder) => embedder.status());
    return all.filter(({ model }, at) => all.findIndex((other) => other.model === model) === at);
  }

  /** Throws an `ApiFailure`: 404 for a model that is not known, 503 for one that is not here, 429 where too much waits. */
  async embed({ model, texts, as, dimensions }: EmbeddingOrder, signal: AbortSignal): Promise<ServedVectors> {
    const { embedder, locale } = this.find(model);
    if (this.waitingTexts > 0 && this.waitingTexts + texts.length > MOST_WAITING_TEXTS)
      throw busy(`The service is busy: ${this.waitingTexts} texts wait to be embedded. Try again later.`);
    this.waitingTexts += texts.length;
    try {
      const counted = await embedder.embedCounted(texts, { locale, as, signal });
      if (!counted) throw new ApiFailure(503, 'model_unusable', this.reasonOf(model));
      const size = counted.vectors[0]?.length;
      if (dimensions !== undefined && dimensions !== size)
        throw new ApiFailure(400, 'invalid_request', `${model} has ${size} dimensions and cannot be given others.`, {
          param: 'dimensions',
        });
      return counted;
    } finally {
      this.waitingTexts -= texts.length;
    }
  }

  async close(): Promise<void> {
    for (const embedder of this.embedders) await embedder.close();
  }

  private find(model: string): { readonly embedder: EmbedsTexts; readonly locale: Locale } {
    for (const embedder of this.embedders) {
      const status = embedder.status().find((candidate) => candidate.model === model);
      if (status) return { embedder, locale: status.locale };
    }
    const known = this.status().map((status) => status.model);
    const message = `There is no embedding model "${model}". Known: ${known.join(', ')}.`;
    throw new ApiFailure(404, 'model_not_found', message, { param: 'model' });
  }

  private reasonOf(model: string): string {
    return this.status().find((status) => status.model === model)?.message ?? `The model ${model} cannot be used.`;
  }
}
