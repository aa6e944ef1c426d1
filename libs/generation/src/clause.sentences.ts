import type { Locale } from '@zhike/contracts';
import type { ClauseEvidence, DraftSentence, WritingRequest } from '@zhike/ports';
import { selectSentences } from './sentence.selection.js';
import type { OfferedSentence } from './sentence.signs.js';
import { termSet } from './term.rarity.js';
import { validitySentence } from './validity.sentence.js';

/** Says, in the customer's language, that what follows is quoted in another. Keyed by the customer's language. */
const QUOTED_AS_WRITTEN: Record<Locale, string> = {
  zh: '以下条款的原文为英文，按原文引用：',
  en: 'This clause is written in Chinese and quoted as written:',
};

/**
 * The answer that the clauses give, sentence by sentence as written. A sentence that several clauses hold stands on all of
 * them and is said once.
 */
export function clauseSentences(
  request: Pick<WritingRequest, 'question' | 'earlier' | 'locale'>,
  clauses: readonly ClauseEvidence[],
  now: Date,
): DraftSentence[] {
  const drafts: DraftSentence[] = [];
  const chosen = withoutRepetitions(selectSentences(request, clauses));
  for (const sentences of chosen) {
    const clause = sentences[0]?.clause;
    if (!clause) continue;
    if (clause.locale !== request.locale) drafts.push({ text: QUOTED_AS_WRITTEN[request.locale], evidence: [clause] });
    for (const { text } of sentences) drafts.push({ text, evidence: holdersOf(text, clause, clauses) });
  }
  return [...drafts, ...validities(chosen, request, now)];
}

function withoutRepetitions(groups: readonly OfferedSentence[][]): OfferedSentence[][] {
  const said: ReadonlySet<string>[] = [];
  return groups.map((sentences) =>
    sentences.filter(({ text }) => {
      const terms = termSet(text);
      if (terms.size && said.some((other) => [...terms].every((term) => other.has(term)))) return false;
      said.push(terms);
      return true;
    }),
  );
}

/** The clause it was chosen from first, then every other that says the same in the same words. */
function holdersOf(text: string, own: ClauseEvidence, clauses: readonly ClauseEvidence[]): ClauseEvidence[] {
  const sought = squeeze(text);
  return [own, ...clauses.filter((clause) => clause !== own && squeeze(clause.text).includes(sought))];
}

const squeeze = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '');

/** One for each version that was quoted. */
function validities(
  chosen: readonly OfferedSentence[][],
  { question, locale }: Pick<WritingRequest, 'question' | 'locale'>,
  now: Date,
): DraftSentence[] {
  const versions = new Map(
    chosen.flatMap(([first]) => (first ? [[first.clause.citation.versionId, first.clause]] : [])),
  );
  return [...versions.values()].flatMap((clause) => {
    const text = validitySentence(clause.citation, { question, locale, now });
    return text === undefined ? [] : [{ text, evidence: [clause] }];
  });
}
