import { Locale } from '@zhike/contracts';
import type { CatalogueRelation, EntityMention, GraphCounts, GraphFact, GraphScope } from '../graph.store.js';
import { foldName, MOST_SHARING, type NamedEntity, resolveMentions } from '../mentions.js';
import { aliasHead } from './alias.head.js';
import { FACT, type FactRow, isVisible, readFact, readRelations, type RelationRow, scopeParams } from './neo4j.rows.js';
import { type Ask, whole } from './neo4j.session.js';
import type { ShelvedRelation } from './neo4j.shelves.js';

/**
 * Aliases are found by their first two signs, of which a text has few; the rest is compared. The index is named, because a plan
 * made while the store was small reads every alias there is. Of the things that are called by a part of their names no more are
 * looked at than tell that too many share it.
 */
export async function findMentions(ask: Ask, scope: GraphScope, text: string): Promise<readonly EntityMention[]> {
  const folded = foldName(text);
  const heads = new Set(Array.from(folded, (_, at) => aliasHead(folded.slice(at))));
  const isSpokenOf = `exists { (entity)<-[:ABOUT]-(fact:Fact) where ${isVisible('fact')} }`;
  const named = await ask<NamedEntity>(
    `match (alias:Alias) using index alias:Alias(workspaceId, locale, head)
     where alias.workspaceId = $workspaceId and alias.locale = $locale and alias.head in $heads and $folded contains alias.text
     call (alias) {
       match (alias)-[:NAMES]->(entity:Entity) where ${isSpokenOf} return entity, false as isPart
       union all
       match (alias)-[:NAMES_IN_PART]->(entity:Entity) where ${isSpokenOf} with entity limit $tooMany return entity, true as isPart
     }
     return entity.name as entity, alias.text as alias, isPart order by entity, alias`,
    { ...scopeParams(scope), folded, heads: [...heads], tooMany: whole(MOST_SHARING + 1) },
  );
  return resolveMentions(withoutShared(named), folded);
}

/** Without the parts of names that too many things share. */
function withoutShared(named: readonly NamedEntity[]): NamedEntity[] {
  const sharing = new Map<string, number>();
  for (const { alias, isPart } of named) if (isPart) sharing.set(alias, (sharing.get(alias) ?? 0) + 1);
  return named.filter(({ alias, isPart }) => !isPart || (sharing.get(alias) ?? 0) <= MOST_SHARING);
}

export async function findFacts(ask: Ask, scope: GraphScope, entities: readonly string[]): Promise<GraphFact[]> {
  const rows = await ask<FactRow>(
    `unwind $entities as name
     match (entity:Entity { workspaceId: $workspaceId, locale: $locale, name: name })<-[:ABOUT]-(fact:Fact)
     where ${isVisible('fact')}
     match (version:Version)-[:HAS_FACT]->(fact)
     with fact, version order by version.policyId, version.version, fact.position
     return ${FACT}`,
    { ...scopeParams(scope), entities: [...new Set(entities)] },
  );
  return rows.map(readFact);
}

/** What the shop's catalogues speak of, each relation once for a version. */
export async function findRelations(ask: Ask, workspaceId: string): Promise<ShelvedRelation[]> {
  const rows = await ask<{ version: RelationRow }>(
    `match (version:Version) using index version:Version(workspaceId, locale, holdsFacts)
     where version.workspaceId = $workspaceId and version.locale in $locales and version.holdsFacts = true
     return version { .policyTitle, .locale, .relations, .startsAt, .endsAt, .audiences } as version`,
    { workspaceId, locales: Locale.options },
  );
  return rows.flatMap(({ version }) => readRelations(version));
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
     return ${FACT}`,
    { ...scopeParams(scope), policyTitle, relation, limit: whole(limit) },
  );
  return rows.map(readFact);
}

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
