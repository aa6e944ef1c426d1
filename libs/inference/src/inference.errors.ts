import { DomainError } from '@zhike/platform';
import type { DecoderErrorCode } from './decoder/decoder.failure.js';

export class EmbedderError extends DomainError<'embedder-closed' | 'embedding-worker-stopped' | 'embedding-failed'> {}

export class ModelFetchError extends DomainError<
  | 'model-not-fetched'
  | 'model-source-failed'
  | 'model-file-name-refused'
  | 'model-lock-timed-out'
  | 'model-unknown'
  | 'model-not-converted'
> {}

export class DecoderError extends DomainError<DecoderErrorCode> {}
