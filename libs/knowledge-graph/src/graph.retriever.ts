import type { Locale } from '@zhike/contracts';
import { termsOf } from '@zhike/platform';
import type {
  Candidate,
  ClauseEvidence,
  Embedder,
  FactEvidence,
  KnowledgeQuery,
  KnowledgeRetriever,
  Retrieval,
} from '@zhike/ports';
import { confidenceOf, signsOf } from './clause.confidence.js';
import { type ClauseCandidate, searchClauses } from './clause.search.js';
import { clauseEvidence, factEvidence } from './evidence.js';
import { type FactCandidate, searchFacts } from './fact.search.js';
import type { GraphScope, GraphStore } from './graph.store.js';
import { embedQuestion } from './question.vectors.js';
import { RelationRanking } from './relation.ranking.js';

/** Evidence handed on, and candidates kept for the trace. */
const MOST_EVIDENCE = 10;
const MOST_CANDIDATES = 20;
/** What being sure of a clause adds to its rank: ranks know the order of two lists, not how far apart their members lie. */
const SURENESS = 0.3;
/** A fact whose entity and relation fit at least so well is what was asked; it stands before any clause. */
const SURE_FACT = 0.5;

/** Hybrid retrieval over the graph: words, vectors, one edge around the best clauses, and facts of linked entities. */
export class GraphRetriever implements KnowledgeRetriever {
  private readonly relations: RelationRanking;

  constructor(
    private readonly graph: GraphStore,
    private readonly embedder: Embedder,
  ) {
    this.relations = new RelationRanking(embedder);
  }

  async retrieve(query: KnowledgeQuery): Promise<Retrieval> {
    const { workspaceId, locale, at, signal } = query;
    const scope: GraphScope = { workspaceId, locale, at, signal };
    const [vectors, facts] = await Promise.all([
      embedQuestion(this.embedder, query),
      searchFacts(this.graph, this.relations, scope, query),
    ]);
    const clauses = await searchClauses(this.graph, scope, query, vectors);
    const asked = new Set(termsOf(query.question));
    const candidates = rank(
      facts.candidates.map((candidate) => toFact(candidate, query)),
      clauses
        .slice(0, MOST_CANDIDATES)
        .map((candidate) => toClause(candidate, asked, query.locale))
        .sort((a, b) => b.evidence.score - a.evidence.score),
    );
    return {
      evidence: candidates.slice(0, MOST_EVIDENCE).map(({ evidence }) => evidence),
      candidates: candidates.slice(0, MOST_CANDIDATES).map(explain),
      notes: {
        engine: this.graph.engine,
        vectors: vectors?.model ?? 'none: search is lexical',
        entities: facts.linked.map(({ entity }) => entity),
        segments: facts.segments,
        searched: clauses.length + facts.candidates.length,
      },
    };
  }
}

function rank(facts: readonly Candidate[], clauses: readonly Candidate[]): Candidate[] {
  const isSure = ({ evidence }: Candidate) => evidence.confidence >= SURE_FACT;
  return [...facts.filter(isSure), ...clauses, ...facts.filter((fact) => !isSure(fact))];
}

function explain(candidate: Candidate, place: number): Candidate {
  return place < MOST_EVIDENCE ? candidate : { ...candidate, dropped: `not among the best ${MOST_EVIDENCE}` };
}

function toClause(
  candidate: ClauseCandidate,
  asked: ReadonlySet<string>,
  locale: Locale,
): Candidate & { evidence: ClauseEvidence } {
  const signs = signsOf(candidate, asked);
  const confidence = confidenceOf(signs, locale);
  return {
    evidence: clauseEvidence(candidate.clause, locale, {
      score: candidate.score + SURENESS * confidence,
      confidence,
    }),
    parts: { ...candidate.parts, coverage: signs.coverage, sureness: SURENESS * confidence },
  };
}

function toFact(
  { fact, score, confidence, parts }: FactCandidate,
  { locale }: KnowledgeQuery,
): Candidate & { evidence: FactEvidence } {
  return { evidence: factEvidence(fact, locale, { score, confidence }), parts };
}
