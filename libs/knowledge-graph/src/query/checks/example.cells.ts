import type { GraphLabel } from '@zhike/contracts';
import { type Edge, edgesOf, type GraphQuery, type PropertyOf } from '../query.ast.js';
import { PROPERTIES } from '../query.schema.js';

/** A property that has to be filled. Cells that must be equal share a class; a position may lie a few behind its class. */
export interface Cell {
  readonly class: number;
  readonly add: number;
}

/** What a match of the pattern ties together. */
export interface ExampleShape {
  readonly edges: readonly Edge[];
  cellOf(property: PropertyOf): Cell;
  /** Which version a version, clause or fact is of; which policy a version or policy is of. */
  versionOf(node: number): number;
  policyOf(node: number): number;
}

/** Undefined where the pattern contradicts itself: a clause that follows itself. */
export function shapeOf(query: GraphQuery): ExampleShape | undefined {
  const edges = edgesOf(query);
  const versions = new Sets(query.nodes.length);
  for (const { relation, from, to } of edges)
    if (relation !== 'HAS_VERSION' && relation !== 'ABOUT' && relation !== 'LEADS_TO') versions.join(from, to);
  const policies = new Sets(query.nodes.length);
  for (const { relation, from, to } of edges) if (relation === 'HAS_VERSION') policies.join(from, versions.of(to));
  const positions = positionsOf(query, edges);
  if (!positions) return undefined;
  const names = new CellNames(query);
  tie(names, { query, edges, versions, policies });
  return {
    edges,
    cellOf: ({ node, property }) => {
      const placed = property === 'position' ? positions[node] : undefined;
      if (!placed) return { class: names.classOf(node, property), add: 0 };
      return { class: names.classOf(placed.root, property), add: placed.offset };
    },
    versionOf: (node) => versions.of(node),
    policyOf: (node) => policies.of(query.nodes[node]?.label === 'Policy' ? node : versions.of(node)),
  };
}

interface Ties {
  readonly query: GraphQuery;
  readonly edges: readonly Edge[];
  readonly versions: Sets;
  readonly policies: Sets;
}

function tie(names: CellNames, { query, edges, versions, policies }: Ties): void {
  for (const { relation, from, to } of edges) {
    if (relation === 'ABOUT' || relation === 'LEADS_TO') {
      names.join([from, relation === 'ABOUT' ? 'entity' : 'value'], [to, 'name']);
      names.join([from, 'locale'], [to, 'locale']);
    }
    if (relation === 'HAS_VERSION') names.join([from, 'title'], [to, 'title']);
  }
  const pairs = query.nodes.flatMap((_, left) =>
    query.nodes.flatMap((__, right) => (left < right ? [[left, right] as const] : [])),
  );
  for (const pair of pairs)
    for (const property of sharedBy(pair, { query, versions, policies }))
      names.join([pair[0], property], [pair[1], property]);
}

/** What two nodes have in common: all, where they are one; the language, where they are of one version. */
function sharedBy(
  [left, right]: readonly [number, number],
  { query, versions, policies }: Omit<Ties, 'edges'>,
): readonly string[] {
  const labels = [left, right].map((node) => query.nodes[node]?.label);
  const areAll = (label: GraphLabel) => labels.every((one) => one === label);
  if (areAll('Policy')) return policies.of(left) === policies.of(right) ? Object.keys(PROPERTIES.Policy) : [];
  if (labels.some((label) => label === 'Policy' || label === 'Entity')) return [];
  if (versions.of(left) !== versions.of(right)) return [];
  return areAll('Version') ? Object.keys(PROPERTIES.Version) : ['locale'];
}

type Placed = ({ readonly root: number; readonly offset: number } | undefined)[];

/** Where each clause stands behind the first of its chain, one step for each NEXT. */
function positionsOf(query: GraphQuery, edges: readonly Edge[]): Placed | undefined {
  const placed: Placed = query.nodes.map(() => undefined);
  const next = edges.filter(({ relation }) => relation === 'NEXT');
  for (const [root, { label }] of query.nodes.entries()) {
    if (label !== 'Clause' || placed[root]) continue;
    placed[root] = { root, offset: 0 };
    // Each round places what is one step further.
    for (const _ of next) for (const edge of next) place(placed, edge);
  }
  const isRight = next.every(({ from, to, least }) => (placed[from]?.offset ?? 0) + least === placed[to]?.offset);
  return isRight ? placed : undefined;
}

function place(placed: Placed, { from, to, least }: Edge): void {
  const [before, after] = [placed[from], placed[to]];
  if (before && !after) placed[to] = { ...before, offset: before.offset + least };
  if (after && !before) placed[from] = { ...after, offset: after.offset - least };
}

class Sets {
  private readonly parents: number[];

  constructor(size: number) {
    this.parents = Array.from({ length: size }, (_, at) => at);
  }

  of(one: number): number {
    let at = one;
    for (let parent = this.parents[at] ?? at; parent !== at; parent = this.parents[at] ?? at) at = parent;
    return at;
  }

  join(one: number, other: number): void {
    this.parents[this.of(one)] = this.of(other);
  }
}

class CellNames {
  private readonly numbers = new Map<string, number>();
  private readonly sets: Sets;

  constructor({ nodes }: GraphQuery) {
    for (const [node, { label }] of nodes.entries())
      for (const property of Object.keys(PROPERTIES[label])) this.numbers.set(`${node}.${property}`, this.numbers.size);
    this.sets = new Sets(this.numbers.size);
  }

  classOf(node: number, property: string): number {
    return this.sets.of(this.numbers.get(`${node}.${property}`) ?? 0);
  }

  join([node, property]: readonly [number, string], [other, otherProperty]: readonly [number, string]): void {
    this.sets.join(this.classOf(node, property), this.classOf(other, otherProperty));
  }
}
