import type { PublishedVersion } from '@zhike/ports';
import type { GraphPolicy } from '../graph.store.js';
import { aliasesOf } from '../mentions.js';
import { referencesAmong } from '../references.js';
import { aliasHead } from './alias.head.js';
import { indexedTerms, scopeWord } from './lucene.query.js';
import { ENDLESS, momentText } from './moment.text.js';
import { vectorPlace } from './neo4j.schema.js';
import { type Ask, whole } from './neo4j.session.js';

/** Rows handed over at once. A vector is some kilobytes. */
const BATCH = 1_000;
const VECTOR_BATCH = 200;

type Clause = PublishedVersion['clauses'][number];
interface NamedEntity {
  readonly locale: string;
  readonly name: string;
}

/** A transaction of its own before the first write: writers that meet in making it must not hold anything else. */
export async function ensureTurnstile(ask: Ask, workspaceId: string): Promise<void> {
  await ask(`merge (turnstile:Turnstile { id: $workspaceId }) on create set turnstile.passed = 0`, { workspaceId });
}

/**
 * All that stands of a policy, in place of what stood. Writers of one shop go one after the other: they share entities, and one
 * must not sweep away an entity that another is about to name.
 */
export async function writePolicy(ask: Ask, policy: GraphPolicy): Promise<void> {
  await passTurnstile(ask, policy.workspaceId);
  const left = await removePolicy(ask, policy);
  if (policy.versions.length) {
    await ask(
      `merge (shop:Workspace { id: $workspaceId })
       create (shop)-[:OFFERS]->(:Policy { id: $policyId, workspaceId: $workspaceId })`,
      { workspaceId: policy.workspaceId, policyId: policy.policyId },
    );
    for (const version of policy.versions) await writeVersion(ask, version);
    await writeVectors(ask, policy);
  }
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

/** Answers the entities it spoke of: nothing may speak of them now. */
async function removePolicy(ask: Ask, { policyId }: GraphPolicy): Promise<NamedEntity[]> {
  const entities = await ask<NamedEntity>(
    `match (:Policy { id: $policyId })-[:HAS_VERSION]->()-[:HAS_FACT]->()-[:ABOUT]->(entity:Entity)
     return distinct entity.locale as locale, entity.name as name`,
    { policyId },
  );
  await ask(
    `match (policy:Policy { id: $policyId })
     optional match (policy)-[:HAS_VERSION]->(version)
     optional match (version)-[:HAS_CLAUSE|HAS_FACT]->(part)
     detach delete part, version, policy`,
    { policyId },
  );
  return entities;
}

async function writeVersion(ask: Ask, version: PublishedVersion): Promise<void> {
  const { policyId, versionId, policyTitle, kind, clauses, facts } = version;
  const bounds = {
    workspaceId: version.workspaceId,
    locale: version.locale,
    startsAt: momentText(version.effectiveFrom),
    endsAt: version.effectiveTo ? momentText(version.effectiveTo) : ENDLESS,
  };
  await ask(
    `match (policy:Policy { id: $policyId }) create (policy)-[:HAS_VERSION]->(version:Version) set version = $version`,
    { policyId, version: { ...bounds, id: versionId, policyId, policyTitle, kind, version: whole(version.version) } },
  );
  for (const rows of batchesOf(clauses, BATCH))
    await ask(
      `match (version:Version { id: $versionId }) unwind $rows as row
       create (version)-[:HAS_CLAUSE]->(clause:Clause) set clause = row`,
      { versionId, rows: rows.map((clause) => ({ ...bounds, ...clauseRow(clause, version) })) },
    );
  await link(ask, 'NEXT', consecutivePairs(clauses));
  await link(ask, 'REFERS_TO', pairsOf(referencesAmong(clauses)));
  await writeEntities(ask, version);
  for (const rows of batchesOf(facts, BATCH))
    await ask(
      `match (version:Version { id: $versionId }) unwind $rows as row
       match (entity:Entity { workspaceId: row.workspaceId, locale: row.locale, name: row.entity })
       create (version)-[:HAS_FACT]->(fact:Fact)-[:ABOUT]->(entity) set fact = row`,
      { versionId, rows: rows.map((fact) => ({ ...bounds, ...fact, position: whole(fact.position) })) },
    );
}

function clauseRow({ id, key, position, heading, path, text }: Clause, version: PublishedVersion) {
  return {
    ...{ id, key, position: whole(position), heading, path, text },
    scope: scopeWord(version),
    terms: indexedTerms([version.policyTitle, ...path, heading, text]),
  };
}

async function writeEntities(ask: Ask, { workspaceId, locale, facts }: PublishedVersion): Promise<void> {
  const names = [...new Set(facts.map(({ entity }) => entity))];
  const entities = names.map((name) => ({
    name,
    aliases: aliasesOf(name).map((alias) => ({ text: alias, head: aliasHead(alias) })),
  }));
  for (const rows of batchesOf(entities, BATCH))
    await ask(
      `unwind $rows as row
       merge (entity:Entity { workspaceId: $workspaceId, locale: $locale, name: row.name })
       with entity, row unwind row.aliases as known
       merge (alias:Alias { workspaceId: $workspaceId, locale: $locale, text: known.text }) on create set alias.head = known.head
       merge (alias)-[:NAMES]->(entity)`,
      { workspaceId, locale, rows },
    );
}

async function writeVectors(ask: Ask, { model, vectors }: GraphPolicy): Promise<void> {
  if (model === undefined) return;
  for (const batch of batchesOf(vectors, VECTOR_BATCH))
    await ask(
      `unwind $rows as row match (clause:Clause { id: row.clauseId })
       call db.create.setNodeVectorProperty(clause, row.property, row.vector)`,
      {
        rows: batch.map(({ clauseId, vector }) => ({
          clauseId,
          property: vectorPlace(model, vector.length).property,
          vector: Array.from(vector),
        })),
      },
    );
}

/** Entities of which nothing is said any more, and the aliases that named nothing else. */
async function sweepEntities(ask: Ask, workspaceId: string, entities: readonly NamedEntity[]): Promise<void> {
  for (const rows of batchesOf(entities, BATCH))
    await ask(
      `unwind $rows as row
       match (entity:Entity { workspaceId: $workspaceId, locale: row.locale, name: row.name })
       where not exists { (entity)<-[:ABOUT]-() }
       optional match (alias:Alias)-[:NAMES]->(entity)
       with collect(distinct entity) as unspoken, collect(distinct alias) as aliases
       foreach (entity in unspoken | detach delete entity)
       with aliases unwind aliases as alias
       with alias where not exists { (alias)-[:NAMES]->() }
       delete alias`,
      { workspaceId, rows },
    );
}

type Pair = readonly [from: string, to: string];

const LINK = {
  NEXT: `unwind $pairs as pair match (a:Clause { id: pair[0] }), (b:Clause { id: pair[1] }) create (a)-[:NEXT]->(b)`,
  REFERS_TO: `unwind $pairs as pair match (a:Clause { id: pair[0] }), (b:Clause { id: pair[1] }) create (a)-[:REFERS_TO]->(b)`,
};

async function link(ask: Ask, edge: keyof typeof LINK, all: readonly Pair[]): Promise<void> {
  for (const pairs of batchesOf(all, BATCH)) await ask(LINK[edge], { pairs });
}

/** Clauses that follow one another under the same headings. */
function consecutivePairs(clauses: readonly Clause[]): Pair[] {
  const byPosition = new Map(clauses.map((clause) => [clause.position, clause]));
  return clauses.flatMap((clause) => {
    const next = byPosition.get(clause.position + 1);
    return next && isSamePath(clause.path, next.path) ? [[clause.id, next.id] as const] : [];
  });
}

const isSamePath = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((heading, at) => heading === right[at]);

const pairsOf = (references: ReadonlyMap<string, readonly string[]>): Pair[] =>
  [...references].flatMap(([from, to]) => to.map((id) => [from, id] as const));

function* batchesOf<Row>(rows: readonly Row[], size: number): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
