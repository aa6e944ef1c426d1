import { termsOf } from '@zhike/platform';
import type { KnowledgeQuery } from '@zhike/ports';
import type { ClauseHit, GraphClause, GraphScope, GraphStore, WeightedText } from './graph.store.js';
import type { QuestionVectors } from './question.vectors.js';
import { reciprocalRank } from './rank.fusion.js';
import { shareOf } from './term.share.js';

/** Hits asked of each engine. */
const DEPTH = 40;
/** The best clauses whose neighbours in the graph are looked at. */
const EXPANDED = 3;
/** What a clause one edge away inherits of the score it was found by. */
const INHERITED = 0.35;

/** What a heading that holds all of the question's words adds: whoever wrote it named the question. */
const NAMED = 0.35;
/** A question of fewer words is treated as if it had so many, when history is weighed against it. */
const FEWEST_WORDS = 3;

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
  const texts = [{ text: query.question, weight: 1 }, ...inProportion(query)];
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
  found.rateHeadings(new Set(termsOf(query.question)));
  const engines = vectors ? 2 : 1;
  await expand(graph, scope, found, engines);
  // Whoever is not among the nearest is at most as near as the last of them.
  if (vectors) found.fill('cosine', byVector.at(-1)?.score ?? 0);
  return found.ranked(engines);
}

/** Adds what stands one edge away from the best. */
async function expand(graph: GraphStore, scope: GraphScope, found: Found, engines: number): Promise<void> {
  const best = found.ranked(engines).slice(0, EXPANDED);
  const [first] = best;
  if (!first) return;
  const near = await graph.neighbours(
    scope,
    best.map(({ clause }) => clause.id),
  );
  for (const hit of near) found.add(hit, 'graph', INHERITED * hit.score * first.score);
}

/** A long answer given before must not outvote a short question: an earlier text counts as many words as the question has. */
function inProportion({ question, earlier }: KnowledgeQuery): WeightedText[] {
  const own = Math.max(FEWEST_WORDS, termsOf(question).length);
  return earlier.map(({ text, weight }) => ({
    text,
    weight: weight * Math.min(1, own / Math.max(1, termsOf(text).length)),
  }));
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

  rateHeadings(asked: ReadonlySet<string>): void {
    for (const { clause, parts } of this.clauses.values()) parts['heading'] = NAMED * shareOf(asked, clause.heading);
  }

  /** Gives the part to those who have none. */
  fill(part: string, value: number): void {
    for (const { parts } of this.clauses.values()) parts[part] ??= value;
  }

  ranked(engines: number): ClauseCandidate[] {
    return [...this.clauses.values()]
      .map(({ clause, parts }) => ({
        clause,
        parts,
        score:
          ((parts['lexical'] ?? 0) + (parts['vector'] ?? 0)) / engines +
          (parts['graph'] ?? 0) +
          (parts['heading'] ?? 0),
      }))
      .sort((a, b) => b.score - a.score || (a.clause.key < b.clause.key ? -1 : 1));
  }

  private of({ clause }: ClauseHit) {
    const known = this.clauses.get(clause.id) ?? { clause, parts: {} };
    this.clauses.set(clause.id, known);
    return known;
  }
}
