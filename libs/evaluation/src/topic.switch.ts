import { mulberry32 } from './mulberry32.js';
import type { Pack } from './pack.reader.js';
import type { PackQuestion } from './pack.schema.js';
import { byId } from './question.order.js';

/**
 * Puts another conversation's history before each first question: a product that lets the old topic speak answers worse.
 * The lender is drawn with the seed, in the same language, and never speaks of what is asked: it shares no document and no
 * entity with the question and does not hold the question itself. A question without such a lender stays as it is.
 */
export function switchTopic(asked: readonly PackQuestion[], pack: Pack, seed: number): PackQuestion[] {
  const random = mulberry32(seed);
  const topicsOf = topicReader(pack);
  const lenders = pack.questions.filter(({ history }) => history.length).sort(byId);
  const lent = new Map(
    asked
      .filter(({ history }) => !history.length)
      .sort(byId)
      .map((question) => [question.id, borrow(question, lenders, topicsOf, random)]),
  );
  return asked.map((question) => ({ ...question, history: lent.get(question.id) ?? question.history }));
}

function borrow(
  question: PackQuestion,
  lenders: readonly PackQuestion[],
  topicsOf: (question: PackQuestion) => ReadonlySet<string>,
  random: () => number,
): PackQuestion['history'] | undefined {
  const topics = topicsOf(question);
  const strangers = lenders.filter(
    (lender) =>
      lender.locale === question.locale &&
      !lender.history.some(({ text }) => text === question.question) &&
      ![...topicsOf(lender)].some((topic) => topics.has(topic)),
  );
  return strangers[Math.floor(random() * strangers.length)]?.history;
}

/** Documents and entities that a question is known to be about. */
function topicReader({ clauses }: Pack): (question: PackQuestion) => ReadonlySet<string> {
  const documents = new Map(clauses.map(({ id, documentId }) => [id, documentId]));
  const known = new Map<string, ReadonlySet<string>>();
  return (question) => {
    const topics = known.get(question.id) ?? readTopics(question, documents);
    known.set(question.id, topics);
    return topics;
  };
}

function readTopics({ evidence, facts }: PackQuestion, documents: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set([
    ...evidence.map((id) => `document ${documents.get(id) ?? id}`),
    ...facts.map(([head]) => `entity ${head}`),
  ]);
}
