import { GraphRelation } from '@zhike/contracts';
import type { Column, Compared, Comparison, Condition, GraphQuery, Literal, QueryNode, Step } from './query.ast.js';
import { ENDS, PROPERTIES, type PropertyType, WALKED } from './query.schema.js';

/** Words that occur in the fixtures of the tests, so that searches find something, and some that are hard to write. */
const WORDS = [
  '价格',
  '远行帐篷',
  '竹里小馆',
  '退货',
  '电话',
  "it's",
  'a\\b',
  '"',
  '{}',
  '-[:NEXT]->',
  '天',
  '1',
  'zh',
  'İ',
  '👍',
];
const DAYS = ['2026-06-01', '2026-06-10T08:30Z', '2026-01-01T00:00:00.250+08:00'];
const TEXTUAL: readonly Comparison[] = ['=', '<>', '<', '<=', '>', '>=', 'CONTAINS', 'STARTS WITH', 'ENDS WITH'];
const ORDERED: readonly Comparison[] = ['=', '<>', '<', '<=', '>', '>='];

export class RandomQueries {
  constructor(private state: number) {}

  /** A search that the parser gives as it stands, whatever its form. */
  query(): GraphQuery {
    const nodes: QueryNode[] = [];
    const paths = [this.path(nodes)];
    const joined = this.chance(0.3) ? this.pathFrom(nodes, this.below(nodes.length)) : undefined;
    if (joined) paths.push(joined);
    const where = this.chance(0.7) ? this.condition(nodes, 2) : undefined;
    const columns = this.columns(nodes);
    const isDistinct = this.chance(0.2);
    const query = { nodes, paths, ...(where ? { where } : {}), isDistinct, columns, order: [] };
    return {
      ...query,
      order: this.chance(0.4)
        ? [{ by: { kind: 'column', column: this.below(columns.length) }, isDescending: this.chance(0.5) }]
        : [],
      ...(this.chance(0.2) ? { skip: this.below(3) } : {}),
      ...(this.chance(0.4) ? { limit: 1 + this.below(200) } : {}),
    };
  }

  below(count: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return Math.floor((this.state / 2_147_483_647) * count);
  }

  chance(share: number): boolean {
    return this.below(1_000) < share * 1_000;
  }

  private path(nodes: QueryNode[]) {
    const relation = this.pick(GraphRelation.options);
    this.node(nodes, ENDS[relation][this.below(2)] ?? 'Clause');
    return this.pathFrom(nodes, 0);
  }

  private pathFrom(nodes: QueryNode[], start: number) {
    const steps: Step[] = [];
    let at = start;
    for (let left = 1 + this.below(3); left > 0; left--) {
      const label = nodes[at]?.label ?? 'Clause';
      const relation = this.pick(GraphRelation.options.filter((one) => ENDS[one].includes(label)));
      const [from, to] = ENDS[relation];
      const direction = from === to ? this.pick(['out', 'in'] as const) : from === label ? 'out' : 'in';
      const node = this.node(nodes, direction === 'out' ? to : from);
      const most = WALKED.has(relation) && this.chance(0.4) ? 1 + this.below(4) : 1;
      steps.push({ relation, direction, least: most > 1 ? 1 + this.below(most) : 1, most, node });
      at = node;
    }
    return { start, steps };
  }

  private node(nodes: QueryNode[], label: QueryNode['label']): number {
    const same = nodes.filter((node) => node.label === label).length;
    const name = `${label.charAt(0).toLowerCase()}${same}`;
    const equals =
      (label === 'Fact' || label === 'Entity') && this.chance(0.25)
        ? [{ property: label === 'Fact' ? 'relation' : 'name', literal: this.literal('text') }]
        : [];
    return nodes.push({ label, name, equals }) - 1;
  }

  private condition(nodes: readonly QueryNode[], depth: number): Condition {
    if (depth === 0 || this.chance(0.4)) return this.compared(nodes);
    if (this.chance(0.25)) return { kind: 'not', part: this.condition(nodes, depth - 1) };
    const parts = Array.from({ length: 2 + this.below(2) }, () => this.condition(nodes, depth - 1));
    return { kind: this.pick(['and', 'or'] as const), parts };
  }

  private compared(nodes: readonly QueryNode[]): Compared {
    const left = this.property(nodes);
    const type = typeIn(nodes, left);
    const others = nodes.flatMap((_, node) => {
      const properties = Object.keys(PROPERTIES[nodes[node]?.label ?? 'Clause']);
      return properties.map((property) => ({ kind: 'property' as const, node, property }));
    });
    const alike = others.filter((other) => typeIn(nodes, other) === type);
    const right = this.chance(0.2) ? this.pick(alike) : this.literal(type);
    return { kind: 'compared', left, comparison: this.pick(type === 'text' ? TEXTUAL : ORDERED), right };
  }

  private property(nodes: readonly QueryNode[]) {
    const node = this.below(nodes.length);
    const property = this.pick(Object.keys(PROPERTIES[nodes[node]?.label ?? 'Clause']));
    return { kind: 'property' as const, node, property };
  }

  private literal(type: PropertyType): Literal {
    if (type === 'number') return { kind: 'number', number: this.below(6) - 2 };
    return { kind: 'text', text: type === 'moment' ? this.pick(DAYS) : this.pick(WORDS) };
  }

  private columns(nodes: readonly QueryNode[]): Column[] {
    const properties = nodes.map((node, at): Column => {
      const property = this.pick(Object.keys(PROPERTIES[node.label]));
      return {
        value: { kind: 'property', node: at, property },
        ...(this.chance(0.3) ? { alias: `col${'abcdef'.charAt(at)}` } : {}),
      };
    });
    const whole: Column = { value: { kind: 'node', node: this.below(nodes.length) } };
    const counts: Column[] = this.chance(0.25)
      ? [{ value: { kind: 'count', isDistinct: this.chance(0.5), of: { kind: 'node', node: 0 } } }]
      : [];
    return [...properties.slice(0, 1 + this.below(3)), ...(this.chance(0.4) ? [whole] : []), ...counts];
  }

  private pick<One>(options: readonly One[]): One {
    const one = options[this.below(options.length)];
    if (one === undefined) throw new Error('there is nothing to pick from');
    return one;
  }
}

const typeIn = (nodes: readonly QueryNode[], { node, property }: { node: number; property: string }): PropertyType =>
  PROPERTIES[nodes[node]?.label ?? 'Clause'][property] ?? 'text';
