import { type Clock, systemClock } from '@zhike/platform';
import type { AnswerWriter, ClauseEvidence, DraftSentence, FactEvidence, WritingRequest } from '@zhike/ports';
import { clauseSentences } from './clause.sentences.js';
import { groupFacts, stateFacts } from './fact.sentences.js';

/**
 * Writes by quoting: it selects the sentences of the evidence that answer and gives them as they are, each with what it
 * stands on. The default writer, because no model small enough to ship phrases facts without altering them.
 */
export class ComposerAnswerWriter implements AnswerWriter {
  readonly id = 'composer';

  constructor(private readonly clock: Clock = systemClock) {}

  async *write(request: WritingRequest): AsyncIterable<DraftSentence> {
    const facts = request.evidence.filter((evidence): evidence is FactEvidence => evidence.kind === 'fact');
    for (const group of groupFacts(facts)) yield { text: stateFacts(group), evidence: group };
    const clauses = request.evidence.filter((evidence): evidence is ClauseEvidence => evidence.kind === 'clause');
    yield* clauseSentences(request, clauses, this.clock.now());
  }
}
