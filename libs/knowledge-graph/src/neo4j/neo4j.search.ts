import type { GraphScope, WeightedText } from '../graph.store.js';
import type { ScoredId } from '../workspace.index.js';
import { luceneQuery } from './lucene.query.js';
import { isVisible, scopeParams } from './neo4j.rows.js';
import { TEXT_INDEX, type VectorPlace } from './neo4j.schema.js';
import { type Ask, whole } from './neo4j.session.js';

/**
 * A vector index knows no shops and no dates: it is asked for more than is wanted, then for much more, before all are compared. It
 * also looks the farther the more is asked: of 200,000 clauses fifty fetched held .977 of the true ten nearest.
 */
const OVER_FETCH = [1.6, 20, 100];
const LEAST_FETCHED = 64;

export async function searchText(
  ask: Ask,
  scope: GraphScope,
  texts: readonly WeightedText[],
  limit: number,
): Promise<ScoredId[]> {
  const query = luceneQuery(scope, texts);
  if (query === undefined) return [];
  // A question of nothing but words that the analyzer leaves out matches everything in the bounds, with no score.
  return ask(
    `call db.index.fulltext.queryNodes($index, $query, { limit: $limit }) yield node as clause, score
     where score > 0 and ${isVisible('clause')}
     return clause.id as id, score order by score desc, id`,
    { ...scopeParams(scope), index: TEXT_INDEX, query, limit: whole(limit) },
  );
}

export interface VectorQuestion {
  readonly scope: GraphScope;
  readonly vector: Float32Array;
  readonly limit: number;
  readonly place: VectorPlace;
  /** Whether the index can be asked. */
  readonly isIndexed: boolean;
}

/**
 * Clauses in bounds that the index holds for the nearest, more than are wanted: it compares shortened vectors, so whoever asks
 * compares them again. Undefined when there is no index, or so much of its answer was out of bounds that more may be had.
 */
export async function nearestByIndex(ask: Ask, question: VectorQuestion): Promise<string[] | undefined> {
  for (const factor of question.isIndexed ? OVER_FETCH : []) {
    const ids = await nearest(ask, question, Math.max(LEAST_FETCHED, Math.ceil(factor * question.limit)));
    if (ids) return ids;
  }
  return undefined;
}

async function nearest(ask: Ask, question: VectorQuestion, fetched: number): Promise<string[] | undefined> {
  const { scope, limit, place } = question;
  const [answer] = await ask<{ seen: number; ids: string[] }>(
    `call db.index.vector.queryNodes($index, $fetched, $vector) yield node as clause
     return count(*) as seen, collect(case when ${isVisible('clause')} then clause.id end) as ids`,
    {
      ...{ ...scopeParams(scope), index: place.index, fetched: whole(fetched) },
      vector: Array.from(question.vector),
    },
  );
  if (!answer) return [];
  return answer.ids.length >= limit || answer.seen < fetched ? answer.ids : undefined;
}

const COSINE = `2 * vector.similarity.cosine(clause[$property], $vector) - 1`;

/** Compares every vector in bounds; of clauses named by id, those. Exact, and slow where there are many. */
export function compareAll(
  ask: Ask,
  { scope, vector, limit, place }: VectorQuestion,
  ids?: readonly string[],
): Promise<ScoredId[]> {
  const all = `match (clause:Clause) using index clause:Clause(workspaceId, locale)`;
  const named = `unwind $ids as id match (clause:Clause { id: id })`;
  return ask(
    `${ids ? named : all}
     where ${isVisible('clause')} and clause[$property] is not null
     return clause.id as id, ${COSINE} as score order by score desc, id limit $limit`,
    {
      ...{ ...scopeParams(scope), ids: ids ?? null, limit: whole(limit), property: place.property },
      vector: Array.from(vector),
    },
  );
}
