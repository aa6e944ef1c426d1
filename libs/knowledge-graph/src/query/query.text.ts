import type {
  Column,
  Condition,
  Edge,
  GraphQuery,
  Literal,
  PropertyOf,
  QueryNode,
  Returned,
  Step,
} from './query.ast.js';

/** A search as Cypher, always in the same form: `parseQuery` of it gives the same search. */
export function queryText(query: GraphQuery): string {
  const { nodes, where, isDistinct, columns, order, skip, limit } = query;
  const lines = [`MATCH ${patternText(query)}`];
  if (where) lines.push(`WHERE ${conditionText(nodes, where)}`);
  const returned = columns.map((column) => {
    const value = returnedText(nodes, column.value);
    return column.alias === undefined ? value : `${value} AS ${column.alias}`;
  });
  lines.push(`RETURN ${isDistinct ? 'DISTINCT ' : ''}${returned.join(', ')}`);
  if (order.length) {
    const sorted = order.map(({ by, isDescending }) => `${sortText(query, by)}${isDescending ? ' DESC' : ''}`);
    lines.push(`ORDER BY ${sorted.join(', ')}`);
  }
  if (skip !== undefined) lines.push(`SKIP ${skip}`);
  if (limit !== undefined) lines.push(`LIMIT ${limit}`);
  return lines.join('\n');
}

export function columnName(nodes: readonly QueryNode[], { alias, value }: Column): string {
  return alias ?? returnedText(nodes, value);
}

export function returnedText(nodes: readonly QueryNode[], value: Returned): string {
  switch (value.kind) {
    case 'node':
      return nodes[value.node]?.name ?? '';
    case 'property':
      return propertyText(nodes, value);
    case 'count': {
      const of = value.of === 'rows' ? '*' : returnedText(nodes, value.of);
      return `count(${value.isDistinct ? 'DISTINCT ' : ''}${of})`;
    }
  }
}

export function conditionText(nodes: readonly QueryNode[], condition: Condition): string {
  switch (condition.kind) {
    case 'compared': {
      const { left, comparison, right } = condition;
      const other = right.kind === 'property' ? propertyText(nodes, right) : literalText(right);
      return `${propertyText(nodes, left)} ${comparison} ${other}`;
    }
    case 'not': {
      const part = conditionText(nodes, condition.part);
      return condition.part.kind === 'and' || condition.part.kind === 'or' ? `NOT (${part})` : `NOT ${part}`;
    }
    case 'and':
    case 'or':
      return condition.parts
        .map((part) => partText(nodes, part, condition.kind))
        .join(` ${condition.kind.toUpperCase()} `);
  }
}

/** In brackets wherever it would otherwise be read differently. */
function partText(nodes: readonly QueryNode[], part: Condition, within: 'and' | 'or'): string {
  const text = conditionText(nodes, part);
  return part.kind === within || (within === 'and' && part.kind === 'or') ? `(${text})` : text;
}

/** One relation with its ends, along its arrow. */
export function edgeText({ nodes }: Pick<GraphQuery, 'nodes'>, { from, to, ...step }: Edge): string {
  const [start, end] = [from, to].map((node) => `(${nodes[node]?.name ?? ''}:${nodes[node]?.label ?? ''})`);
  return `${start}${arrowText({ ...step, direction: 'out' })}${end}`;
}

function patternText({ nodes, paths }: GraphQuery): string {
  const shown = new Set<number>();
  const nodeText = (at: number): string => {
    const node = nodes[at];
    if (!node) return '()';
    const name = node.name ?? '';
    if (shown.has(at)) return `(${name})`;
    shown.add(at);
    const equals = node.equals.map(({ property, literal }) => `${property}: ${literalText(literal)}`);
    return `(${name}:${node.label}${equals.length ? ` { ${equals.join(', ')} }` : ''})`;
  };
  return paths
    .map(({ start, steps }) => nodeText(start) + steps.map((step) => arrowText(step) + nodeText(step.node)).join(''))
    .join(', ');
}

function arrowText({ relation, direction, least, most }: Omit<Step, 'node'>): string {
  const length = least === 1 && most === 1 ? '' : least === most ? `*${most}` : `*${least}..${most}`;
  return direction === 'out' ? `-[:${relation}${length}]->` : `<-[:${relation}${length}]-`;
}

function sortText({ nodes, columns }: GraphQuery, by: GraphQuery['order'][number]['by']): string {
  if (by.kind === 'property') return propertyText(nodes, by);
  const column = columns[by.column];
  return column ? columnName(nodes, column) : '';
}

const propertyText = (nodes: readonly QueryNode[], { node, property }: PropertyOf) =>
  `${nodes[node]?.name ?? ''}.${property}`;

export function literalText(literal: Literal): string {
  if (literal.kind === 'number') return String(literal.number);
  const escaped = literal.text
    .replace(/[\\']/gu, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}
