import { createHash } from 'node:crypto';
import type { PublishedVersion } from '@zhike/ports';
import type { ClauseVector, GraphPolicy } from '../graph.store.js';

/** To be raised when versions are written differently: what an older program wrote is then written anew. */
const LAYOUT = 1;

/** A version with the vectors of its clauses, and a digest of all that is written of it but its dates. */
export interface VersionContent {
  readonly version: PublishedVersion;
  readonly vectors: readonly ClauseVector[];
  readonly model: string | undefined;
  readonly digest: string;
}

export function contentsOf({ versions, vectors, model }: GraphPolicy): VersionContent[] {
  const vectorOf = new Map(vectors.map((vector) => [vector.clauseId, vector]));
  return versions.map((version) => {
    const own = version.clauses.flatMap(({ id }) => vectorOf.get(id) ?? []);
    return { version, vectors: own, model, digest: digestOf(version, own, model) };
  });
}

function digestOf(version: PublishedVersion, vectors: readonly ClauseVector[], model: string | undefined): string {
  const { effectiveFrom: _from, effectiveTo: _to, ...content } = version;
  const hash = createHash('sha256').update(JSON.stringify([LAYOUT, content, model ?? null]));
  for (const { clauseId, vector } of vectors)
    hash.update(clauseId).update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return hash.digest('hex');
}
