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
  for (const [left, one] of query.nodes.entries())
    for (const [right, other] of query.nodes.entries()) {
      if (left >= right) continue;
      const isOneVersion = versions.of(left) === versions.of(right);
      if (isOneVersion && one.label !== 'Entity' && one.label !== 'Policy')
        names.join([left, 'locale'], [right, 'locale']);
      const isSame =
        (one.label === 'Version' && other.label === 'Version' && isOneVersion) ||
        (one.label === 'Policy' && other.label === 'Policy' && policies.of(left) === policies.of(right));
      if (isSame)
        for (const property of Object.keys(PROPERTIES[one.label])) names.join([left, property], [right, property]);
    }
}

/** Where each clause stands behind the first of its chain, one step for each NEXT. */
function positionsOf(query: GraphQuery, edges: readonly Edge[]) {
  const placed: ({ root: number; offset: number } | undefined)[] = query.nodes.map(() => undefined);
  const next = edges.filter(({ relation }) => relation === 'NEXT');
  for (const [root, { label }] of query.nodes.entries()) {
    if (label !== 'Clause' || placed[root]) continue;
    placed[root] = { root, offset: 0 };
    for (let grew = true; grew;) {
      grew = false;
      for (const { from, to, least } of next) {
        const [before, after] = [placed[from], placed[to]];
        if (before && after && before.offset + least !== after.offset) return undefined;
        if (Boolean(before) === Boolean(after)) continue;
        if (before) placed[to] = { root, offset: before.offset + least };
        if (after) placed[from] = { root, offset: after.offset - least };
        grew = true;
      }
    }
  }
  return placed;
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
