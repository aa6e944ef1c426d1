import type { GraphLabel, GraphRelation } from '@zhike/contracts';
import { type Edge, demandsOf, edgesOf, type GraphQuery } from '../query.ast.js';
import { NAMED_BY } from '../query.schema.js';

/** How much there is of each kind, and how far one node reaches at most. */
export interface GraphSizes {
  readonly nodes: Readonly<Record<GraphLabel, number>>;
  /** Nodes at the other end of one, at most: along the arrow and against it. */
  readonly spread: Readonly<Record<GraphRelation, readonly [along: number, against: number]>>;
}

/**
 * Matches of a pattern at most, begun from where there are fewest. The embedded database cannot be stopped in the middle of a
 * statement, so what might not end is not begun.
 */
export function reachOf(query: GraphQuery, sizes: GraphSizes): number {
  const named = new Set(
    demandsOf(query).flatMap((demand) => {
      if (demand.kind !== 'compared' || demand.comparison !== '=' || demand.right.kind === 'property') return [];
      const { node, property } = demand.left;
      return property === NAMED_BY[query.nodes[node]?.label ?? 'Clause'] ? node : [];
    }),
  );
  const edges = edgesOf(query);
  return Math.min(...query.nodes.map((_, start) => reachFrom(start, { query, edges, named, sizes })));
}

interface Reaching {
  readonly query: GraphQuery;
  readonly edges: readonly Edge[];
  /** Nodes that stand for one thing. An entity's name may be there in both languages. */
  readonly named: ReadonlySet<number>;
  readonly sizes: GraphSizes;
}

function reachFrom(start: number, { query, edges, named, sizes }: Reaching): number {
  const countOf = (node: number) => {
    const label = query.nodes[node]?.label ?? 'Clause';
    return named.has(node) ? Math.min(sizes.nodes[label], label === 'Entity' ? 2 : 1) : sizes.nodes[label];
  };
  const reached = new Set([start]);
  let paths = countOf(start);
  for (;;) {
    const next = edges.find(({ from, to }) => reached.has(from) !== reached.has(to));
    if (!next) return paths;
    const isAlong = reached.has(next.from);
    const other = isAlong ? next.to : next.from;
    const [along, against] = sizes.spread[next.relation];
    paths *= Math.min(countOf(other), stepsOver(next, isAlong ? along : against));
    reached.add(other);
  }
}

function stepsOver({ least, most }: Edge, spread: number): number {
  let sum = 0;
  for (let steps = least; steps <= most; steps++) sum += spread ** steps;
  return sum;
}
