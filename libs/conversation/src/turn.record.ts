import type { Citation, TurnTrace } from '@zhike/contracts';
import type { Evidence, Turn, TurnOutcome } from '@zhike/ports';

/** What was released to the customer. */
export interface ReleasedSentence {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** All that is kept of a turn when it ends. */
export interface TurnRecord {
  readonly outcome: TurnOutcome;
  readonly sentences: readonly ReleasedSentence[];
  readonly choices: readonly string[];
  /** What was found, best first, each piece as it was published; the trace has it in words. Empty when nothing was searched. */
  readonly retrieved: readonly Evidence[];
  readonly trace: TurnTrace;
}

/** Where a finished turn goes. */
export interface TurnArchive {
  /** Stores outcome, trace, the `turn-end` event and the outbox row in one transaction. */
  close(turn: Turn, record: TurnRecord): Promise<void>;
}
