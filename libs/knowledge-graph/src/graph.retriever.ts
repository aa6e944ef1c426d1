import type {
  Candidate,
  ClauseEvidence,
  Embedder,
  FactEvidence,
  KnowledgeQuery,
  KnowledgeRetriever,
  Retrieval,
} from '@zhike/ports';
import { shownOf } from './clause.confidence.js';
import { type RankedClause, ClauseRanker, type RankingParts } from './clause.ranker.js';
import { clauseEvidence, factEvidence } from './evidence.js';
import { type FactCandidate, searchFacts } from './facts/fact.search.js';
import { RelationRanking } from './facts/relation.ranking.js';
import type { GraphScope, GraphStore } from './graph.store.js';

/** Evidence handed on, and candidates kept for the trace. */
const MOST_EVIDENCE = 10;
const MOST_CANDIDATES = 20;
/** A fact whose entity and relation fit at least so well is what was asked; it stands before any clause. */
const SURE_FACT = 0.5;

/** Hybrid retrieval over the graph: clauses by words, vectors and edges, ranked by what was learned, and facts of linked entities. */
export class GraphRetriever implements KnowledgeRetriever {
  private readonly relations: RelationRanking;
  private readonly clauses: ClauseRanker;

  constructor(
    private readonly graph: GraphStore,
    embedder: Embedder,
    parts: RankingParts = {},
  ) {
    this.relations = new RelationRanking(embedder);
    this.clauses = new ClauseRanker(graph, embedder, parts);
  }

  async retrieve(query: KnowledgeQuery): Promise<Retrieval> {
    const scope = scopeOf(query);
    const [ranked, facts] = await Promise.all([
      this.clauses.rank(scope, query),
      searchFacts(this.graph, this.relations, scope, query),
    ]);
    const candidates = rank(
      facts.candidates.map((candidate) => toFact(candidate, query)),
      ranked.clauses.slice(0, MOST_CANDIDATES).map((candidate) => toClause(candidate, query)),
    );
    return {
      evidence: candidates.slice(0, MOST_EVIDENCE).map(({ evidence }) => evidence),
      candidates: candidates.slice(0, MOST_CANDIDATES).map(explain),
      notes: {
        engine: this.graph.engine,
        vectors: ranked.model ?? 'none: search is lexical',
        ranking: ranked.ranking,
        ...(ranked.reranker === undefined ? {} : { reranker: ranked.reranker }),
        signs: ranked.signs,
        entities: facts.linked.map(({ entity }) => entity),
        segments: facts.segments,
        searched: ranked.clauses.length + facts.candidates.length,
      },
    };
  }
}

/** One object for all that is asked of the graph: the store then looks at the state of the shop once. */
export function scopeOf({ workspaceId, locale, at, audiences, signal }: KnowledgeQuery): GraphScope {
  return { workspaceId, locale, at, signal, ...(audiences ? { audiences } : {}) };
}

function rank(facts: readonly Candidate[], clauses: readonly Candidate[]): Candidate[] {
  const isSure = ({ evidence }: Candidate) => evidence.confidence >= SURE_FACT;
  return [...facts.filter(isSure), ...clauses, ...facts.filter((fact) => !isSure(fact))];
}

function explain(candidate: Candidate, place: number): Candidate {
  return place < MOST_EVIDENCE ? candidate : { ...candidate, dropped: `not among the best ${MOST_EVIDENCE}` };
}

function toClause(
  { clause, features, rating, confidence, sentences }: RankedClause,
  { locale }: KnowledgeQuery,
): Candidate & { evidence: ClauseEvidence } {
  const evidence = clauseEvidence(clause, locale, { score: rating.share, confidence });
  return {
    evidence: sentences ? { ...evidence, sentences } : evidence,
    parts: { ...rating.contributions, total: rating.score, ...shownAs(features) },
  };
}

/** Beside what each sign added, the signs that a reader knows how to read. */
const shownAs = (features: RankedClause['features']) =>
  Object.fromEntries(Object.entries(shownOf(features)).map(([name, value]) => [`${name} (raw)`, value]));

function toFact(
  { fact, score, confidence, parts }: FactCandidate,
  { locale }: KnowledgeQuery,
): Candidate & { evidence: FactEvidence } {
  return { evidence: factEvidence(fact, locale, { score, confidence }), parts };
}
