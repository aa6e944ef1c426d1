import type { CatalogueRelation, EntityMention, GraphCounts, GraphFact, GraphScope } from '../graph.store.js';
import { foldName, type NamedEntity, resolveMentions } from '../mentions.js';
import type { ScoredId } from '../workspace.index.js';
import { aliasHead } from './alias.head.js';
import {
  CLAUSE,
  type ClauseRow,
  FACT,
  type FactRow,
  isVisible,
  readClause,
  readFact,
  scopeParams,
} from './neo4j.rows.js';
import type { ShelvedClause } from './neo4j.shelves.js';
import { type Ask, whole } from './neo4j.session.js';

/** By id, with what says who may see them. */
export async function findClauses(
  ask: Ask,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ShelvedClause>> {
  const rows = await ask<ClauseRow>(
    `unwind $ids as id match (clause:Clause { id: id }) where clause.workspaceId = $workspaceId
     match (version:Version)-[:HAS_CLAUSE]->(clause)
     return ${CLAUSE} as clause, version.locale as locale, version.audiences as audiences`,
    { ids, workspaceId },
  );
  return new Map(rows.map((row) => [row.clause.id, readClause(row)]));
}

/** For each clause those it names (1) and its neighbours in reading order of the same section (0.5). */
export async function findNear(ask: Ask, ids: readonly string[]): Promise<Map<string, readonly ScoredId[]>> {
  const rows = await ask<{ from: string; near: ScoredId[] }>(
    `unwind $ids as from match (asked:Clause { id: from })
     optional match (asked)-[edge:NEXT|REFERS_TO]-(clause:Clause) where type(edge) = 'NEXT' or startNode(edge) = asked
     with from, clause, case type(edge) when 'REFERS_TO' then 1.0 else 0.5 end as score
     return from, collect(case when clause is null then null else { id: clause.id, score: score } end) as near`,
    { ids },
  );
  return new Map(rows.map(({ from, near }) => [from, near]));
}

/**
 * Aliases are found by their first two signs, of which a text has few; the rest is compared. The index is named, because a plan
 * made while the store was small reads every alias there is.
 */
export async function findMentions(ask: Ask, scope: GraphScope, text: string): Promise<readonly EntityMention[]> {
  const folded = foldName(text);
  const heads = new Set(Array.from(folded, (_, at) => aliasHead(folded.slice(at))));
  const named = await ask<NamedEntity>(
    `match (alias:Alias) using index alias:Alias(workspaceId, locale, head)
     where alias.workspaceId = $workspaceId and alias.locale = $locale and alias.head in $heads and $folded contains alias.text
     with alias match (alias)-[:NAMES]->(entity:Entity)
     where exists { (entity)<-[:ABOUT]-(fact:Fact) where ${isVisible('fact')} }
     return entity.name as entity, alias.text as alias order by entity, alias`,
    { ...scopeParams(scope), folded, heads: [...heads] },
  );
  return resolveMentions(named, folded);
}

export async function findFacts(ask: Ask, scope: GraphScope, entities: readonly string[]): Promise<GraphFact[]> {
  const rows = await ask<FactRow>(
    `unwind $entities as name
     match (entity:Entity { workspaceId: $workspaceId, locale: $locale, name: name })<-[:ABOUT]-(fact:Fact)
     where ${isVisible('fact')}
     match (version:Version)-[:HAS_FACT]->(fact)
     with fact, version order by version.policyId, version.version, fact.position
     return ${FACT} as fact`,
    { ...scopeParams(scope), entities: [...new Set(entities)] },
  );
  return rows.map(readFact);
}

export function findRelations(ask: Ask, scope: GraphScope): Promise<CatalogueRelation[]> {
  return ask(
    `match (version:Version) using index version:Version(workspaceId, locale, holdsFacts)
     where version.holdsFacts = true and ${isVisible('version')}
     unwind version.relations as relation
     return distinct version.policyTitle as policyTitle, relation`,
    scopeParams(scope),
  );
}

export async function findFactsWith(
  ask: Ask,
  scope: GraphScope,
  { policyTitle, relation }: CatalogueRelation,
  limit: number,
): Promise<GraphFact[]> {
  const rows = await ask<FactRow>(
    `match (version:Version) using index version:Version(workspaceId, locale, holdsFacts)
     where version.holdsFacts = true and version.policyTitle = $policyTitle and ${isVisible('version')}
     match (version)-[:HAS_FACT]->(fact:Fact { relation: $relation })
     with fact, version order by version.policyId, version.version, fact.position limit $limit
     return ${FACT} as fact`,
    { ...scopeParams(scope), policyTitle, relation, limit: whole(limit) },
  );
  return rows.map(readFact);
}

/** What a property holds of each clause; without bytes where a clause has no such property. */
export async function findBytes(ask: Ask, ids: readonly string[], property: string): Promise<Map<string, Int8Array>> {
  const rows = await ask<{ id: string; bytes: Int8Array }>(
    `unwind $ids as id match (clause:Clause { id: id }) where clause[$property] is not null
     return clause.id as id, clause[$property] as bytes`,
    { ids, property },
  );
  return new Map([...ids.map((id) => [id, NO_BYTES] as const), ...rows.map(({ id, bytes }) => [id, bytes] as const)]);
}

const NO_BYTES = new Int8Array(0);

/** Every writer of a shop passes its turnstile. */
export async function readRevision(ask: Ask, workspaceId: string): Promise<string> {
  const [turnstile] = await ask<{ revision: string }>(
    `match (turnstile:Turnstile { id: $workspaceId })
     return coalesce(turnstile.made, '') + ' ' + toString(turnstile.passed) as revision`,
    { workspaceId },
  );
  return turnstile?.revision ?? '';
}

export async function countNodes(ask: Ask, workspaceId: string): Promise<GraphCounts> {
  const [counts] = await ask<GraphCounts>(
    `optional match (:Workspace { id: $workspaceId })-[:OFFERS]->(policy:Policy)
     return count(policy) as policies,
            sum(count { (policy)-[:HAS_VERSION]->()-[:HAS_CLAUSE]->() }) as clauses,
            sum(count { (policy)-[:HAS_VERSION]->()-[:HAS_FACT]->() }) as facts`,
    { workspaceId },
  );
  return counts ?? { policies: 0, clauses: 0, facts: 0 };
}

export function listPolicies(ask: Ask, workspaceId?: string): Promise<{ workspaceId: string; policyId: string }[]> {
  return ask(
    `match (policy:Policy) where $workspaceId is null or policy.workspaceId = $workspaceId
     return policy.workspaceId as workspaceId, policy.id as policyId`,
    { workspaceId: workspaceId ?? null },
  );
}
