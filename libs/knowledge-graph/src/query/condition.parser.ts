import type { Compared, Comparison, Condition, PropertyOf, QueryNode } from './query.ast.js';
import { refuse } from './query.problem.js';
import { MOST_CONDITIONS, MOST_DEPTH, type PropertyType } from './query.schema.js';
import type { Token } from './query.tokens.js';
import { checkComparison, checkLiteral, expectProperty, literalOf } from './query.values.js';
import type { TokenReader } from './token.reader.js';

const SIGNS: readonly Comparison[] = ['=', '<>', '<=', '>=', '<', '>'];

export interface FoundProperty extends PropertyOf {
  readonly type: PropertyType;
}

/** Reads `f.value` and conditions of it; every name must be known from MATCH. */
export class ConditionParser {
  private comparisons = 0;

  constructor(
    private readonly reader: TokenReader,
    private readonly nodes: readonly QueryNode[],
  ) {}

  condition(depth = 0): Condition {
    if (depth > MOST_DEPTH) throw refuse('too-large', this.reader.next, '( )', String(MOST_DEPTH));
    return this.joined('or', () => this.joined('and', () => this.negated(depth)));
  }

  /** The node that a name stands for. */
  node(token: Token): number {
    const node = this.nodes.findIndex(({ name }) => name === token.text);
    if (node < 0) throw refuse('unknown-variable', token, token.text);
    return node;
  }

  property(): FoundProperty {
    const { reader } = this;
    if (!reader.isName) throw refuse('property-first', reader.next, reader.next.text || '…');
    const name = reader.take();
    if (reader.isSign('(')) throw refuse('unsupported', name, `${name.text}(…)`);
    const node = this.node(name);
    reader.expectSign('.');
    const property = reader.expectName('.name');
    const type = expectProperty(this.nodes[node]?.label ?? 'Clause', property);
    return { kind: 'property', node, property: property.text, type };
  }

  private joined(kind: 'and' | 'or', part: () => Condition): Condition {
    const parts = [part()];
    while (this.reader.takeKeyword(kind.toUpperCase())) parts.push(part());
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind, parts };
  }

  private negated(depth: number): Condition {
    if (this.reader.takeKeyword('NOT')) {
      if (depth > MOST_DEPTH) throw refuse('too-large', this.reader.next, 'NOT', String(MOST_DEPTH));
      return { kind: 'not', part: this.negated(depth + 1) };
    }
    if (!this.reader.takeSign('(')) return this.compared();
    const inner = this.condition(depth + 1);
    this.reader.expectSign(')');
    return inner;
  }

  private compared(): Condition {
    const place = this.reader.next;
    const { type, ...left } = this.property();
    const operator = this.reader.next;
    if (this.reader.takeKeyword('IN')) return this.oneOf(left, type);
    const comparison = this.comparison();
    checkComparison(type, comparison, operator);
    this.count(place);
    return { kind: 'compared', left, comparison, right: this.right(type) };
  }

  private right(type: PropertyType): Compared['right'] {
    const { reader } = this;
    const place = reader.next;
    if (!reader.isName) return this.literal(type);
    const { type: other, ...right } = this.property();
    if (other !== type) throw refuse('type-mismatch', place, `${place.text}.${right.property}`, type);
    return right;
  }

  private literal(type: PropertyType) {
    const isNegative = this.reader.takeSign('-');
    const token = this.reader.take();
    const literal = literalOf({ literal: token, isNegative });
    checkLiteral(type, literal, token);
    return literal;
  }

  /** `IN ['a', 'b']` is one of several equalities. */
  private oneOf(left: PropertyOf, type: PropertyType): Condition {
    this.reader.expectSign('[');
    const parts: Compared[] = [];
    do {
      this.count(this.reader.next);
      parts.push({ kind: 'compared', left, comparison: '=', right: this.literal(type) });
    } while (this.reader.takeSign(','));
    this.reader.expectSign(']');
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind: 'or', parts };
  }

  private comparison(): Comparison {
    const { reader } = this;
    const sign = SIGNS.find((text) => reader.takeSign(text));
    if (sign) return sign;
    if (reader.takeKeyword('CONTAINS')) return 'CONTAINS';
    for (const [word, comparison] of [
      ['STARTS', 'STARTS WITH'],
      ['ENDS', 'ENDS WITH'],
    ] as const)
      if (reader.takeKeyword(word)) {
        reader.expectKeyword('WITH');
        return comparison;
      }
    throw reader.unexpected('=, <>, <, <=, >, >=, CONTAINS, STARTS WITH, ENDS WITH, IN');
  }

  private count(place: Token): void {
    if (++this.comparisons > MOST_CONDITIONS) throw refuse('too-large', place, 'AND / OR', String(MOST_CONDITIONS));
  }
}
