import { detectLocale, type TestAnswer, TestQuestion } from '@zhike/contracts';
import type { TurnArchive, TurnPipeline, TurnRecord } from '@zhike/conversation';
import { type Clock, newId } from '@zhike/platform';
import type { Turn } from '@zhike/ports';

export interface TestQuestionParts {
  readonly pipelineTo: (archive: TurnArchive) => TurnPipeline;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** Runs the pipeline that customers get, and keeps the record in memory instead of a conversation. */
export async function askTestQuestion(
  { pipelineTo, clock, timeoutMs }: TestQuestionParts,
  workspaceId: string,
  input: TestQuestion,
): Promise<TestAnswer> {
  const { question, history, audiences } = TestQuestion.parse(input);
  const kept: { record?: TurnRecord } = {};
  const pipeline = pipelineTo({ close: async (_turn, record) => void (kept.record = record) });
  const id = newId();
  const turn: Turn = {
    id,
    workspaceId,
    conversationId: id,
    text: question,
    locale: detectLocale(question, detectLocale(history.at(-1)?.text ?? '')),
    history,
    at: clock.now(),
    ...(audiences.length ? { audiences } : {}),
  };
  await exhaust(pipeline.run(turn, AbortSignal.timeout(timeoutMs)));
  if (!kept.record) throw new Error('the pipeline ended without a record');
  const { outcome, sentences, choices, trace } = kept.record;
  return {
    outcome: outcome.kind,
    reason: outcome.reason,
    sentences: sentences.map(({ text, citations }) => ({ text, citations: [...citations] })),
    choices: [...choices],
    trace,
  };
}

async function exhaust(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}
