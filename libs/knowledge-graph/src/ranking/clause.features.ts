import { quotedIn, termsOf } from '@zhike/platform';
import type { GraphClause } from '../graph.store.js';
import { type ClauseReadings, pairsOf } from './clause.readings.js';
import { isOnTopic, type TopicClause } from './topic.continuity.js';

/** What is known of a candidate before it is rated. Scores are those of the searches; a cosine is missing without a model. */
export interface FoundClause {
  readonly clause: GraphClause;
  /** Score by the question's own words, and with the words of the history, each over the best clause's: 0–1. */
  readonly ownWords: number;
  readonly words: number;
  /** Reciprocal of the place in the list by words and in the list by meaning, both leaning on the history: 0–1. */
  readonly wordsPlace: number;
  readonly meaningPlace: number;
  /** The same in the list by the taught question; 0 without an adapter. */
  readonly taughtPlace: number;
  readonly nearness?: Nearness;
  /** 1 where one of the best names this clause, 0.5 where it stands beside one, else 0. */
  readonly edge: number;
}

/** Cosines with the question alone (`own`) and leaning on what went before. */
export interface Nearness {
  readonly own: number;
  readonly leaning: number;
  /** Of the clause's nearest sentence with the question alone. */
  readonly ownSentence: number;
  /** Cosine with the mean of many questions: a clause that is near to every question says little by being near to this one. */
  readonly usual: number;
  /** Cosines of the clause and of its nearest sentence with the taught question, where an adapter is to be had. */
  readonly taught?: number;
  readonly taughtSentence?: number;
}

/**
 * What the ranking is learned on. Parts of the history are differences: they are 0 where a question stands alone. What is
 * `…Helped` is multiplied by how much nearer the nearest clause comes when the history speaks: that is the gate. Where the
 * topic was changed, history brings nothing nearer, and the question's own words decide.
 */
export const FEATURE_NAMES = [
  'words',
  'wordsOfHistory',
  'wordsPlace',
  'meaning',
  'meaningOfHistory',
  'meaningPlace',
  'sentence',
  'usual',
  'taughtMeaning',
  'taughtSentence',
  'taughtPlace',
  'coverage',
  'phrases',
  'samePolicy',
  'again',
  'wordsHelped',
  'wordsOfHistoryHelped',
  'introduces',
  'pointsAway',
  'heading',
  'beside',
] as const;
export type FeatureName = (typeof FEATURE_NAMES)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** What the packs say nothing about, or something else than a shop would: who answers there quotes no clause, and no policy has an introduction. */
const NOT_LEARNED: readonly FeatureName[] = ['again', 'introduces', 'pointsAway', 'heading', 'beside'];
/**
 * What weights are learned for. Headings and edges serve where nothing was learned: what they are worth differs from shop to shop.
 * So does a clause's length, whether it opens its policy, and how well the policy's other clauses fit; those were tried, raised the
 * figures of the packs, lowered those of a shop of another kind, and were left out.
 */
export const LEARNED_FEATURES: readonly FeatureName[] = FEATURE_NAMES.filter((name) => !NOT_LEARNED.includes(name));
/** What was said before can speak for a clause, never against it: what it is not about is told by the question's own words. */
export const NEVER_AGAINST: readonly FeatureName[] = [
  'wordsOfHistory',
  'meaningOfHistory',
  'wordsHelped',
  'wordsOfHistoryHelped',
];
/** What only an adapter gives. */
export const TAUGHT_FEATURES: readonly FeatureName[] = ['taughtMeaning', 'taughtSentence', 'taughtPlace'];

/** The features of all candidates of one question, in the order given. */
export function featuresOf(
  question: string,
  found: readonly FoundClause[],
  topic: TopicClause | undefined,
  readings: ClauseReadings,
): Features[] {
  const asked = askedIn(question);
  const help = helpOfHistory(found, topic);
  const headings = new Set(found.map(({ clause }) => nameIn(clause.versionId, clause.heading)));
  const divided = new Set(found.filter(({ clause }) => !isTitled(clause)).map(({ clause }) => clause.versionId));
  return found.map((candidate) => {
    const measured = searched(candidate);
    return {
      ...measured,
      ...read(candidate.clause, asked, readings),
      samePolicy: isOnTopic(topic, candidate.clause) ? (topic?.strength ?? 0) : 0,
      again: Number(topic?.isQuoted === true && topic.clause.id === candidate.clause.id),
      introduces: Number(isTitled(candidate.clause) && divided.has(candidate.clause.versionId)),
      pointsAway: pointingAway(candidate.clause, asked.terms, headings),
      wordsHelped: help * measured.words,
      wordsOfHistoryHelped: help * measured.wordsOfHistory,
    };
  });
}

/** What stands under a policy's own title, before its first heading, says in short what the other clauses say in full. */
const isTitled = ({ heading, policyTitle }: GraphClause) => heading === policyTitle;

const nameIn = (versionId: string, heading: string) => `${versionId}\n${heading}`;

/**
 * How much of the question stands in the name of another clause that this one quotes: „upload what is listed in “What you need to
 * provide”“ holds the words of the question and sends the reader on to the answer.
 */
function pointingAway(
  { versionId, heading, text }: GraphClause,
  asked: readonly string[],
  headings: ReadonlySet<string>,
) {
  const named = quotedIn(text).filter((name) => name !== heading && headings.has(nameIn(versionId, name)));
  return Math.max(0, ...named.map((name) => shareOf(asked, new Set(termsOf(name)))));
}

const UNMEASURED: Nearness = { own: 0, leaning: 0, ownSentence: 0, usual: 0 };

function searched({ nearness = UNMEASURED, ...found }: FoundClause) {
  const { ownWords, words, wordsPlace, meaningPlace, taughtPlace, edge } = found;
  const { own, leaning, ownSentence, usual, taught = 0, taughtSentence = 0 } = nearness;
  return {
    words: ownWords,
    wordsOfHistory: words - ownWords,
    wordsPlace,
    meaning: own,
    meaningOfHistory: leaning - own,
    meaningPlace,
    sentence: ownSentence,
    usual,
    taughtMeaning: taught,
    taughtSentence,
    taughtPlace,
    beside: edge,
  };
}

interface AskedTerms {
  readonly terms: readonly string[];
  readonly pairs: readonly string[];
}

function askedIn(question: string): AskedTerms {
  const terms = termsOf(question);
  return { terms: [...new Set(terms)], pairs: [...pairsOf(terms)] };
}

/** What the clause's own text shows: the share of the question's words and of its neighbouring pairs that it holds. */
function read(clause: GraphClause, { terms, pairs }: AskedTerms, readings: ClauseReadings) {
  const held = readings.of(clause);
  return {
    coverage: shareOf(terms, held.terms),
    phrases: shareOf(pairs, held.pairs),
    heading: shareOf(terms, held.heading),
  };
}

const shareOf = (wanted: readonly string[], held: ReadonlySet<string>) =>
  wanted.length ? wanted.filter((term) => held.has(term)).length / wanted.length : 0;

/**
 * How much nearer the nearest clause is to the question that leans on its history than to the question alone. The clause that the last
 * answer stood on has no say: an answer that quotes it brings it nearer whatever is asked next.
 */
function helpOfHistory(found: readonly FoundClause[], topic: TopicClause | undefined): number {
  const others = found.filter(({ clause }) => clause.id !== topic?.clause.id);
  const nearest = (read: (nearness: Nearness) => number) =>
    Math.max(-1, ...(others.length ? others : found).flatMap(({ nearness }) => (nearness ? [read(nearness)] : [])));
  return nearest(({ leaning }) => leaning) - nearest(({ own }) => own);
}
