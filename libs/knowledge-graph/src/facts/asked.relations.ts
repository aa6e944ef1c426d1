import type { Locale } from '@zhike/contracts';
import type { GraphFact } from '../graph.store.js';
import { type Shape, shapesAsked } from './answer.shape.js';
import type { QuestionPart } from './question.parts.js';
import { fitOf, logistic, signsOf } from './relation.fit.js';
import type { RankedRelation } from './relation.ranking.js';
import { contentTerms, type KnownRelation, type Subject } from './subjects.js';

/** A relation that a part of the question asks of a subject. */
export interface AskedRelation {
  readonly subject: Subject;
  readonly relation: string;
  readonly facts: readonly GraphFact[];
  readonly named: boolean;
  /** Where in its clause it is named. */
  readonly at: number;
  /** Above 0: rather asked for than not. */
  readonly fit: number;
  /** How surely it is this that is asked for, and that the subject has it (0–1): by all signs, for choosing the subject. */
  readonly likelihood: number;
  /** The same, as far as it may be said: no more than a word of the question speaks for. */
  readonly confidence: number;
}

/** What a part of a question asks of a subject, the surest first. */
export interface AskedOf {
  readonly relations: readonly AskedRelation[];
  /** It clearly asks for something that the subject's catalogues know of others only. */
  readonly lacks: boolean;
}

/** A fit so low is as good as none; a catalogue without other relations has no rival. */
const NO_FIT = -6;
/** How the sureness grows with the fit, with its lead over what else the subject has, and falls with the lead of what it lacks. */
const SURE = { fit: 0.62, lead: 0.42, lack: 0.35, even: 1.74 };
/** Odds at or above which a relation is shown. */
const SHOWN = 0.55;
/** What the plan makes of it: nothing is said below the first, and from the second on it is sure. */
const LEAST_SAID = 0.3;
const MOST_SURE = 0.95;
/** What no word speaks for, only a model or the shape of the value, is never so sure that it stands before a policy's clause. */
const BY_MEANING = 0.49;

/** What a part of a question asks of a subject: all that it names, else the nearest in meaning. The first is the surest. */
export function askedOf(
  subject: Subject,
  part: QuestionPart,
  ranked: readonly RankedRelation[],
  isInCatalogue: (relation: string) => boolean,
  locale: Locale,
): AskedOf {
  const asks = { asks: part.asks, asked: shapesAsked(part.text, locale), terms: contentOf(part, ranked) };
  const rated = ranked.map((relation) => rate(relation, subject, asks, locale)).sort((a, b) => b.fit - a.fit);
  const own = rated.flatMap(({ known, ...one }) =>
    known && !isTold(known, part) && !isWithin(one.relation, rated) ? [{ ...one, facts: known.facts }] : [],
  );
  const lacking = rated.filter(({ known, relation }) => !known && isInCatalogue(relation));
  const shown = own.filter(({ fit }, place) => place === 0 || (fit > 0 && part.asks > 0));
  const others = own[shown.length]?.fit ?? NO_FIT;
  const relations = shown.map(({ relation, facts, fit, named, at, isWorded }) => {
    const rival = lacking.find((other) => !isLike(other.relation, relation))?.fit ?? NO_FIT;
    const lack = Math.min(0, fit - rival);
    const odds = logistic(SURE.fit * fit + SURE.lead * (fit - others) + SURE.lack * lack + SURE.even);
    const likelihood = sayable(odds);
    const confidence = isWorded ? likelihood : Math.min(likelihood, BY_MEANING);
    return { subject, relation, facts, named, at, fit, likelihood, confidence };
  });
  return { relations, lacks: (lacking[0]?.fit ?? NO_FIT) > 0 };
}

interface Rated {
  readonly relation: string;
  /** Some word of the question speaks for it. */
  readonly isWorded: boolean;
  readonly at: number;
  readonly known: KnownRelation | undefined;
  readonly named: boolean;
  readonly fit: number;
}

function rate(
  ranked: RankedRelation,
  subject: Subject,
  part: { readonly asks: number; readonly asked: ReadonlySet<Shape>; readonly terms: readonly string[] },
  locale: Locale,
): Rated {
  const known = subject.relations.get(ranked.relation);
  const speaks = part.terms.some((term) => known?.terms.has(term));
  const signs = signsOf(ranked, part.asks, { asked: part.asked, shapes: known?.shapes ?? NO_SHAPES, speaks }, locale);
  const isWorded = ranked.named > 0 || ranked.byOtherWords || speaks;
  return { ...ranked, isWorded, known, named: ranked.named > 0, fit: fitOf(signs, locale) };
}

/** What a part speaks of beside the names of relations: 「能放洗碗机吗」 is answered by whatever value speaks of a 「洗碗机」. */
function contentOf({ text }: QuestionPart, ranked: readonly RankedRelation[]): readonly string[] {
  const named = new Set(ranked.flatMap(({ relation, share }) => (share > 0 ? contentTerms(relation) : [])));
  return contentTerms(text).filter((term) => !named.has(term));
}

const NO_SHAPES: ReadonlySet<Shape> = new Set();

/** 「电话是010…」 tells the telephone and does not ask for it. */
function isTold({ values }: KnownRelation, { said }: QuestionPart): boolean {
  return values.some((value) => value.length > 1 && said.includes(value));
}

/** 「周边景点」 is asked for, not 「景点」 inside it. */
function isWithin(relation: string, all: readonly Rated[]): boolean {
  return all.some(
    (other) => other.named && other.known && other.relation !== relation && other.relation.includes(relation),
  );
}

const isLike = (left: string, right: string) => left.includes(right) || right.includes(left);

function sayable(odds: number): number {
  return odds < SHOWN
    ? (LEAST_SAID * odds) / SHOWN
    : LEAST_SAID + ((MOST_SURE - LEAST_SAID) * (odds - SHOWN)) / (1 - SHOWN);
}

export const isSayable = ({ confidence }: AskedRelation) => confidence >= LEAST_SAID;
