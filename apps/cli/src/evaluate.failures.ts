import type { AnswerLine, ProgressSink } from '@zhike/evaluation';

/** Failures that are told one by one; the answers file has them all. */
const MOST_TOLD = 5;

/** Answers on how many questions the pipeline broke, and tells of the first. */
export function tellFailures(answers: readonly AnswerLine[], sink: ProgressSink): number {
  const broken = answers.filter(({ failure }) => failure !== undefined);
  for (const { id, failure } of broken.slice(0, MOST_TOLD)) sink.write(`${id}: ${failure ?? ''}\n`);
  return broken.length;
}

/** A question on which the pipeline broke is no crash, but the run is not a good one. */
export function exitCodeOf(failures: number): number {
  if (!failures) return 0;
  console.error(`The pipeline broke on ${failures} ${failures === 1 ? 'question' : 'questions'}.`);
  return 1;
}
