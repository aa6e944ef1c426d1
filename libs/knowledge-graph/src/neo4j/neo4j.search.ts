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

export interface TextQuestion {
  readonly texts: readonly WeightedText[];
  readonly limit: number;
}

/** Best first, a list for each question. */
export async function searchTexts(
  ask: Ask,
  scope: GraphScope,
  questions: readonly TextQuestion[],
): Promise<readonly ScoredId[][]> {
  const queries = questions.flatMap(({ texts, limit }, place) => {
    const query = luceneQuery(scope, texts);
    return query === undefined ? [] : [{ place, query, limit: whole(limit) }];
  });
  const lists: ScoredId[][] = questions.map(() => []);
  if (!queries.length) return lists;
  // A question of nothing but words that the analyzer leaves out matches everything in the bounds, with no score.
  const rows = await ask<ScoredId & { readonly place: number }>(
    `unwind $queries as asked
     call db.index.fulltext.queryNodes($index, asked.query, { limit: asked.limit }) yield node as clause, score
     where score > 0 and ${isVisible('clause')}
     return asked.place as place, clause.id as id, score order by score desc, id`,
    { ...scopeParams(scope), index: TEXT_INDEX, queries },
  );
  for (const { place, id, score } of rows) lists[place]?.push({ id, score });
  return lists;
}

/** Where vectors are searched. */
export interface VectorSearch {
  readonly scope: GraphScope;
  readonly place: VectorPlace;
  /** Whether the index can be asked. */
  readonly isIndexed: boolean;
}

export interface VectorQuestion {
  readonly vector: Float32Array;
  readonly limit: number;
}

/**
 * For each question, clauses in bounds that the index holds for the nearest, more than are wanted: it compares shortened vectors, so
 * whoever asks compares them again. Undefined when there is no index, or so much of its answer was out of bounds that more may be had.
 */
export async function nearestByIndex(
  ask: Ask,
  search: VectorSearch,
  questions: readonly VectorQuestion[],
): Promise<(readonly string[] | undefined)[]> {
  const found: (readonly string[] | undefined)[] = questions.map(() => undefined);
  for (const factor of search.isIndexed ? OVER_FETCH : []) {
    const open = questions.flatMap((question, place) => (found[place] ? [] : [{ ...question, place }]));
    if (!open.length) break;
    const most = Math.max(...open.map(({ limit }) => limit));
    const answers = await nearest(ask, search, open, Math.max(LEAST_FETCHED, Math.ceil(factor * most)));
    open.forEach(({ place }, at) => (found[place] = answers[at]));
  }
  return found;
}

async function nearest(
  ask: Ask,
  { scope, place }: VectorSearch,
  questions: readonly VectorQuestion[],
  fetched: number,
): Promise<(readonly string[] | undefined)[]> {
  const rows = await ask<{ place: number; seen: number; ids: string[] }>(
    `unwind range(0, size($vectors) - 1) as place
     call db.index.vector.queryNodes($index, $fetched, $vectors[place]) yield node as clause
     return place, count(*) as seen, collect(case when ${isVisible('clause')} then clause.id end) as ids`,
    {
      ...{ ...scopeParams(scope), index: place.index, fetched: whole(fetched) },
      vectors: questions.map(({ vector }) => Array.from(vector)),
    },
  );
  const answers = new Map(rows.map((row) => [row.place, row]));
  return questions.map(({ limit }, at) => {
    const { ids = [], seen = 0 } = answers.get(at) ?? {};
    return ids.length >= limit || seen < fetched ? ids : undefined;
  });
}

const COSINE = `2 * vector.similarity.cosine(clause[$property], $vector) - 1`;

/** Compares every vector in bounds; of clauses named by id, those. Exact, and slow where there are many. */
export function compareAll(
  ask: Ask,
  { scope, place }: VectorSearch,
  { vector, limit }: VectorQuestion,
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
