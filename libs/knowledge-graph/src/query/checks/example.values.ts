import { dateOfMoment, ENDLESS, momentText } from '../../neo4j/moment.text.js';
import type { Compared, Condition, GraphQuery, PropertyOf } from '../query.ast.js';
import { typeOf } from '../query.schema.js';
import { storedValue } from '../query.values.js';
import { holds, propertiesIn, type Value } from './condition.truth.js';
import type { ExampleShape } from './example.cells.js';

/** What a version without demands has: begun long ago, without an end. */
export const LONG_AGO = '20200101000000000';
const MOST_TRIES = 20_000;

export type Filled = (property: PropertyOf) => Value;

/** Fills the cells so that all demands hold; undefined where no values are found. Equal queries are filled alike. */
export function fill(query: GraphQuery, shape: ExampleShape, demands: readonly Condition[]): Filled | undefined {
  const properties = demands.flatMap(propertiesIn);
  const classes = [...new Set(properties.map((property) => shape.cellOf(property).class))];
  const pools = new Map(classes.map((one) => [one, poolOf(query, shape, demands, one)]));
  const values = new Map<number, Value>();
  const filled: Filled = (property) => {
    const { class: one, add } = shape.cellOf(property);
    const value = values.get(one) ?? neutral(query, property, one);
    return typeof value === 'number' ? value + add : value;
  };
  const bounds = demands.map((demand) => ({
    demand,
    last: Math.max(-1, ...propertiesIn(demand).map((property) => classes.indexOf(shape.cellOf(property).class))),
  }));
  let tries = 0;
  const choose = (at: number): boolean => {
    const one = classes[at];
    if (one === undefined) return true;
    return (pools.get(one) ?? []).some((value) => {
      if (++tries > MOST_TRIES) return false;
      values.set(one, value);
      const isRight = bounds.every(({ demand, last }) => last !== at || holds(query, demand, filled));
      return (isRight && choose(at + 1)) || !values.delete(one);
    });
  };
  return choose(0) ? filled : undefined;
}

/** Where nothing is demanded: what no other cell has, and what is usual for a version. */
function neutral({ nodes }: GraphQuery, { node, property }: PropertyOf, one: number): Value {
  const type = typeOf(nodes[node]?.label ?? 'Clause', property);
  if (type === 'number') return 10 + one;
  if (type === 'moment') return property === 'endsAt' ? ENDLESS : LONG_AGO;
  return property === 'locale' ? 'zh' : `例${one}`;
}

/** Values that may meet or miss what is demanded of a class. */
function poolOf(query: GraphQuery, shape: ExampleShape, demands: readonly Condition[], one: number): readonly Value[] {
  const speaking = demands.flatMap(comparedIn).filter((compared) => touches(shape, compared, one));
  const [property] = speaking.flatMap(propertiesIn).filter((found) => shape.cellOf(found).class === one);
  if (!property) return [];
  const type = typeOf(query.nodes[property.node]?.label ?? 'Clause', property.property);
  // A property compared with another may need what the other is compared with.
  const near = speaking.some(({ right }) => right.kind === 'property') ? demands.flatMap(comparedIn) : speaking;
  const own = neutral(query, property, one);
  if (property.property === 'locale') return ['zh', 'en'];
  if (type === 'number') return [...new Set([...numbersNear(near, shape), own, 1, 2, 3])];
  if (type === 'moment') return [...new Set([own, ...momentsNear(near), LONG_AGO, ENDLESS])];
  return [...new Set([...textsFor(near), own, `${own}乙`, ''])];
}

const comparedIn = (condition: Condition): Compared[] =>
  condition.kind === 'compared'
    ? [condition]
    : condition.kind === 'not'
      ? comparedIn(condition.part)
      : condition.parts.flatMap(comparedIn);

const touches = (shape: ExampleShape, compared: Compared, one: number) =>
  propertiesIn(compared).some((property) => shape.cellOf(property).class === one);

function numbersNear(compared: readonly Compared[], shape: ExampleShape): number[] {
  return compared.flatMap(({ left, right }) => {
    if (right.kind !== 'number') return [];
    const base = right.number - shape.cellOf(left).add;
    return [base, base + 1, base - 1];
  });
}

function momentsNear(compared: readonly Compared[]): string[] {
  const stored = compared.flatMap(({ right }) => (right.kind === 'text' ? String(storedValue(right, 'moment')) : []));
  return stored.flatMap((moment) => [moment, shifted(moment, DAY_MS), shifted(moment, -DAY_MS)]);
}

const DAY_MS = 86_400_000;
const shifted = (moment: string, byMs: number) => momentText(new Date((dateOfMoment(moment)?.getTime() ?? 0) + byMs));

/** Each text that is compared with, alone, longer and shorter; and one that begins, holds and ends as all of them say. */
function textsFor(compared: readonly Compared[]): string[] {
  const said = (comparison: Compared['comparison']) =>
    compared.flatMap(({ comparison: one, right }) => (one === comparison && right.kind === 'text' ? right.text : []));
  const all = compared.flatMap(({ right }) => (right.kind === 'text' ? right.text : []));
  const [longestStart = ''] = said('STARTS WITH').sort((a, b) => b.length - a.length);
  const [longestEnd = ''] = said('ENDS WITH').sort((a, b) => b.length - a.length);
  const joined = longestStart + said('CONTAINS').join('、') + longestEnd;
  const near = all.flatMap((text) => [text, `${text}甲`, `乙${text}`, `乙${text}甲`, [...text].slice(0, -1).join('')]);
  return [...said('='), joined, ...near].filter((text) => text !== '');
}
