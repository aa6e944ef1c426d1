import type { CopyBrief, CopyWriterKind } from '@zhike/contracts';
import type { FactEvidence } from '@zhike/ports';

/** One draft that is wanted. Equal orders give equal text. */
export interface CopyOrder {
  readonly brief: CopyBrief;
  /** All facts in force about the product, in the catalogue's order. */
  readonly facts: readonly FactEvidence[];
  readonly seed: number;
  /** Which of the brief's drafts it is, from 0: drafts begin in different ways. */
  readonly position: number;
  /** Texts of the brief's other drafts; this one has to differ. */
  readonly others: readonly string[];
}

/** Writes copy piece by piece. What it writes is checked by others; a writer's word proves nothing. */
export interface CopyWriter {
  readonly kind: CopyWriterKind;
  /** The model's id, or `templates`. */
  readonly id: string;
  write(order: CopyOrder, signal: AbortSignal): AsyncIterable<string>;
}
