import type { Comparison, Condition, PropertyOf } from '../query.ast.js';
import { typeOf } from '../query.schema.js';
import { storedValue } from '../query.values.js';
import type { GraphQuery } from '../query.ast.js';

export type Value = string | number;
export type ValueOf = (property: PropertyOf) => Value;

/** Whether a condition holds, worked out here and by no database. Moments are compared as they are kept. */
export function holds(query: Pick<GraphQuery, 'nodes'>, condition: Condition, valueOf: ValueOf): boolean {
  switch (condition.kind) {
    case 'not':
      return !holds(query, condition.part, valueOf);
    case 'and':
      return condition.parts.every((part) => holds(query, part, valueOf));
    case 'or':
      return condition.parts.some((part) => holds(query, part, valueOf));
    case 'compared': {
      const { left, comparison, right } = condition;
      const type = typeOf(query.nodes[left.node]?.label ?? 'Clause', left.property);
      return compare(valueOf(left), comparison, right.kind === 'property' ? valueOf(right) : storedValue(right, type));
    }
  }
}

function compare(left: Value, comparison: Comparison, right: Value): boolean {
  const [a, b] = [String(left), String(right)];
  switch (comparison) {
    case '=':
      return left === right;
    case '<>':
      return left !== right;
    case 'CONTAINS':
      return a.includes(b);
    case 'STARTS WITH':
      return a.startsWith(b);
    case 'ENDS WITH':
      return a.endsWith(b);
    case '<':
      return order(left, right) < 0;
    case '<=':
      return order(left, right) <= 0;
    case '>':
      return order(left, right) > 0;
    case '>=':
      return order(left, right) >= 0;
  }
}

/** Texts sign by sign, as the databases order them. */
function order(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [[...String(left)], [...String(right)]];
  const at = a.findIndex((sign, place) => sign !== b[place]);
  if (at < 0) return a.length - b.length;
  return (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? -1);
}

/** The properties that a condition speaks of. */
export function propertiesIn(condition: Condition): PropertyOf[] {
  if (condition.kind === 'compared')
    return condition.right.kind === 'property' ? [condition.left, condition.right] : [condition.left];
  return condition.kind === 'not' ? propertiesIn(condition.part) : condition.parts.flatMap(propertiesIn);
}
