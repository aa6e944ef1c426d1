import type { TurnEvent } from '@zhike/contracts';
import type { Clock } from '@zhike/platform';
import type { Turn } from '@zhike/ports';
import { type AnswerLine, type ClosedTurn, toAnswerLine, toFailureLine } from './answer.line.js';
import type { PackQuestion } from './pack.schema.js';
import { turnFor } from './question.turn.js';

/** The pipeline that customers get, as far as a question asked of it needs to know. */
export interface AnsweringPipeline {
  run(turn: Turn, signal: AbortSignal): AsyncIterable<TurnEvent>;
}

export interface AskingParts {
  /** The pipeline with an archive of ours: nothing that is asked here becomes a conversation. */
  readonly pipelineTo: (archive: { close(turn: Turn, record: ClosedTurn): Promise<void> }) => AnsweringPipeline;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** Asks a question the way a customer does and writes down what came back, and when. */
export class QuestionAsker {
  constructor(private readonly parts: AskingParts) {}

  /** Never throws: a question on which the pipeline breaks is a line that says so. */
  async ask(question: PackQuestion): Promise<AnswerLine> {
    const began = performance.now();
    const passed = () => roundMs(performance.now() - began);
    const kept: { record?: ClosedTurn; firstTextMs?: number } = {};
    try {
      const { pipelineTo, workspaceId, clock, timeoutMs } = this.parts;
      const pipeline = pipelineTo({ close: async (_turn, record) => void (kept.record = record) });
      const turn = turnFor(question, workspaceId, clock.now());
      for await (const event of pipeline.run(turn, AbortSignal.timeout(timeoutMs)))
        if (event.type === 'sentence-ready') kept.firstTextMs ??= passed();

      const { record, firstTextMs } = kept;
      if (!record) throw new Error('the pipeline ended without a record');
      return toAnswerLine(question.id, record, {
        ...(firstTextMs === undefined ? {} : { firstTextMs }),
        totalMs: passed(),
      });
    } catch (error) {
      return toFailureLine(question.id, error, passed());
    }
  }
}

const roundMs = (milliseconds: number) => Math.round(milliseconds * 100) / 100;
