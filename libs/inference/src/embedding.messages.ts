/** What the embedder tells its worker and hears back. Types only: the worker must load nothing it does not need. */
import type { CloseRequest } from './thread.end.js';

/** The part of a model card the worker works by. */
export interface WorkerModel {
  readonly id: string;
  readonly dir: string;
  readonly dimension: number;
  readonly maxTokens: number;
  readonly maxBatchRows: number;
  readonly lowercase: boolean;
  readonly pooling: 'cls' | 'mean';
  readonly graph?: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

export interface EmbeddingRequest {
  readonly kind: 'embed';
  readonly id: number;
  readonly model: WorkerModel;
  readonly texts: readonly string[];
  readonly threads: number;
}

export type WorkerRequest = EmbeddingRequest | CloseRequest;

export type WorkerAnswer =
  /** One vector after another in one array, in the order of the texts; and the tokens that were read, padding apart. */
  | { readonly id: number; readonly kind: 'vectors'; readonly packed: Float32Array; readonly tokens: number }
  /** The files are not what the catalogue says, or cannot be loaded. */
  | { readonly id: number; readonly kind: 'unusable'; readonly reason: string }
  | { readonly id: number; readonly kind: 'failed'; readonly reason: string };
