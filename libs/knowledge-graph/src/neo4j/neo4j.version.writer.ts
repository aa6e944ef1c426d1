import type { PublishedVersion } from '@zhike/ports';
import { aliasesOf, partsOfName } from '../mentions.js';
import { referencesAmong } from '../references.js';
import { packVectors, writeVector } from '../vector.bytes.js';
import { aliasHead } from './alias.head.js';
import type { ClauseVector, VectorSet } from '../graph.store.js';
import { batchesOf } from './batches.js';
import { indexedTerms, scopeWords } from './lucene.query.js';
import { ENDLESS, momentText } from './moment.text.js';
import { packedText } from './packed.text.js';
import { packedProperties, vectorPlace } from './neo4j.schema.js';
import { type Ask, whole } from './neo4j.session.js';
import type { VersionContent } from './version.content.js';

/** Rows handed over at once. A vector is some kilobytes. */
const BATCH = 1_000;
const VECTOR_BATCH = 200;

type Clause = PublishedVersion['clauses'][number];

/** A version and all that hangs on it. */
export async function writeVersion(ask: Ask, content: VersionContent): Promise<void> {
  const { version, digest } = content;
  const { policyId, versionId, policyTitle, kind, clauses, facts } = version;
  const bounds = boundsOf(version);
  await ask(
    `match (policy:Policy { id: $policyId }) create (policy)-[:HAS_VERSION]->(version:Version) set version = $version`,
    {
      policyId,
      version: {
        ...{ ...bounds, id: versionId, policyId, policyTitle, kind, version: whole(version.version), digest },
        ...(facts.length ? { holdsFacts: true, relations: [...new Set(facts.map(({ relation }) => relation))] } : {}),
      },
    },
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
  for (const set of content.sets) await writeVectors(ask, set);
}

/** Its content stands, its dates have moved: a successor was published. */
export async function moveVersion(ask: Ask, version: PublishedVersion): Promise<void> {
  await ask(
    `match (version:Version { id: $versionId }) where version.startsAt <> $startsAt or version.endsAt <> $endsAt
     set version.startsAt = $startsAt, version.endsAt = $endsAt
     with version match (version)-[:HAS_CLAUSE|HAS_FACT]->(part)
     set part.startsAt = $startsAt, part.endsAt = $endsAt`,
    { versionId: version.versionId, ...momentsOf(version) },
  );
}

/** What every part of a version carries, so that a search need not ask the version itself. */
function boundsOf(version: PublishedVersion) {
  const { workspaceId, locale, audiences } = version;
  return { workspaceId, locale, ...momentsOf(version), ...(audiences?.length ? { audiences: [...audiences] } : {}) };
}

const momentsOf = ({ effectiveFrom, effectiveTo }: PublishedVersion) => ({
  startsAt: momentText(effectiveFrom),
  endsAt: effectiveTo ? momentText(effectiveTo) : ENDLESS,
});

function clauseRow({ id, key, position, heading, path, text }: Clause, version: PublishedVersion) {
  return {
    ...{ id, key, position: whole(position), heading, path, text },
    scope: scopeWords(version).join(' '),
    terms: indexedTerms([version.policyTitle, ...path, heading, text]),
  };
}

/** Each with what it is named by, and the parts of its name by which it may be called. */
async function writeEntities(ask: Ask, { workspaceId, locale, facts }: PublishedVersion): Promise<void> {
  const names = [...new Set(facts.map(({ entity }) => entity))];
  const entities = names.map((name) => ({
    name,
    aliases: aliasesOf(name).map(aliasRow),
    parts: partsOfName(name).map(aliasRow),
  }));
  for (const rows of batchesOf(entities, BATCH)) {
    const params = { workspaceId, locale, rows };
    await ask(NAME, params);
    await ask(NAME_IN_PART, params);
  }
}

const aliasRow = (text: string) => ({ text, head: aliasHead(text) });

const NAME = `unwind $rows as row
  merge (entity:Entity { workspaceId: $workspaceId, locale: $locale, name: row.name })
  with entity, row unwind row.aliases as known
  merge (alias:Alias { workspaceId: $workspaceId, locale: $locale, text: known.text }) on create set alias.head = known.head
  merge (alias)-[:NAMES]->(entity)`;
const NAME_IN_PART = `unwind $rows as row unwind row.parts as known
  match (entity:Entity { workspaceId: $workspaceId, locale: $locale, name: row.name })
  merge (alias:Alias { workspaceId: $workspaceId, locale: $locale, text: known.text }) on create set alias.head = known.head
  merge (alias)-[:NAMES_IN_PART]->(entity)`;

async function writeVectors(ask: Ask, { model, vectors }: VectorSet): Promise<void> {
  for (const batch of batchesOf(vectors, VECTOR_BATCH))
    await ask(
      `unwind $rows as row match (clause:Clause { id: row.clauseId })
       set clause += row.packed
       with clause, row call db.create.setNodeVectorProperty(clause, row.property, row.vector)`,
      { rows: batch.map((vectors) => vectorRow(vectors, model)) },
    );
}

function vectorRow({ clauseId, vector, sentences }: ClauseVector, model: string) {
  const packed = packVectors(sentences);
  const properties = packedProperties(model);
  return {
    clauseId,
    property: vectorPlace(model, vector.length).property,
    vector: Array.from(vector),
    packed: {
      [properties.vector]: packedText(writeVector(vector)),
      ...(packed ? { [properties.sentences]: packedText(packed) } : {}),
    },
  };
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
