import { createHash } from 'node:crypto';
import type { PublishedVersion } from '@zhike/ports';
import type { GraphPolicy, VectorSet } from '../graph.store.js';

/** To be raised when versions are written differently: what an older program wrote is then written anew. */
const LAYOUT = 6;

/** A version with the vectors of its clauses, and a digest of all that is written of it but its dates. */
export interface VersionContent {
  readonly version: PublishedVersion;
  /** Its clauses' vectors, by each of the models. */
  readonly sets: readonly VectorSet[];
  readonly digest: string;
}

export function contentsOf(policy: GraphPolicy): VersionContent[] {
  const sets = setsOf(policy).map(({ model, vectors }) => ({
    model,
    vectorOf: new Map(vectors.map((vector) => [vector.clauseId, vector])),
  }));
  return policy.versions.map((version) => {
    const own = sets.map(({ model, vectorOf }) => ({
      model,
      vectors: version.clauses.flatMap(({ id }) => vectorOf.get(id) ?? []),
    }));
    return { version, sets: own, digest: digestOf(version, own) };
  });
}

/** The language's own model and the one that both languages share, as far as they are to be had. */
export function setsOf({ model, vectors, shared }: GraphPolicy): VectorSet[] {
  return [...(model === undefined ? [] : [{ model, vectors }]), ...(shared ? [shared] : [])];
}

function digestOf(version: PublishedVersion, sets: readonly VectorSet[]): string {
  const { effectiveFrom: _from, effectiveTo: _to, ...content } = version;
  const models = sets.map(({ model }) => model);
  const hash = createHash('sha256').update(JSON.stringify([LAYOUT, content, models]));
  for (const { clauseId, vector, sentences = [] } of sets.flatMap(({ vectors }) => vectors)) {
    hash.update(clauseId);
    for (const { buffer, byteOffset, byteLength } of [vector, ...sentences])
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex');
}
