import type { Locale } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import type { AnswerWriter, ClauseEvidence, DraftSentence, Evidence, FactEvidence, WritingRequest } from '@zhike/ports';
import { coverage, wantedTerms } from './relevance.js';

/** A clause this short is quoted whole: cutting it would lose its conditions (characters of Chinese, of English). */
const WHOLE: Record<Locale, number> = { zh: 220, en: 480 };
/** From a longer clause, at most so many sentences in a row. */
const LONGEST_WINDOW = 4;

/**
 * Writes by quoting: it selects sentences of the evidence and gives them as they are, each with what it stands on.
 * The default writer, because no model small enough to ship phrases facts without altering them.
 */
export class ComposerAnswerWriter implements AnswerWriter {
  readonly id = 'composer';

  async *write(request: WritingRequest): AsyncIterable<DraftSentence> {
    const facts = request.evidence.filter((evidence): evidence is FactEvidence => evidence.kind === 'fact');
    for (const group of groupFacts(facts)) yield { text: stateFacts(group), evidence: group };

    const said = new Set<string>();
    for (const clause of request.evidence.filter(
      (evidence): evidence is ClauseEvidence => evidence.kind === 'clause',
    )) {
      for (const text of this.select(clause, request)) {
        if (said.has(text)) continue;
        said.add(text);
        yield { text, evidence: [clause] satisfies Evidence[] };
      }
    }
  }

  private select(clause: ClauseEvidence, { question, earlier }: WritingRequest): string[] {
    const sentences = splitSentences(clause.text);
    if (clause.text.length <= WHOLE[clause.locale] || sentences.length <= 2) return sentences;
    return bestWindow(sentences, wantedTerms(question, earlier));
  }
}

/** The run of sentences that covers most of what was asked; shorter and earlier runs win ties. */
function bestWindow(sentences: readonly string[], wanted: ReadonlyMap<string, number>): string[] {
  let best = { value: -1, from: 0, to: 1 };
  for (let size = 2; size <= Math.min(LONGEST_WINDOW, sentences.length); size++)
    for (let from = 0; from + size <= sentences.length; from++) {
      const value = coverage(sentences.slice(from, from + size).join('\n'), wanted) - size * 0.02 - from * 0.001;
      if (value > best.value) best = { value, from, to: from + size };
    }
  return sentences.slice(best.from, best.to);
}

/** One sentence for each entity and relation, with all its values. */
function groupFacts(facts: readonly FactEvidence[]): FactEvidence[][] {
  const groups = new Map<string, FactEvidence[]>();
  for (const fact of facts) {
    const key = `${fact.entity}\u0000${fact.relation}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()];
}

function stateFacts(group: readonly FactEvidence[]): string {
  const [first] = group;
  if (!first) return '';
  const values = [...new Set(group.map(({ value }) => value))];
  return first.locale === 'zh'
    ? `${first.entity}的${first.relation}：${values.join('、')}`
    : `${first.entity} – ${first.relation}: ${values.join(', ')}`;
}
