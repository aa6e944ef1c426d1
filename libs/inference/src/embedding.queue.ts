import type { ModelWeights } from './model.catalogue.js';

/** Questions of waiting customers go before passages of a projection. */
export type Lane = 'query' | 'passage';

export interface CountedVectors {
  readonly vectors: readonly Float32Array[];
  /** Tokens that were read, those around a text included and those beyond the model's length not. */
  readonly tokens: number;
}

/** Texts of one `embed` call on their way through the worker. */
export interface EmbeddingJob {
  readonly model: ModelWeights;
  readonly lane: Lane;
  readonly texts: readonly string[];
  readonly vectors: Float32Array[];
  tokens: number;
  resolve(counted: CountedVectors | undefined): void;
  reject(reason: unknown): void;
}

/** A part of a job small enough that a question behind it does not wait long. */
export interface EmbeddingSlice {
  readonly job: EmbeddingJob;
  /** Places in the job's texts. */
  readonly places: readonly number[];
}

interface Waiting {
  readonly job: EmbeddingJob;
  readonly order: readonly number[];
  next: number;
}

const SLICE_TOKENS = 512;
const SLICE_TEXTS = 32;
const CJK = /[⺀-鿿가-힯豈-﫿]/gu;

/** Good enough to cut slices and sort by; the worker counts exactly. A CJK sign is a token, Latin about four letters. */
export function estimateTokens(text: string, maxTokens: number): number {
  const signs = text.match(CJK)?.length ?? 0;
  return Math.min(maxTokens, 2 + signs + Math.ceil((text.length - signs) / 4));
}

/**
 * Jobs that wait for the worker. Between two slices a question overtakes every passage; within a lane first come is
 * first served. A job's texts leave by length, so that a slice holds texts of like length.
 */
export class EmbeddingQueue {
  private readonly lanes: Record<Lane, Waiting[]> = { query: [], passage: [] };

  add(job: EmbeddingJob): void {
    const lengths = job.texts.map((text) => estimateTokens(text, job.model.maxTokens));
    const order = job.texts.map((_, place) => place).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
    this.lanes[job.lane].push({ job, order, next: 0 });
  }

  remove(job: EmbeddingJob): void {
    const lane = this.lanes[job.lane];
    const at = lane.findIndex((waiting) => waiting.job === job);
    if (at >= 0) lane.splice(at, 1);
  }

  /** The job stays in its lane until its last text has been handed out. */
  next(): EmbeddingSlice | undefined {
    const waiting = this.lanes.query[0] ?? this.lanes.passage[0];
    if (!waiting) return undefined;
    const places = takeSlice(waiting);
    if (waiting.next >= waiting.order.length) this.remove(waiting.job);
    return { job: waiting.job, places };
  }

  /** Empties the queue; of one model where a model is named. */
  drain(model?: ModelWeights): readonly EmbeddingJob[] {
    const jobs = [...this.lanes.query, ...this.lanes.passage]
      .map((waiting) => waiting.job)
      .filter((job) => !model || job.model === model);
    for (const job of jobs) this.remove(job);
    return jobs;
  }
}

function takeSlice(waiting: Waiting): readonly number[] {
  const { job, order } = waiting;
  const places: number[] = [];
  let tokens = 0;
  while (waiting.next < order.length && places.length < SLICE_TEXTS) {
    const place = order[waiting.next] ?? 0;
    tokens += estimateTokens(job.texts[place] ?? '', job.model.maxTokens);
    if (places.length > 0 && tokens > SLICE_TOKENS) break;
    places.push(place);
    waiting.next++;
  }
  return places;
}
