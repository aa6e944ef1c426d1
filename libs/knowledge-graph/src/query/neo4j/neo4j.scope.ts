import type { GraphLabel } from '@zhike/contracts';
import type { Edge } from '../query.ast.js';

interface Seen {
  /** Only what was in force at `$at`. */
  readonly hasMoment: boolean;
  /** A node of the pattern that carries bounds of its own already says that this one is seen. */
  readonly isSeen: boolean;
}

const bounds = (node: string, { hasMoment }: Seen) =>
  hasMoment ? [`${node}.startsAt <= $at`, `${node}.endsAt > $at`] : [];

/** The workspace on every node; and the moment on those that carry it, the others being seen through them. */
export function scopeConditions(node: string, label: GraphLabel, seen: Seen): string[] {
  const own = `${node}.workspaceId = $workspaceId`;
  if (label === 'Version' || label === 'Clause' || label === 'Fact') return [own, ...bounds(node, seen)];
  if (seen.isSeen) return [own];
  const through = label === 'Policy' ? `(${node})-[:HAS_VERSION]->(s:Version)` : `(${node})<-[:ABOUT]-(s:Fact)`;
  const within = ['s.workspaceId = $workspaceId', ...bounds('s', seen)].join(' and ');
  return [own, `exists { ${through} where ${within} }`];
}

/** An entity that a fact of the pattern is about, a policy whose version stands in it. */
export function isScoped(edges: readonly Edge[], node: number): boolean {
  return edges.some(
    ({ relation, from, to }) => (relation === 'ABOUT' && to === node) || (relation === 'HAS_VERSION' && from === node),
  );
}
