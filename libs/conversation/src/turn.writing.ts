import type { TurnEvent } from '@zhike/contracts';
import type { AnswerWriter, ClauseEvidence, DraftSentence, Writers, WritingRequest } from '@zhike/ports';
import type { TurnExit } from './turn.exit.js';
import type { TraceRecorder } from './turn.trace.js';
import { differenceBetween } from './verify/claim.comparison.js';
import { groundsOf } from './verify/grounds.js';

/**
 * Lets the writer write. Where it breaks, is silent, or writes what is not proved, the composer quotes what has not been said,
 * and the trace says why. Without a composer the writer's failure is thrown. Returns whether the writer broke: an answer that
 * is makeshift is not to be remembered.
 */
export async function* writeAnswer(
  { writer, composer, troubles }: Writers,
  request: WritingRequest,
  exit: TurnExit,
  trace: TraceRecorder,
): AsyncGenerator<TurnEvent, boolean> {
  const { signal } = request;
  if (troubles?.length) trace.note('own-models', { because: 'a model is left out', troubles: [...troubles] });
  if (!composer) {
    yield* exit.offer(writer.write(request), signal);
    return false;
  }
  const failures: unknown[] = [];
  yield* exit.offer(
    untilFailure(writer, request, (error) => failures.push(error)),
    signal,
  );
  signal.throwIfAborted();
  const because = reasonToQuote(exit, failures);
  if (because) {
    trace.note('composer', because);
    yield* exit.offer(unsaid(composer.write(request), exit), signal);
  }
  return failures.length > 0;
}

/** What a writer gives, and its failure apart: what fails after the writer, in the verifier or the screen, is no failure of it. */
async function* untilFailure(
  writer: AnswerWriter,
  request: WritingRequest,
  failed: (error: unknown) => void,
): AsyncGenerator<DraftSentence> {
  try {
    yield* writer.write(request);
  } catch (error) {
    failed(error);
  }
}

function reasonToQuote(exit: TurnExit, failures: readonly unknown[]): Record<string, unknown> | undefined {
  const kept = { said: exit.said.length, notProved: exit.keptIn.length };
  const [failure] = failures;
  if (failures.length > 0) return { because: 'the writer broke off', ...describeFailure(failure), ...kept };
  if (exit.keptIn.length > 0) return { because: 'not all that was written is proved', ...kept };
  return exit.said.length > 0 ? undefined : { because: 'the writer wrote nothing', ...kept };
}

function describeFailure(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { failed: String(error) };
  return { failed: error.message, ...('code' in error ? { code: error.code } : {}) };
}

/** Of the drafts those that nothing said so far says already; a line that leads to others goes with them or not at all. */
async function* unsaid(drafts: AsyncIterable<DraftSentence>, exit: TurnExit): AsyncGenerator<DraftSentence> {
  const said = [...exit.said];
  const keptIn = [...exit.keptIn];
  let lead: DraftSentence | undefined;
  for await (const draft of drafts) {
    if (keptIn.some((other) => isSame(other, draft)) || isSaid(draft, said)) continue;
    if (/[:：]$/u.test(draft.text)) {
      lead = draft;
      continue;
    }
    if (lead) yield lead;
    lead = undefined;
    yield draft;
  }
}

const isSame = (one: DraftSentence, other: DraftSentence) =>
  one.text === other.text && sourcesOf(one).join() === sourcesOf(other).join();
const sourcesOf = ({ evidence }: DraftSentence) => evidence.map(({ citation }) => citation.sourceId).sort();

/** Said in the same words, or in other words that leave nothing of it out: then what was said proves it. */
function isSaid(draft: DraftSentence, said: readonly DraftSentence[]): boolean {
  if (said.some(({ text }) => text === draft.text)) return true;
  const [own] = draft.evidence;
  if (!own) return false;
  const { citation, locale, score, confidence } = own;
  return said.some(({ text }) => {
    const spoken: ClauseEvidence = { kind: 'clause', citation, text, locale, score, confidence };
    const grounds = groundsOf([spoken]).filter(({ kind }) => kind === 'clause');
    return grounds.some((ground) => differenceBetween(draft.text, ground) === undefined);
  });
}
