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
import { type RankedClause, type RankedClauses, ClauseRanker, type RankingParts } from './clause.ranker.js';
import { clauseEvidence, factEvidence } from './evidence.js';
import { ofAnyThing } from './facts/any.thing.js';
import { type FactCandidate, type FactSearch, searchFacts } from './facts/fact.search.js';
import { RelationRanking } from './facts/relation.ranking.js';
import type { GraphScope, GraphStore } from './graph.store.js';

/** Evidence handed on, and candidates kept for the trace. */
const MOST_EVIDENCE = 10;
const MOST_CANDIDATES = 20;
/** A fact whose entity and relation fit at least so well is what was asked; it stands before any clause. */
const SURE_FACT = 0.5;
const isSure = ({ confidence }: { readonly confidence: number }) => confidence >= SURE_FACT;
/** A best clause of less confidence hardly speaks of the question; a little above what a plan quotes from. */
const UNSURE = 0.35;

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
    const [asAsked, facts] = await Promise.all([
      this.clauses.rank(scope, query),
      searchFacts(this.graph, this.relations, scope, query),
    ]);
    const ranked = await this.surer(scope, query, asAsked, facts);
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
        ...(ranked.question === undefined ? {} : { askedAs: ranked.question }),
        entities: facts.linked.map(({ entity }) => entity),
        segments: facts.segments,
        searched: ranked.clauses.length + facts.candidates.length,
      },
    };
  }

  /** Where no clause surely speaks of what was asked, it is asked of any thing instead of the one that is named, if that is surer. */
  private async surer(
    scope: GraphScope,
    query: KnowledgeQuery,
    asAsked: RankedClauses,
    facts: FactSearch,
  ): Promise<Read> {
    const question = ofAnyThing(query, facts.linked);
    if (question === undefined || confidenceIn(asAsked) >= UNSURE || facts.candidates.some(isSure)) return asAsked;
    const asAny = await this.clauses.rank(scope, { ...query, question });
    return confidenceIn(asAny) > confidenceIn(asAsked) ? { ...asAny, question } : asAsked;
  }
}

/** `question`: as it was asked in place of the customer's own. */
type Read = RankedClauses & { readonly question?: string };
const confidenceIn = ({ clauses }: RankedClauses) => clauses[0]?.confidence ?? 0;

/** One object for all that is asked of the graph: the store then looks at the state of the shop once. */
export function scopeOf({ workspaceId, locale, at, audiences, signal }: KnowledgeQuery): GraphScope {
  return { workspaceId, locale, at, signal, ...(audiences ? { audiences } : {}) };
}

function rank(facts: readonly Candidate[], clauses: readonly Candidate[]): Candidate[] {
  const sure = facts.filter(({ evidence }) => isSure(evidence));
  return [...sure, ...clauses, ...facts.filter((fact) => !sure.includes(fact))];
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
