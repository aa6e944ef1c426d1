import type { GraphLabel, GraphRelation } from '@zhike/contracts';

/**
 * A search as it was understood. Nothing of its text is ever run: statements are written anew from this. Nodes are named by
 * their place in `nodes`; names of the text are kept to be shown again.
 */
export interface GraphQuery {
  readonly nodes: readonly QueryNode[];
  readonly paths: readonly QueryPath[];
  readonly where?: Condition;
  readonly isDistinct: boolean;
  readonly columns: readonly Column[];
  readonly order: readonly Sorting[];
  readonly skip?: number;
  readonly limit?: number;
}

export interface QueryNode {
  readonly label: GraphLabel;
  /** Absent: written as `(:Label)`. */
  readonly name?: string;
  /** Written within the node: `{ name: '…' }`. */
  readonly equals: readonly Equality[];
}

export interface Equality {
  readonly property: string;
  readonly literal: Literal;
}

export interface QueryPath {
  readonly start: number;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly relation: GraphRelation;
  /** `in`: against the arrow. */
  readonly direction: 'out' | 'in';
  /** How often it is walked. */
  readonly least: number;
  readonly most: number;
  readonly node: number;
}

export type Literal =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'number'; readonly number: number };
export interface PropertyOf {
  readonly kind: 'property';
  readonly node: number;
  readonly property: string;
}

export const COMPARISONS = ['=', '<>', '<', '<=', '>', '>=', 'CONTAINS', 'STARTS WITH', 'ENDS WITH'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Compared {
  readonly kind: 'compared';
  readonly left: PropertyOf;
  readonly comparison: Comparison;
  readonly right: PropertyOf | Literal;
}

export type Condition =
  | Compared
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

export type Returned =
  | PropertyOf
  | { readonly kind: 'node'; readonly node: number }
  | {
      readonly kind: 'count';
      readonly isDistinct: boolean;
      readonly of: 'rows' | Exclude<Returned, { kind: 'count' }>;
    };

export interface Column {
  readonly value: Returned;
  readonly alias?: string;
}

export interface Sorting {
  readonly by: { readonly kind: 'column'; readonly column: number } | PropertyOf;
  readonly isDescending: boolean;
}

/** One relation of the pattern, from its beginning to its end whichever way it was written. */
export interface Edge {
  readonly relation: GraphRelation;
  readonly from: number;
  readonly to: number;
  readonly least: number;
  readonly most: number;
}

export function edgesOf({ paths }: GraphQuery): Edge[] {
  return paths.flatMap(({ start, steps }) => {
    const edges: Edge[] = [];
    let at = start;
    for (const { relation, direction, least, most, node } of steps) {
      const [from, to] = direction === 'out' ? [at, node] : [node, at];
      edges.push({ relation, from, to, least, most });
      at = node;
    }
    return edges;
  });
}

/** Every row stands for one match: neither counted nor made distinct. */
export const isPlain = ({ isDistinct, columns }: GraphQuery) =>
  !isDistinct && columns.every(({ value }) => value.kind !== 'count');

/** What must hold together: what stands within the nodes, and the parts of the outermost AND. */
export function demandsOf({ nodes, where }: GraphQuery): Condition[] {
  const within = nodes.flatMap(({ equals }, node) =>
    equals.map(({ property, literal }): Condition => ({
      kind: 'compared',
      left: { kind: 'property', node, property },
      comparison: '=',
      right: literal,
    })),
  );
  return [...within, ...(where ? (where.kind === 'and' ? where.parts : [where]) : [])];
}
