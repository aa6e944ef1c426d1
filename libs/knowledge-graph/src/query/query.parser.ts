import { MOST_GRAPH_ROWS } from '@zhike/contracts';
import { ConditionParser } from './condition.parser.js';
import { PatternParser } from './pattern.parser.js';
import { type Column, type GraphQuery, isPlain, type QueryNode, type Returned, type Sorting } from './query.ast.js';
import { type Place, refuse } from './query.problem.js';
import { MOST_COLUMNS, MOST_SKIPPED } from './query.schema.js';
import { columnName, returnedText } from './query.text.js';
import { TokenReader } from './token.reader.js';

const MOST_WRITTEN = 1_000_000;

/**
 * Reads a search: one MATCH, then WHERE, RETURN, ORDER BY, SKIP and LIMIT of openCypher. Throws `GraphQueryError` with the
 * place of what cannot be read or is not allowed. What it gives back can only read: there is nothing in it that writes.
 */
export function parseQuery(source: string): GraphQuery {
  const reader = new TokenReader(source);
  reader.expectKeyword('MATCH');
  const { nodes, paths } = new PatternParser(reader).pattern();
  const conditions = new ConditionParser(reader, nodes);
  const where = reader.takeKeyword('WHERE') ? conditions.condition() : undefined;
  reader.expectKeyword('RETURN');
  const returned = new ReturnParser(reader, nodes, conditions);
  const isDistinct = reader.takeKeyword('DISTINCT');
  const columns = returned.columns();
  const read = { nodes, paths, ...(where ? { where } : {}), isDistinct, columns };
  const order = reader.takeKeyword('ORDER') ? returned.order(isPlain({ ...read, order: [] }), columns) : [];
  const skip = reader.takeKeyword('SKIP') ? reader.expectNumber('1', [0, MOST_SKIPPED]) : undefined;
  const limit = reader.takeKeyword('LIMIT') ? reader.expectNumber('1', [1, MOST_WRITTEN]) : undefined;
  if (reader.next.kind !== 'end') throw reader.unexpected('WHERE, RETURN, ORDER BY, SKIP, LIMIT');
  return {
    ...{ ...read, order },
    ...(skip === undefined ? {} : { skip }),
    // Asking for more than is shown is no mistake; what is left out is told.
    ...(limit === undefined ? {} : { limit: Math.min(limit, MOST_GRAPH_ROWS) }),
  };
}

/** What follows RETURN. */
class ReturnParser {
  constructor(
    private readonly reader: TokenReader,
    private readonly nodes: readonly QueryNode[],
    private readonly conditions: ConditionParser,
  ) {}

  columns(): Column[] {
    const place = this.reader.next;
    const columns = this.reader.takeSign('*') ? this.everything(place) : this.listed();
    if (columns.length > MOST_COLUMNS) throw refuse('too-large', place, 'RETURN', String(MOST_COLUMNS));
    return columns;
  }

  order(isPlainQuery: boolean, columns: readonly Column[]): Sorting[] {
    this.reader.expectKeyword('BY');
    const order: Sorting[] = [];
    do {
      const by = this.sortedBy(isPlainQuery, columns);
      const isDescending = this.reader.takeKeyword('DESC', 'DESCENDING');
      if (!isDescending) this.reader.takeKeyword('ASC', 'ASCENDING');
      order.push({ by, isDescending });
    } while (this.reader.takeSign(','));
    return order;
  }

  private listed(): Column[] {
    const columns: Column[] = [];
    do {
      const place = this.reader.next;
      const value = this.returned();
      const alias = this.reader.takeKeyword('AS') ? this.reader.expectName('AS …') : undefined;
      const column: Column = { value, ...(alias ? { alias: alias.text } : {}) };
      this.checkName(column, columns, alias ?? place);
      columns.push(column);
    } while (this.reader.takeSign(','));
    return columns;
  }

  /** `RETURN *`: all that has a name. */
  private everything(place: Place): Column[] {
    const named = this.nodes.flatMap(({ name }, node): Column[] =>
      name === undefined ? [] : [{ value: { kind: 'node', node } }],
    );
    if (!named.length) throw refuse('unexpected', place, '*', '(…:Clause)');
    return named;
  }

  private returned(): Returned {
    const { reader } = this;
    if (reader.next.text.toUpperCase() === 'COUNT' && reader.isSign('(', 1)) return this.counted();
    if (!reader.isName) throw reader.unexpected('f, f.value, count(*)');
    return this.nodeOrProperty();
  }

  private nodeOrProperty(): Exclude<Returned, { kind: 'count' }> {
    const { reader } = this;
    if (reader.isSign('.', 1) || reader.isSign('(', 1)) {
      const { type: _type, ...property } = this.conditions.property();
      return property;
    }
    return { kind: 'node', node: this.conditions.node(reader.expectName('f, f.value')) };
  }

  private counted(): Returned {
    const { reader } = this;
    reader.take();
    reader.expectSign('(');
    const isDistinct = reader.takeKeyword('DISTINCT');
    const of = !isDistinct && reader.takeSign('*') ? 'rows' : this.nodeOrProperty();
    reader.expectSign(')');
    return { kind: 'count', isDistinct, of };
  }

  private sortedBy(isPlainQuery: boolean, columns: readonly Column[]): Sorting['by'] {
    const place = this.reader.next;
    const named = columns.findIndex(({ alias }) => alias !== undefined && alias === place.text);
    if (named >= 0 && !this.reader.isSign('.', 1)) {
      this.reader.take();
      return { kind: 'column', column: named };
    }
    const value = this.returned();
    const column = columns.findIndex((other) => this.isSame(other.value, value));
    if (column >= 0) return { kind: 'column', column };
    if (value.kind === 'property' && isPlainQuery) return value;
    throw refuse('order-unknown', place, returnedText(this.nodes, value));
  }

  private isSame(left: Returned, right: Returned): boolean {
    return returnedText(this.nodes, left) === returnedText(this.nodes, right);
  }

  private checkName(column: Column, before: readonly Column[], place: Place): void {
    const name = columnName(this.nodes, column);
    const isTaken = before.some((other) => columnName(this.nodes, other) === name);
    const isNode = column.alias !== undefined && this.nodes.some((node) => node.name === column.alias);
    if (isTaken || isNode) throw refuse('name-taken', place, name);
  }
}
