import type { GraphScope } from '../graph.store.js';
import type { ScoredId } from '../workspace.index.js';
import { CLAUSE, type ClauseRow, readClause } from './neo4j.rows.js';
import type { Ask } from './neo4j.session.js';
import { unpackedText } from './packed.text.js';
import type { ShelvedClause, ShopShelves } from './neo4j.shelves.js';

/** A clause with what `$properties` hold of it, in their order: whoever wants a clause soon wants its vectors. */
type FullRow = ClauseRow & { readonly packed: readonly (string | null)[] };
const FULL = `${CLAUSE}, [property in $properties | clause[property]] as packed`;

/** Reads clauses by id, with what says who may see them. Their vectors are put on the shelves on the way. */
export async function readClauses(
  ask: Ask,
  { workspaceId }: GraphScope,
  shelves: ShopShelves,
  ids: readonly string[],
): Promise<Map<string, ShelvedClause>> {
  const properties = shelves.bytesAsked;
  const rows = await ask<FullRow>(
    `unwind $ids as id match (clause:Clause { id: id }) where clause.workspaceId = $workspaceId
     match (version:Version)-[:HAS_CLAUSE]->(clause)
     return ${FULL}`,
    { ids, workspaceId, properties },
  );
  return new Map(rows.map((row) => [row.id, shelve(row, shelves, properties)]));
}

/**
 * For each clause those it names (1) and its neighbours in reading order of the same section (0.5). They will be looked at at once,
 * so they are put on the shelves on the way.
 */
export async function readNear(
  ask: Ask,
  { workspaceId }: GraphScope,
  shelves: ShopShelves,
  ids: readonly string[],
): Promise<Map<string, readonly ScoredId[]>> {
  const properties = shelves.bytesAsked;
  const rows = await ask<FullRow & { readonly from: string; readonly score: number }>(
    `unwind $ids as from match (asked:Clause { id: from })-[edge:NEXT|REFERS_TO]-(clause:Clause)
     where clause.workspaceId = $workspaceId and (type(edge) = 'NEXT' or startNode(edge) = asked)
     match (version:Version)-[:HAS_CLAUSE]->(clause)
     return from, case type(edge) when 'REFERS_TO' then 1.0 else 0.5 end as score, ${FULL}`,
    { ids, workspaceId, properties },
  );
  const near = new Map<string, ScoredId[]>(ids.map((id) => [id, []]));
  for (const { from, score, ...row } of rows) {
    shelves.clauses.keep(row.id, shelve(row, shelves, properties));
    near.get(from)?.push({ id: row.id, score });
  }
  return near;
}

function shelve({ packed, ...row }: FullRow, shelves: ShopShelves, properties: readonly string[]): ShelvedClause {
  properties.forEach((property, place) => shelves.bytesOf(property).keep(row.id, unpackedText(packed[place] ?? null)));
  return readClause(row);
}

/** What a property holds of each clause; without bytes where a clause has no such property. */
export async function readBytes(ask: Ask, ids: readonly string[], property: string): Promise<Map<string, Uint8Array>> {
  const rows = await ask<{ id: string; packed: string | null }>(
    `unwind $ids as id match (clause:Clause { id: id }) return clause.id as id, clause[$property] as packed`,
    { ids, property },
  );
  const found = new Map(rows.map(({ id, packed }) => [id, packed]));
  return new Map(ids.map((id) => [id, unpackedText(found.get(id) ?? null)]));
}
