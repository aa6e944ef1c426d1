import type { GraphScope, WeightedText } from '../graph.store.js';
import type { ScoredId } from '../workspace.index.js';
import { luceneQuery } from './lucene.query.js';
import { isVisible, scopeParams } from './neo4j.rows.js';
import { TEXT_INDEX, type VectorPlace } from './neo4j.schema.js';
import { type Ask, whole } from './neo4j.session.js';

/** A vector index knows no shops and no dates: it is asked for more than is wanted, then for much more, before all are compared. */
const OVER_FETCH = [2.5, 20, 100];
const LEAST_FETCHED = 50;
/** So many times as many as are wanted are compared exactly; comparing a vector costs the server more than finding it. */
const COMPARED = 1.5;
const MORE_COMPARED = 10;

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

/** Scores are computed from the stored vectors, not taken from the index, which compares shortened ones. */
export async function searchVectors(ask: Ask, question: VectorQuestion): Promise<ScoredId[]> {
  for (const factor of question.isIndexed ? OVER_FETCH : []) {
    const hits = await nearest(ask, question, Math.max(LEAST_FETCHED, Math.ceil(factor * question.limit)));
    if (hits) return hits;
  }
  return compareAll(ask, question);
}

const COSINE = `2 * vector.similarity.cosine(clause[$property], $vector) - 1`;

function vectorParams({ scope, vector, limit, place }: VectorQuestion) {
  return { ...scopeParams(scope), vector: Array.from(vector), limit: whole(limit), property: place.property };
}

/** The index's answer; undefined when so much of it was out of bounds that more may be had. */
async function nearest(ask: Ask, question: VectorQuestion, fetched: number): Promise<ScoredId[] | undefined> {
  const [answer] = await ask<{ seen: number; hits: ScoredId[] }>(
    `call {
       call db.index.vector.queryNodes($index, $fetched, $vector) yield node, score
       return collect({ clause: node, near: score }) as found
     }
     call (found) {
       unwind found as one
       with one.clause as clause, one.near as near where ${isVisible('clause')}
       with clause order by near desc limit $compared
       with clause, ${COSINE} as score order by score desc, clause.id limit $limit
       return collect({ id: clause.id, score: score }) as hits
     }
     return size(found) as seen, hits`,
    {
      ...vectorParams(question),
      index: question.place.index,
      fetched: whole(fetched),
      compared: whole(Math.ceil(COMPARED * question.limit) + MORE_COMPARED),
    },
  );
  if (!answer) return [];
  const isWhole = answer.hits.length === question.limit || answer.seen < fetched;
  return isWhole ? answer.hits : undefined;
}

function compareAll(ask: Ask, question: VectorQuestion): Promise<ScoredId[]> {
  return ask(
    `match (clause:Clause) using index clause:Clause(workspaceId, locale)
     where ${isVisible('clause')} and clause[$property] is not null
     return clause.id as id, ${COSINE} as score order by score desc, id limit $limit`,
    vectorParams(question),
  );
}
