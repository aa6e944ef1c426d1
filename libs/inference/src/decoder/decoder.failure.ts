/** Codes a client may branch on. */
export type DecoderErrorCode =
  /** As many requests wait as may wait; try again later. */
  | 'decoder-busy'
  | 'decoder-closed'
  | 'decoder-worker-stopped'
  /** The model's files are missing, damaged, or of a layout that cannot be run. */
  | 'decoder-model-unusable'
  /** Prompt and answer together are longer than the model's context. */
  | 'decoder-context-exceeded'
  | 'decoder-timed-out'
  /** The request itself cannot be served: no messages, a setting out of its range, … */
  | 'decoder-request-refused'
  | 'decoder-failed';

/** A failure inside the worker thread, which loads nothing of the platform; outside it becomes a `DecoderError`. */
export class DecoderFailure extends Error {
  constructor(
    readonly code: DecoderErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'DecoderFailure';
  }
}
