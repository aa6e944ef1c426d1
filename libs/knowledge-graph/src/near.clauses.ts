import type { ClauseHit } from './graph.store.js';
import type { ScoredId } from './workspace.index.js';

/** Clauses one edge away from several: each once, by its best score, without those asked about. */
export function nearestOnce(near: Iterable<readonly ScoredId[]>, asked: readonly string[]): ScoredId[] {
  const best = new Map<string, number>();
  for (const scored of near) for (const { id, score } of scored) best.set(id, Math.max(score, best.get(id) ?? 0));
  for (const id of asked) best.delete(id);
  return [...best].map(([id, score]) => ({ id, score }));
}

/** Best first, and in reading order between equals. */
export function inReadingOrder(hits: readonly ClauseHit[]): ClauseHit[] {
  return [...hits].sort(
    (a, b) =>
      b.score - a.score || compare(a.clause.versionId, b.clause.versionId) || a.clause.position - b.clause.position,
  );
}

const compare = (left: string, right: string) => (left < right ? -1 : Number(left > right));
