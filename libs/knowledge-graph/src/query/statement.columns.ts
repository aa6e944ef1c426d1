import { dateOfMoment } from '../neo4j/moment.text.js';
import type { NodeKey, QueryCell, QueryRow } from './graph.queries.js';
import { type GraphQuery, isPlain, type PropertyOf, type Returned } from './query.ast.js';
import { typeOf } from './query.schema.js';

/** How one adapter writes what stands in a column. */
export interface Writing {
  /** What names a node. */
  key(node: number): string;
  property(property: PropertyOf): string;
}

/** A column of a statement; `c…` are returned, `k…` name the nodes behind a row, `s…` are only sorted by. */
export interface StatementColumn {
  readonly name: string;
  readonly expression: string;
  readonly isCount: boolean;
}

export interface StatementColumns {
  readonly columns: readonly StatementColumn[];
  /** Names of columns, in the order by which rows are sorted; the last ones only so that the order is always the same. */
  readonly sorting: readonly { readonly name: string; readonly isDescending: boolean }[];
}

export function columnsOf(query: GraphQuery, writing: Writing): StatementColumns {
  const returned = query.columns.map(({ value }, at) => ({
    name: `c${at}`,
    expression: expressionOf(value, writing),
    isCount: value.kind === 'count',
  }));
  const behind = nodesBehind(query).map((node) => ({
    name: `k${node}`,
    expression: writing.key(node),
    isCount: false,
  }));
  const sorted = query.order.map(({ by, isDescending }, at) =>
    by.kind === 'column'
      ? { column: undefined, name: `c${by.column}`, isDescending }
      : { column: { name: `s${at}`, expression: writing.property(by), isCount: false }, name: `s${at}`, isDescending },
  );
  const columns = [...returned, ...behind, ...sorted.flatMap(({ column }) => column ?? [])];
  const rest = [...returned, ...behind].map(({ name }) => ({ name, isDescending: false }));
  const sorting = [...sorted.map(({ name, isDescending }) => ({ name, isDescending })), ...rest];
  return { columns, sorting: sorting.filter(({ name }, at) => sorting.findIndex((one) => one.name === name) === at) };
}

/** Nodes whose properties are returned, where a row is one match. */
function nodesBehind(query: GraphQuery): number[] {
  if (!isPlain(query)) return [];
  const nodes = query.columns.flatMap(({ value }) => (value.kind === 'property' ? value.node : []));
  return [...new Set(nodes)];
}

function expressionOf(value: Returned, writing: Writing): string {
  switch (value.kind) {
    case 'node':
      return writing.key(value.node);
    case 'property':
      return writing.property(value);
    case 'count': {
      const of = value.of === 'rows' ? '*' : expressionOf(value.of, writing);
      return `count(${value.isDistinct ? 'distinct ' : ''}${of})`;
    }
  }
}

/** Reads a row as it came from either adapter: moments as they are kept, counts perhaps as texts. */
export function readRow(query: GraphQuery, row: Readonly<Record<string, unknown>>): QueryRow {
  const cells = query.columns.map(({ value }, at) => readCell(query, value, row[`c${at}`]));
  const behind = nodesBehind(query).map((node) => nodeKey(query, node, row[`k${node}`]));
  return { cells, behind };
}

function readCell(query: GraphQuery, value: Returned, stored: unknown): QueryCell {
  if (value.kind === 'node') return { kind: 'node', node: nodeKey(query, value.node, stored) };
  if (value.kind === 'count') return { kind: 'value', value: Number(stored) };
  const type = typeOf(query.nodes[value.node]?.label ?? 'Clause', value.property);
  if (type === 'number') return { kind: 'value', value: Number(stored) };
  if (type === 'moment') return { kind: 'value', value: dateOfMoment(String(stored))?.toISOString() ?? null };
  return { kind: 'value', value: String(stored) };
}

const nodeKey = ({ nodes }: GraphQuery, node: number, stored: unknown): NodeKey => ({
  label: nodes[node]?.label ?? 'Clause',
  key: String(stored),
});
