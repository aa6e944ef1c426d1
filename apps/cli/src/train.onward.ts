import { byId, mulberry32, type Pack, type PackQuestion } from '@zhike/evaluation';
import { z } from 'zod';

/** A clause of the pack with its place in reading order. */
const Passage = z.object({ id: z.string(), documentId: z.string(), text: z.string() });
type Passage = z.infer<typeof Passage>;

/** How far apart, in reading order, two clauses of a document may stand to belong to one talk. */
const ONE_TALK = 12;
/** What is left of a question when the part before the last comma is taken for granted is a follow-up from so many characters on. */
const FEWEST_CHARACTERS = 5;

/**
 * Conversations that go on: before a first question stands another one about the same or a near clause of the same document, with that clause, quoted
 * whole, as the answer — which is how this product answers. What the earlier question has set is left out of the later
 * one where its words allow: of 「买到假货，可以要求几倍赔偿？」 remains 「可以要求几倍赔偿？」. Conversations among people
 * hardly ever quote, and follow-ups of the packs often stay with one thing; without these, an answer that was quoted draws the next
 * question back to its clause. Drawn with the seed; a question without such a neighbour is left out.
 */
export function goOnward({ questions, texts }: Pick<Pack, 'questions' | 'texts'>, seed: number): Onward[] {
  const random = mulberry32(seed);
  const passages = readPassages(texts.clauses);
  const first = questions
    .filter(({ history, evidence, answerable }) => !history.length && evidence.length && answerable === 'yes')
    .sort(byId);
  return first.flatMap((question) => {
    const near = first.filter((other) => other.id !== question.id && areNear(question, other, passages));
    const before = near[Math.floor(random() * near.length)];
    const answer = before && passages.get(before.evidence[0] ?? '');
    if (!before || !answer) return [];
    const history: PackQuestion['history'] = [
      { role: 'customer', text: before.question },
      { role: 'agent', text: answer.text },
    ];
    return [{ question: { ...question, question: tailOf(question.question), history }, quoted: answer.id }];
  });
}

/** A follow-up, and the key of the clause that the answer before it quoted. */
export interface Onward {
  readonly question: PackQuestion;
  readonly quoted: string;
}

/** Questions that nothing answers, each asked in the middle of such a conversation. */
export function stray(foreign: readonly PackQuestion[], onward: readonly Onward[]): Onward[] {
  return foreign.flatMap((question, place) => {
    const within = onward[place % Math.max(1, onward.length)];
    return within ? [{ question: { ...question, history: within.question.history }, quoted: within.quoted }] : [];
  });
}

interface Placed extends Passage {
  readonly place: number;
}

function readPassages(clauses: string): ReadonlyMap<string, Placed> {
  const lines = clauses.split('\n').filter((line) => line.trim());
  return new Map(
    lines.map((line, place) => {
      const passage = Passage.parse(JSON.parse(line));
      return [passage.id, { ...passage, place }];
    }),
  );
}

function areNear(left: PackQuestion, right: PackQuestion, passages: ReadonlyMap<string, Placed>): boolean {
  const [one, other] = [left, right].map(({ evidence }) => passages.get(evidence[0] ?? ''));
  if (!one || !other) return false;
  return one.documentId === other.documentId && Math.abs(one.place - other.place) <= ONE_TALK;
}

function tailOf(question: string): string {
  const tail = /[，,]([^，,]+)$/u.exec(question)?.[1]?.trim() ?? '';
  return tail.length >= FEWEST_CHARACTERS ? tail : question;
}
