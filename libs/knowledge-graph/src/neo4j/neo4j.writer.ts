import type { GraphPolicy } from '../graph.store.js';
import { batchesOf } from './batches.js';
import type { Ask } from './neo4j.session.js';
import { moveVersion, writeVersion } from './neo4j.version.writer.js';
import { contentsOf } from './version.content.js';

const BATCH = 1_000;

interface NamedEntity {
  readonly locale: string;
  readonly name: string;
}

/**
 * A transaction of its own before the first write: writers that meet in making it must not hold anything else. It is named anew
 * whenever it is made, because a server that was emptied counts from the beginning again.
 */
export async function ensureTurnstile(ask: Ask, workspaceId: string): Promise<void> {
  await ask(
    `merge (turnstile:Turnstile { id: $workspaceId }) on create set turnstile.passed = 0, turnstile.made = randomUUID()`,
    {
      workspaceId,
    },
  );
}

/**
 * All that stands of a policy, in place of what stood. A published version never changes but in its dates, so one that stands
 * as it should is left in place: a large catalogue is then not written again with each of its versions. Writers of one shop go
 * one after the other: they share entities, and one must not sweep away an entity that another is about to name.
 */
export async function writePolicy(ask: Ask, policy: GraphPolicy): Promise<void> {
  await passTurnstile(ask, policy.workspaceId);
  const contents = contentsOf(policy);
  const stored = await storedVersions(ask, policy);
  const wanted = new Map(contents.map(({ version, digest }) => [version.versionId, digest]));
  const stands = new Set(stored.filter(({ id, digest }) => wanted.get(id) === digest).map(({ id }) => id));
  const left = await removeVersions(
    ask,
    stored.flatMap(({ id }) => (stands.has(id) ? [] : [id])),
  );
  if (contents.length) await ensurePolicy(ask, policy);
  else await ask(`match (policy:Policy { id: $policyId }) detach delete policy`, { policyId: policy.policyId });
  for (const content of contents)
    if (stands.has(content.version.versionId)) await moveVersion(ask, content.version);
    else await writeVersion(ask, content);
  await sweepEntities(ask, policy.workspaceId, left);
}

/**
 * Locked until the transaction ends. A node without edges: whoever waits to change a node already holds its groups of edges, and
 * two writers of a node that also gains edges were seen to wait for one another.
 */
async function passTurnstile(ask: Ask, workspaceId: string): Promise<void> {
  await ask(`match (turnstile:Turnstile { id: $workspaceId }) set turnstile.passed = turnstile.passed + 1`, {
    workspaceId,
  });
}

function storedVersions(ask: Ask, { policyId }: GraphPolicy): Promise<{ id: string; digest: string }[]> {
  return ask(
    `match (:Policy { id: $policyId })-[:HAS_VERSION]->(version:Version) return version.id as id, version.digest as digest`,
    { policyId },
  );
}

async function ensurePolicy(ask: Ask, { workspaceId, policyId }: GraphPolicy): Promise<void> {
  await ask(
    `merge (shop:Workspace { id: $workspaceId })
     merge (policy:Policy { id: $policyId }) on create set policy.workspaceId = $workspaceId
     merge (shop)-[:OFFERS]->(policy)`,
    { workspaceId, policyId },
  );
}

/** Answers the entities they spoke of: nothing may speak of them now. */
async function removeVersions(ask: Ask, versionIds: readonly string[]): Promise<NamedEntity[]> {
  if (!versionIds.length) return [];
  const entities = await ask<NamedEntity>(
    `unwind $versionIds as id
     match (:Version { id: id })-[:HAS_FACT]->()-[:ABOUT]->(entity:Entity)
     return distinct entity.locale as locale, entity.name as name`,
    { versionIds },
  );
  await ask(
    `unwind $versionIds as id
     match (version:Version { id: id })
     optional match (version)-[:HAS_CLAUSE|HAS_FACT]->(part)
     detach delete part, version`,
    { versionIds },
  );
  return entities;
}

/** Entities of which nothing is said any more, and the aliases that named nothing else. */
async function sweepEntities(ask: Ask, workspaceId: string, entities: readonly NamedEntity[]): Promise<void> {
  for (const rows of batchesOf(entities, BATCH))
    await ask(
      `unwind $rows as row
       match (entity:Entity { workspaceId: $workspaceId, locale: row.locale, name: row.name })
       where not exists { (entity)<-[:ABOUT]-() }
       optional match (alias:Alias)-[:NAMES|NAMES_IN_PART]->(entity)
       with collect(distinct entity) as unspoken, collect(distinct alias) as aliases
       foreach (entity in unspoken | detach delete entity)
       with aliases unwind aliases as alias
       with alias where not exists { (alias)-[:NAMES|NAMES_IN_PART]->() }
       delete alias`,
      { workspaceId, rows },
    );
}
