import type { Embedder, KnowledgeQuery, RatedSentence, Reranker } from '@zhike/ports';
import { confidenceAmong, confidenceOf } from './clause.confidence.js';
import { type ClauseField, searchClauses } from './clause.search.js';
import { wordsOf } from './clause.words.js';
import type { GraphClause, GraphScope, GraphStore } from './graph.store.js';
import { embedQuestion, type QuestionVectors } from './question.vectors.js';
import { type Features, featuresOf } from './ranking/clause.features.js';
import { ClauseReadings } from './ranking/clause.readings.js';
import { type Signs, signsOf } from './ranking/question.signs.js';
import { ratedSentences } from './ranking/rated.sentences.js';
import { ShopSizes } from './ranking/shop.sizes.js';
import { type Rating, rate, softmax } from './ranking/ranking.model.js';
import { type Ranking, RankingBook } from './ranking/ranking.weights.js';

/** The best few, which are read closely: by the reranker, and sentence by sentence. */
const READ = 5;

export interface RankedClause {
  readonly clause: GraphClause;
  readonly features: Features;
  readonly rating: Rating;
  readonly confidence: number;
  readonly sentences?: readonly RatedSentence[];
}

export interface RankedClauses {
  /** Best first. */
  readonly clauses: readonly RankedClause[];
  readonly signs: Signs;
  readonly ranking: Ranking['name'];
  readonly model: string | undefined;
  readonly reranker: string | undefined;
  /** An adapter moved the question towards the words of clauses. */
  readonly isTaught: boolean;
  /** Clauses of the shop, in all languages. */
  readonly searched: number;
}

/** Moves questions towards the words in which clauses of their field are written. */
export interface QuestionTeacher {
  /** A unit vector; undefined where nothing was learned for the model. */
  adapt(model: string, question: Float32Array): Float32Array | undefined;
}

export interface RankingParts {
  /** What was learned; without it lists are fused by place. */
  readonly ranking?: RankingBook;
  readonly reranker?: Reranker;
  readonly teacher?: QuestionTeacher;
}

type Ranked = Omit<RankedClause, 'confidence'>;

/** Finds clauses, measures what each shows, and ranks them by what was learned of it. Equal questions give equal lists. */
export class ClauseRanker {
  private readonly book: RankingBook;
  private readonly reranker: Reranker | undefined;
  private readonly teacher: QuestionTeacher | undefined;
  private readonly readings = new ClauseReadings();
  private readonly sizes: ShopSizes;

  constructor(
    private readonly graph: GraphStore,
    private readonly embedder: Embedder,
    { ranking = new RankingBook(), reranker, teacher }: RankingParts = {},
  ) {
    this.book = ranking;
    this.sizes = new ShopSizes(graph);
    this.reranker = reranker;
    this.teacher = teacher;
  }

  async rank(scope: GraphScope, query: KnowledgeQuery): Promise<RankedClauses> {
    const vectors = await embedQuestion(this.embedder, query);
    const taught = vectors && this.teacher?.adapt(vectors.model, vectors.leaning);
    const ranking = this.book.of(query.locale, vectors?.model, taught !== undefined);
    const [field, clauses] = await Promise.all([
      searchClauses(this.graph, { scope, query, vectors, taught, usual: ranking.usual }),
      this.sizes.of(scope.workspaceId),
    ]);
    const features = featuresOf(query.question, field.found, field.topic, this.readings);
    const ratings = rate(features, ranking.features);
    const first = inOrder(field.found.map(({ clause }, place) => toRanked(clause, features[place], ratings[place])));
    const reread = await this.reread(first, query, ranking);
    const ranked = reread ?? first;
    const signs = signsOf(ranked, clauses);
    const best = confidenceOf(signs, ranking.confidence);
    return {
      clauses: ranked.map((one, place) => ({
        ...one,
        confidence: confidenceAmong(best, one.rating.share, ranked[0]?.rating.share ?? 1),
        ...(place < READ ? sentencesOf(one.clause, field, vectors) : {}),
      })),
      signs,
      ranking: ranking.name,
      model: vectors?.model,
      reranker: reread && ranking.reranker?.model,
      isTaught: taught !== undefined,
      searched: clauses,
    };
  }

  /** The best few again, with what the reranker thinks of them; undefined where there is none that the weights know. */
  private async reread(
    ranked: readonly Ranked[],
    { locale, question, earlier, signal }: KnowledgeQuery,
    { reranker: known }: Ranking,
  ): Promise<Ranked[] | undefined> {
    if (!known || this.reranker?.modelId(locale) !== known.model) return undefined;
    const read = ranked.slice(0, READ);
    const passages = read.map(({ clause }) => wordsOf(clause));
    const numbers = await this.reranker.rate({
      locale,
      question,
      earlier: earlier.map(({ text }) => text),
      passages,
      signal,
    });
    if (!numbers) return undefined;
    const mean = numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
    const added = read.map((one, place) => withReranked(one, known.weight * ((numbers[place] ?? mean) - mean)));
    // Whoever was not read stays behind those who were.
    return reshare([...inOrder(added), ...ranked.slice(READ)]);
  }
}

function toRanked(clause: GraphClause, features: Features | undefined, rating: Rating | undefined): Ranked {
  if (!features || !rating) throw new Error('every candidate has features and a rating');
  return { clause, features, rating };
}

function withReranked(one: Ranked, added: number): Ranked {
  const contributions = { ...one.rating.contributions, reranked: added };
  return { ...one, rating: { ...one.rating, score: one.rating.score + added, contributions } };
}

function inOrder(ranked: readonly Ranked[]): Ranked[] {
  return [...ranked].sort((a, b) => b.rating.score - a.rating.score || (a.clause.key < b.clause.key ? -1 : 1));
}

function reshare(ranked: readonly Ranked[]): Ranked[] {
  const shares = softmax(ranked.map(({ rating }) => rating.score));
  return ranked.map((one, place) => ({ ...one, rating: { ...one.rating, share: shares[place] ?? 0 } }));
}

function sentencesOf(
  clause: GraphClause,
  { found, sentences }: ClauseField,
  vectors: QuestionVectors | undefined,
): Pick<RankedClause, 'sentences'> {
  if (!vectors) return {};
  const whole = found.find((candidate) => candidate.clause.id === clause.id)?.nearness?.leaning ?? 0;
  return { sentences: ratedSentences(clause.text, sentences.get(clause.id) ?? [], vectors.leaning, whole) };
}
