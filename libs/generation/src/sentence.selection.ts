import type { Locale } from '@zhike/contracts';
import { quotedIn } from '@zhike/platform';
import type { ClauseEvidence, WritingRequest } from '@zhike/ports';
import { kindOfQuestion } from './question.kind.js';
import { namedRows, withDependencies } from './sentence.dependence.js';
import { type OfferedSentence, offerSentences, SIGNS } from './sentence.signs.js';
import { type Terms, termSet } from './term.rarity.js';
import { LEXICAL_WEIGHTS, type SentenceWeights, WEIGHTS } from './sentence.weights.js';

/** A sentence of a second clause that holds so much of the question, none of it said yet, answers another part of it. */
const NEW_SHARE = 1 / 3;

interface Measure {
  /** A neighbour rated at most so far below the best sentence is said with it. */
  readonly neighbour: number;
  /** The best sentence of a second clause is said, too, when it is rated at most so far below the best. */
  readonly secondClause: number;
}
/**
 * In the scale of the weights; chosen on the dev packs. The Chinese reference answers are longer against their clauses, so more
 * of a clause makes an answer there. A wide margin for the second clause costs half a point of F1 and finds the right clause
 * for five questions in a hundred more.
 */
const MEASURES: Record<Locale, Measure> = {
  en: { neighbour: 1, secondClause: 2.4 },
  zh: { neighbour: 4, secondClause: 3 },
};

/** The sentences that answer, by clause, the clause of the best one first; each clause's in its own order. */
export function selectSentences(
  request: Pick<WritingRequest, 'question' | 'earlier'>,
  clauses: readonly ClauseEvidence[],
  weights = weightsFor(clauses),
): OfferedSentence[][] {
  const rate = ratingBy(weights);
  const shelves = offerSentences(request, clauses)
    .flatMap((sentences): Shelf[] => {
      const best = bestOf(sentences, rate);
      return best ? [{ sentences, best }] : [];
    })
    .sort((a, b) => rate(b.best) - rate(a.best));
  const asked = termSet(request.question);
  const [first, ...others] = sentOn(shelves, asked);
  if (!first) return [];
  const { neighbour, secondClause } = MEASURES[first.best.clause.locale];
  const completeness = { wholeLists: kindOfQuestion(request.question) === 'steps', asked };
  const complete = ({ sentences }: Shelf, chosen: readonly number[]) =>
    withDependencies(sentences, [...chosen, ...namedIn(sentences, asked)], completeness).flatMap(
      (place) => sentences[place] ?? [],
    );
  const said = complete(first, isQuotedWhole(first) ? placesOf(first) : aroundBest(first, rate, neighbour));
  const floor = rate(first.best) - secondClause;
  const close = others.find(({ best }) => rate(best) >= floor);
  const second = close ?? others.find(({ best }) => addsTo(said, best, request.question));
  return second ? [said, complete(second, [second.best.place])] : [said];
}

/** A row that the question names answers it, whatever else of the clause does. */
function namedIn(sentences: readonly OfferedSentence[], asked: Terms): number[] {
  const tables = new Set(sentences.flatMap(({ kind, list }) => (kind === 'row' && list !== undefined ? [list] : [])));
  return [...tables].flatMap((list) => namedRows(sentences, list, asked));
}

/** Whether a sentence speaks of a part of the question of which nothing that is said speaks: „tea and cups“. */
function addsTo(said: readonly OfferedSentence[], { text }: OfferedSentence, question: string): boolean {
  const known = new Set(said.flatMap((sentence) => [...termSet(sentence.text)]));
  const own = termSet(text);
  const asked = [...termSet(question)];
  return asked.filter((term) => own.has(term) && !known.has(term)).length >= asked.length * NEW_SHARE;
}

const weightsFor = (clauses: readonly ClauseEvidence[]): SentenceWeights =>
  clauses.some(({ sentences }) => sentences?.length) ? WEIGHTS : LEXICAL_WEIGHTS;

interface Shelf {
  readonly sentences: readonly OfferedSentence[];
  readonly best: OfferedSentence;
}
type Rating = (sentence: Pick<OfferedSentence, 'signs'>) => number;

export function ratingBy(weights: SentenceWeights): Rating {
  return ({ signs }) => SIGNS.reduce((sum, sign) => sum + weights[sign] * signs[sign], 0);
}

/** A Chinese clause no longer than this is quoted whole: its sentences lean on one another without saying so (characters). */
const WHOLE = 160;
const isQuotedWhole = ({ best: { clause } }: Shelf) => clause.locale === 'zh' && clause.text.length <= WHOLE;
const placesOf = ({ sentences }: Shelf) => sentences.flatMap(({ kind, place }) => (kind === 'heading' ? [] : [place]));

/** A name that is quoted holds so much of the question, or the question so much of it. */
const SENT_ON_SHARE = 1 / 3;

/** Who would be told to look under “What you need to provide”, and asked just that, is told what stands there. */
function sentOn(shelves: readonly Shelf[], asked: Terms): readonly Shelf[] {
  const [first, ...others] = shelves;
  if (!first) return [];
  const meant = others.find(({ best }) => first.sentences.some(({ text }) => pointsTo(best.clause, text, asked)));
  return meant ? [meant, ...others.filter((other) => other !== meant)] : shelves;
}

function pointsTo({ citation: { label } }: ClauseEvidence, text: string, asked: Terms): boolean {
  if (!quotedIn(text).includes(label)) return false;
  const name = termSet(label);
  const shared = [...name].filter((term) => asked.has(term)).length;
  return shared >= Math.min(asked.size, name.size) * SENT_ON_SHARE;
}

/** A heading says what is spoken of and not what is the case; it is chosen only where there is nothing else. */
function bestOf(sentences: readonly OfferedSentence[], rate: Rating): OfferedSentence | undefined {
  const speaking = sentences.filter(({ kind }) => kind !== 'heading');
  return [...(speaking.length ? speaking : sentences)].sort((a, b) => rate(b) - rate(a) || a.place - b.place)[0];
}

/** The best sentence with the one before and the one after it, where they are rated nearly as high; a row has no part in its neighbour. */
function aroundBest({ sentences, best }: Shelf, rate: Rating, margin: number): number[] {
  return [best.place - 1, best.place, best.place + 1].filter((place) => {
    const sentence = sentences[place];
    const stands = sentence && sentence.kind !== 'heading' && sentence.kind !== 'row';
    return sentence && (sentence === best || (stands && rate(sentence) >= rate(best) - margin));
  });
}
