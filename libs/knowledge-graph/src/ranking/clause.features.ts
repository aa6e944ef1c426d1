import { termsOf } from '@zhike/platform';
import { wordsOf } from '../clause.words.js';
import type { GraphClause } from '../graph.store.js';
import { distanceFrom, type TopicClause } from './topic.continuity.js';

/** What is known of a candidate before it is rated. Scores are those of the searches; a cosine is missing without a model. */
export interface FoundClause {
  readonly clause: GraphClause;
  /** Score by the question's own words, and with the words of the history, each over the best clause's: 0–1. */
  readonly ownWords: number;
  readonly words: number;
  /** Reciprocal of the place in the list by words and in the list by meaning, both leaning on the history: 0–1. */
  readonly wordsPlace: number;
  readonly meaningPlace: number;
  readonly nearness?: Nearness;
  /** 1 where one of the best names this clause, 0.5 where it stands beside one, else 0. */
  readonly edge: number;
}

/** Cosines with the question alone (`own`) and leaning on what went before. */
export interface Nearness {
  readonly own: number;
  readonly leaning: number;
  /** Of the clause's nearest sentence. */
  readonly ownSentence: number;
  readonly leaningSentence: number;
  /** Cosine with the mean of many questions: a clause that is near to every question says little by being near to this one. */
  readonly usual: number;
}

/** What the ranking is learned on. Parts of the history are differences: they are 0 where a question stands alone. */
export const FEATURE_NAMES = [
  'words',
  'wordsOfHistory',
  'wordsPlace',
  'meaning',
  'meaningOfHistory',
  'meaningPlace',
  'sentence',
  'sentenceOfHistory',
  'usual',
  'coverage',
  'phrases',
  'heading',
  'length',
  'opening',
  'policyWords',
  'policySentence',
  'beside',
  'samePolicy',
  'sameClause',
  'nextClause',
] as const;
export type FeatureName = (typeof FEATURE_NAMES)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** The features of all candidates of one question, in the order given. */
export function featuresOf(
  question: string,
  found: readonly FoundClause[],
  topic: TopicClause | undefined,
): Features[] {
  const asked = termsOf(question);
  const policies = new Map<string, PolicyEvidence>();
  for (const candidate of found) join(policies, candidate);
  return found.map((candidate) => ({
    ...searched(candidate),
    ...read(candidate.clause, asked),
    ...ofPolicy(candidate, policies.get(candidate.clause.versionId)),
    ...continued(candidate.clause, topic),
  }));
}

function searched({ ownWords, words, wordsPlace, meaningPlace, nearness, edge }: FoundClause) {
  const { own = 0, leaning = 0, ownSentence = 0, leaningSentence = 0, usual = 0 } = nearness ?? {};
  return {
    words: ownWords,
    wordsOfHistory: words - ownWords,
    wordsPlace,
    meaning: own,
    meaningOfHistory: leaning - own,
    meaningPlace,
    sentence: ownSentence,
    sentenceOfHistory: leaningSentence - ownSentence,
    usual,
    beside: edge,
  };
}

/** What the clause's own text shows: the share of the question's words and of its neighbouring pairs that it holds. */
function read(clause: GraphClause, asked: readonly string[]) {
  const terms = termsOf(wordsOf(clause));
  const held = new Set(terms);
  const distinct = [...new Set(asked)];
  const pairs = pairsOf(asked);
  const heldPairs = pairsOf(terms);
  const heading = new Set(termsOf([...clause.path, clause.heading].join(' ')));
  return {
    coverage: shareOf(distinct, held),
    phrases: shareOf([...pairs], heldPairs),
    heading: shareOf(distinct, heading),
    length: Math.log(clause.text.length + SHORTEST),
    opening: clause.position === 0 ? 1 : 0,
  };
}

/** Shorter texts than this are alike in length. */
const SHORTEST = 20;

const pairsOf = (terms: readonly string[]) =>
  new Set(terms.slice(1).map((term, place) => `${terms[place] ?? ''} ${term}`));

const shareOf = (wanted: readonly string[], held: ReadonlySet<string>) =>
  wanted.length ? wanted.filter((term) => held.has(term)).length / wanted.length : 0;

/** The best that any clause of a policy shows: the right policy is found more often than the right clause in it. */
interface PolicyEvidence {
  words: number;
  sentence: number;
  clauses: number;
}

function join(policies: Map<string, PolicyEvidence>, { clause, words, nearness }: FoundClause): void {
  const known = policies.get(clause.versionId) ?? { words: 0, sentence: 0, clauses: 0 };
  known.words = Math.max(known.words, words);
  known.sentence = Math.max(known.sentence, nearness?.leaningSentence ?? 0);
  known.clauses++;
  policies.set(clause.versionId, known);
}

const ofPolicy = (_candidate: FoundClause, policy: PolicyEvidence | undefined) => ({
  policyWords: policy?.words ?? 0,
  policySentence: policy?.sentence ?? 0,
});

function continued(clause: GraphClause, topic: TopicClause | undefined) {
  const distance = distanceFrom(topic, clause);
  const strength = distance === undefined ? 0 : (topic?.strength ?? 0);
  return {
    samePolicy: strength,
    sameClause: distance === 0 ? strength : 0,
    nextClause: distance === 1 ? strength : 0,
  };
}
