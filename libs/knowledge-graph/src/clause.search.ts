import { termsOf } from '@zhike/platform';
import type { KnowledgeQuery } from '@zhike/ports';
import type { ClauseHit, GraphClause, GraphScope, GraphStore, WeightedText } from './graph.store.js';
import { dot, type QuestionVectors, spokenIn } from './question.vectors.js';
import { reciprocalRank } from './rank.fusion.js';
import type { FoundClause, Nearness } from './ranking/clause.features.js';
import { type TopicClause, topicClauseOf } from './ranking/topic.continuity.js';

/** Hits asked of each engine. */
const DEPTH = 40;
/** Clauses that may have held the last answer. */
const ANSWER_DEPTH = 3;
/** The best of the lists, which are looked at closely; what is not among them is hardly ever right. */
const MOST_FOUND = 56;
/** The best clauses whose neighbours in the graph are looked at. */
const EXPANDED = 3;
/** A question of fewer words is treated as if it had so many, when history is weighed against it. */
const FEWEST_WORDS = 3;
/** Older utterances have next to no weight. */
const MOST_EARLIER = 8;

/** All that the searches found for one question, to be ranked. */
export interface ClauseField {
  readonly found: readonly FoundClause[];
  /** What the conversation stands at; undefined where the question stands alone or nothing was answered before. */
  readonly topic: TopicClause | undefined;
  /** Vectors of the clauses' sentences, for those that have several. */
  readonly sentences: ReadonlyMap<string, readonly Float32Array[]>;
}

export interface Asked {
  readonly scope: GraphScope;
  readonly query: KnowledgeQuery;
  readonly vectors: QuestionVectors | undefined;
  /** The leaning question as an adapter moves it towards the words of clauses; undefined without one. */
  readonly taught: Float32Array | undefined;
  /** The mean of many questions' vectors by the same model; undefined where the ranking was not learned with it. */
  readonly usual: Float32Array | undefined;
}

interface Lists {
  readonly ownWords: readonly ClauseHit[];
  readonly words: readonly ClauseHit[];
  readonly ownMeaning: readonly ClauseHit[];
  readonly meaning: readonly ClauseHit[];
  readonly taught: readonly ClauseHit[];
  readonly answer: readonly ClauseHit[];
}

/**
 * Searches by words and by meaning, by the question alone and leaning on the history, and looks one edge around the best and
 * around what the last answer stood on. What each candidate shows is measured here; what it is worth is the ranking's to say.
 */
export async function searchClauses(graph: GraphStore, asked: Asked): Promise<ClauseField> {
  const lists = await askEngines(graph, asked);
  const { earlier } = asked.query;
  const answered = earlier.find(({ role }) => role === 'agent');
  const topic = answered && topicClauseOf(answered, lists.answer);
  const field = new Field(lists);
  const near = await graph.neighbours(asked.scope, [
    ...field.best(EXPANDED).map(({ id }) => id),
    ...(topic ? [topic.clause.id] : []),
  ]);
  field.expand(topic ? [{ clause: topic.clause, score: 0 }, ...near] : near);
  const kept = field.best(MOST_FOUND);
  const nearness = await measure(graph, asked, kept, lists);
  return {
    found: kept.map((clause) => field.found(clause, nearness.of(clause.id))),
    topic,
    sentences: nearness.sentences,
  };
}

async function askEngines(graph: GraphStore, { scope, query, vectors, taught }: Asked): Promise<Lists> {
  const own = [{ text: query.question, weight: 1 }];
  const earlier = spokenIn(query.earlier).slice(0, MOST_EARLIER);
  const answer = query.earlier.find(({ role }) => role === 'agent');
  const near = (vector: Float32Array) =>
    vectors ? graph.searchVectors(scope, vector, vectors.model, DEPTH) : Promise.resolve([]);
  const [ownWords, ownMeaning, words, meaning, byTaught, said] = await Promise.all([
    graph.searchText(scope, own, DEPTH),
    vectors ? near(vectors.own) : [],
    earlier.length ? graph.searchText(scope, [...own, ...inProportion(query.question, earlier)], DEPTH) : undefined,
    earlier.length && vectors ? near(vectors.leaning) : undefined,
    taught ? near(taught) : [],
    answer ? graph.searchText(scope, [{ text: answer.text, weight: 1 }], ANSWER_DEPTH) : [],
  ]);
  return {
    ownWords,
    words: words ?? ownWords,
    ownMeaning,
    meaning: meaning ?? ownMeaning,
    taught: byTaught,
    answer: said,
  };
}

/** A long answer given before must not outvote a short question: an earlier text counts as many words as the question has. */
function inProportion(question: string, earlier: readonly WeightedText[]): WeightedText[] {
  const own = Math.max(FEWEST_WORDS, termsOf(question).length);
  return earlier.map(({ text, weight }) => ({
    text,
    weight: weight * Math.min(1, own / Math.max(1, termsOf(text).length)),
  }));
}

/** Candidates by clause, in the order of a first fusion by place. */
class Field {
  private readonly clauses = new Map<string, { clause: GraphClause; place: number; edge: number }>();
  private readonly scores: Readonly<Record<'ownWords' | 'words', Scores>>;
  private readonly places: Readonly<Record<'words' | 'meaning' | 'taught', ReadonlyMap<string, number>>>;

  constructor(lists: Lists) {
    this.scores = { ownWords: new Scores(lists.ownWords), words: new Scores(lists.words) };
    this.places = {
      words: placesIn(lists.words),
      meaning: placesIn(lists.meaning),
      taught: placesIn(lists.taught),
    };
    for (const list of [lists.words, lists.meaning, lists.ownWords, lists.ownMeaning, lists.taught])
      list.forEach(({ clause }, place) => (this.of(clause).place += reciprocalRank(place)));
  }

  /** What stands one edge away from the best is looked at as closely as they are. */
  expand(near: readonly ClauseHit[]): void {
    for (const { clause, score } of near) {
      const known = this.of(clause);
      known.edge = Math.max(known.edge, score);
      known.place += 1;
    }
  }

  best(count: number): GraphClause[] {
    return [...this.clauses.values()]
      .sort((a, b) => b.place - a.place || (a.clause.key < b.clause.key ? -1 : 1))
      .slice(0, count)
      .map(({ clause }) => clause);
  }

  found(clause: GraphClause, nearness: Nearness | undefined): FoundClause {
    return {
      clause,
      ownWords: this.scores.ownWords.of(clause.id) / this.scores.ownWords.best,
      words: this.scores.words.of(clause.id) / this.scores.words.best,
      wordsPlace: this.places.words.get(clause.id) ?? 0,
      meaningPlace: this.places.meaning.get(clause.id) ?? 0,
      taughtPlace: this.places.taught.get(clause.id) ?? 0,
      edge: this.of(clause).edge,
      ...(nearness ? { nearness } : {}),
    };
  }

  private of(clause: GraphClause) {
    const known = this.clauses.get(clause.id) ?? { clause, place: 0, edge: 0 };
    this.clauses.set(clause.id, known);
    return known;
  }
}

const placesIn = (list: readonly ClauseHit[]) =>
  new Map(list.map(({ clause }, place) => [clause.id, reciprocalRank(place)]));

/** Scores of one list. Who is not on a full list has at most the score of the last of it; who is not on a short one has none. */
class Scores {
  readonly best: number;
  private readonly byId: ReadonlyMap<string, number>;
  private readonly bound: number;

  constructor(list: readonly ClauseHit[]) {
    this.byId = new Map(list.map(({ clause, score }) => [clause.id, score]));
    this.best = list[0]?.score || 1;
    this.bound = list.length < DEPTH ? 0 : (list.at(-1)?.score ?? 0);
  }

  of(clauseId: string): number {
    return this.byId.get(clauseId) ?? this.bound;
  }
}

interface Measured {
  readonly sentences: ReadonlyMap<string, readonly Float32Array[]>;
  of(clauseId: string): Nearness | undefined;
}

const UNMEASURED: Measured = { sentences: new Map(), of: () => undefined };

/** Cosines of the candidates and of their sentences with the question. */
async function measure(
  graph: GraphStore,
  { scope, vectors, taught, usual }: Asked,
  clauses: readonly GraphClause[],
  lists: Lists,
): Promise<Measured> {
  if (!vectors) return UNMEASURED;
  const ids = clauses.map(({ id }) => id);
  const [whole, sentences] = await Promise.all([
    graph.clauseVectors(scope, ids, vectors.model),
    graph.sentenceVectors(scope, ids, vectors.model),
  ]);
  // A clause without a vector is at most as near as the last that was found.
  const farthest = lists.meaning.at(-1)?.score ?? 0;
  return {
    sentences,
    of(clauseId) {
      const vector = whole.get(clauseId);
      const [own, leaning] = vector ? [dot(vectors.own, vector), dot(vectors.leaning, vector)] : [farthest, farthest];
      const parts = sentences.get(clauseId) ?? [];
      return {
        own,
        leaning,
        ownSentence: nearest(vectors.own, parts) ?? own,
        usual: vector && usual ? dot(usual, vector) : 0,
        ...(taught ? taughtNearness(taught, vector, parts) : {}),
      };
    },
  };
}

function taughtNearness(taught: Float32Array, vector: Float32Array | undefined, parts: readonly Float32Array[]) {
  const whole = vector ? dot(taught, vector) : 0;
  return { taught: whole, taughtSentence: nearest(taught, parts) ?? whole };
}

function nearest(vector: Float32Array, others: readonly Float32Array[]): number | undefined {
  let best: number | undefined;
  for (const other of others) best = Math.max(best ?? -1, dot(vector, other));
  return best;
}
