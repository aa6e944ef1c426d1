import { createHash } from 'node:crypto';
import type { Evidence } from '@zhike/ports';

/** Which pieces, of which versions, in which words: equal prints mean that a writer is handed the same. */
export function fingerprintOf(evidence: readonly Evidence[]): string {
  const hash = createHash('sha256');
  for (const piece of evidence) {
    const { sourceId, versionId, version, policyTitle, label, effectiveFrom, effectiveTo } = piece.citation;
    const words = piece.kind === 'clause' ? [piece.text] : [piece.entity, piece.relation, piece.value];
    hash.update(
      JSON.stringify([sourceId, versionId, version, policyTitle, label, effectiveFrom, effectiveTo ?? '', ...words]),
    );
  }
  return hash.digest('base64url');
}
