import type { KnowledgeQuery } from '@zhike/ports';
import type { ClauseHit, GraphClause, GraphScope, GraphStore, WeightedText } from './graph.store.js';
import type { QuestionVectors } from './question.vectors.js';
import { reciprocalRank } from './rank.fusion.js';

/** Hits asked of each engine. */
const DEPTH = 40;
/** The best clauses whose neighbours in the graph are looked at. */
const EXPANDED = 3;
/** What a clause one edge away inherits of the score it was found by. */
const INHERITED = 0.35;

export interface ClauseCandidate {
  readonly clause: GraphClause;
  readonly score: number;
  /** Each part of the score, 0–1, and the cosine with the leaning question where vectors took part. */
  readonly parts: Readonly<Record<string, number>>;
}

/** Words and vectors, each with the history's share, fused by rank; then what stands one edge away. Best first. */
export async function searchClauses(
  graph: GraphStore,
  scope: GraphScope,
  query: KnowledgeQuery,
  vectors: QuestionVectors | undefined,
): Promise<ClauseCandidate[]> {
  const texts: WeightedText[] = [{ text: query.question, weight: 1 }, ...query.earlier];
  const [byWords, byVector] = await Promise.all([
    graph.searchText(scope, texts, DEPTH),
    vectors ? graph.searchVectors(scope, vectors.leaning, vectors.model, DEPTH) : [],
  ]);
  const found = new Found();
  byWords.forEach((hit, place) => found.add(hit, 'lexical', reciprocalRank(place)));
  byVector.forEach((hit, place) => {
    found.add(hit, 'vector', reciprocalRank(place));
    found.note(hit, 'cosine', hit.score);
  });
  const engines = vectors ? 2 : 1;
  const best = found.ranked(engines).slice(0, EXPANDED);
  if (!best.length) return [];
  const near = await graph.neighbours(
    scope,
    best.map(({ clause }) => clause.id),
  );
  const top = best[0]?.score ?? 0;
  for (const hit of near) found.add(hit, 'graph', INHERITED * hit.score * top);
  return found.ranked(engines);
}

/** Candidates by clause, each with the parts of its score. */
class Found {
  private readonly clauses = new Map<string, { clause: GraphClause; parts: Record<string, number> }>();

  add(hit: ClauseHit, part: string, value: number): void {
    const { parts } = this.of(hit);
    parts[part] = (parts[part] ?? 0) + value;
  }

  note(hit: ClauseHit, part: string, value: number): void {
    this.of(hit).parts[part] = value;
  }

  ranked(engines: number): ClauseCandidate[] {
    return [...this.clauses.values()]
      .map(({ clause, parts }) => ({
        clause,
        parts,
        score: ((parts['lexical'] ?? 0) + (parts['vector'] ?? 0)) / engines + (parts['graph'] ?? 0),
      }))
      .sort((a, b) => b.score - a.score || (a.clause.id < b.clause.id ? -1 : 1));
  }

  private of({ clause }: ClauseHit) {
    const known = this.clauses.get(clause.id) ?? { clause, parts: {} };
    this.clauses.set(clause.id, known);
    return known;
  }
}
