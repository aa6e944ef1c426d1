import type { ClauseEvidence, WritingRequest } from '@zhike/ports';
import { type ClausePart, partsOf } from './clause.parts.js';
import { kindOfQuestion, tells } from './question.kind.js';
import { rarityAmong, shareHeld, type Terms, termSet, type Weighing } from './term.rarity.js';

/** What speaks for or against a sentence being the answer; the order is that of the weights. */
export const SIGNS = [
  /** Cosine with the question above the mean of all sentences on offer, times three; 0 without a model. */
  'nearness',
  /** The same for the sentence before it and for the heading above it. */
  'nearnessBefore',
  'nearnessHeading',
  /** Share of the question's rare words that it holds. */
  'coverage',
  /** Share of what was asked, earlier messages included, that the sentence before it holds. */
  'coverageBefore',
  /** Share of the question's rare words that the heading above it holds. */
  'coverageHeading',
  /** Share of its own rare words that the question or the newest earlier messages hold. */
  'density',
  /** How far an earlier message says it already. */
  'said',
  'isShort',
  'isQuestion',
  'opensList',
  'length',
  /** 0 opens the clause – 1 ends it. */
  'position',
  /** It holds the kind of thing the question asks for. */
  'tellsAsked',
  'hasCondition',
  /** Confidence of its clause below the surest one. */
  'confidence',
  /** 1 in the clause ranked first, 1/2 in the second … */
  'rank',
] as const;
export type Sign = (typeof SIGNS)[number];
export type SentenceSigns = Readonly<Record<Sign, number>>;

/** A sentence that could be said. */
export interface OfferedSentence extends ClausePart {
  readonly clause: ClauseEvidence;
  /** Its place among the parts of its clause. */
  readonly place: number;
  readonly signs: SentenceSigns;
}

export type Asked = Pick<WritingRequest, 'question' | 'earlier'>;

/** The sentences of each clause, in order, with their signs. */
export function offerSentences(asked: Asked, clauses: readonly ClauseEvidence[]): OfferedSentence[][] {
  const shelves = clauses.map((clause, rank) => {
    const parts = partsOf(clause.text);
    return { clause, rank, parts, terms: parts.map(({ text }) => termSet(text)), near: nearnessOf(clause, parts) };
  });
  const pool = poolOf(asked, shelves);
  return shelves.map((shelf) =>
    shelf.parts.map((part, place) => ({ ...part, clause: shelf.clause, place, signs: signsOf(shelf, place, pool) })),
  );
}

interface Shelf {
  readonly clause: ClauseEvidence;
  readonly rank: number;
  readonly parts: readonly ClausePart[];
  readonly terms: readonly Terms[];
  /** Undefined where no model rated the sentence. */
  readonly near: readonly (number | undefined)[];
}

/** What all sentences on offer are compared with. */
interface Pool {
  readonly asked: Asked;
  readonly rarity: Weighing;
  readonly question: Terms;
  readonly earlier: readonly Terms[];
  /** Terms of the question, and more faintly those of earlier messages. */
  readonly wanted: ReadonlyMap<string, number>;
  /** Terms that the question and the newest earlier messages hold. */
  readonly spoken: Terms;
  readonly meanNearness: number;
  readonly surest: number;
}

/** Earlier messages weigh so much against the question, each older one less. */
const EARLIER = 0.6;
const NEWEST = 3;

function poolOf(asked: Asked, shelves: readonly Shelf[]): Pool {
  const question = termSet(asked.question);
  const earlier = asked.earlier.map(termSet);
  const wanted = new Map([...question].map((term) => [term, 1]));
  earlier.forEach((terms, age) => {
    for (const term of terms) if (!wanted.has(term)) wanted.set(term, EARLIER / (age + 1));
  });
  const known = shelves.flatMap(({ near }) => near).filter((value) => value !== undefined);
  return {
    asked,
    rarity: rarityAmong(shelves.flatMap(({ terms }) => terms)),
    question,
    earlier,
    wanted,
    spoken: new Set([question, ...earlier.slice(0, NEWEST)].flatMap((terms) => [...terms])),
    meanNearness: known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length),
    surest: Math.max(0, ...shelves.map(({ clause }) => clause.confidence)),
  };
}

const NONE: Terms = new Set();
/** A sentence of so few different terms says little. */
const FEW_TERMS = 3;
/** Brings cosines' narrow band to the width of the other signs. */
const SPREAD = 3;
const CONDITION = /\b(?:if|unless|when)\b|如果|的[，,]|除外/iu;

function signsOf(shelf: Shelf, place: number, pool: Pool): SentenceSigns {
  const { parts, terms, clause } = shelf;
  const { rarity, question, earlier, wanted } = pool;
  const own = terms[place] ?? NONE;
  const { text = '', heading } = parts[place] ?? {};
  const nearness = (at: number | undefined) => {
    const value = at === undefined ? undefined : shelf.near[at];
    return value === undefined ? 0 : SPREAD * (value - pool.meanNearness);
  };
  return {
    nearness: nearness(place),
    nearnessBefore: nearness(place - 1),
    nearnessHeading: nearness(heading),
    coverage: shareHeld(question, own, rarity),
    coverageBefore: shareHeld(
      wanted.keys(),
      terms[place - 1] ?? NONE,
      (term) => (wanted.get(term) ?? 0) * rarity(term),
    ),
    coverageHeading: shareHeld(question, terms[heading ?? -1] ?? NONE, rarity),
    density: shareHeld(own, pool.spoken, rarity),
    said: Math.max(0, ...earlier.map((message) => shareHeld(own, message, rarity))),
    isShort: Number(own.size <= FEW_TERMS),
    isQuestion: Number(/[?？]$/u.test(text)),
    opensList: Number(/[:：]$/u.test(text)),
    length: Math.min(1, Math.log2(1 + own.size) / 6),
    position: parts.length > 1 ? place / (parts.length - 1) : 0,
    tellsAsked: Number(tells(text, kindOfQuestion(pool.asked.question))),
    hasCondition: Number(CONDITION.test(text)),
    confidence: clause.confidence - pool.surest,
    rank: 1 / (1 + shelf.rank),
  };
}

/** A part that joins several rated sentences is as near as the nearest of them. */
function nearnessOf({ sentences = [] }: ClauseEvidence, parts: readonly ClausePart[]): (number | undefined)[] {
  let at = 0;
  return parts.map(({ text }) => {
    let nearest: number | undefined;
    for (let rated = sentences[at]; rated && text.includes(rated.text); rated = sentences[++at])
      nearest = Math.max(nearest ?? -1, rated.nearness);
    return nearest;
  });
}
