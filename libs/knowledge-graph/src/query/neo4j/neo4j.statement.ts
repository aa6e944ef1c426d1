import { isScoped, scopeConditions } from './neo4j.scope.js';
import type { QueryScope } from '../graph.queries.js';
import { type Condition, demandsOf, type Edge, edgesOf, type GraphQuery, type PropertyOf } from '../query.ast.js';
import { typeOf } from '../query.schema.js';
import { storedValue } from '../query.values.js';
import { columnsOf, type Writing } from '../statement.columns.js';
import { momentText } from '../../neo4j/moment.text.js';
import { integer, whole } from '../../neo4j/neo4j.session.js';

export interface CypherStatement {
  readonly cypher: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Writes a search as Cypher. Nodes and columns have names of ours, values are parameters. */
export function cypherStatement(query: GraphQuery, scope: QueryScope, most: number): CypherStatement {
  return new CypherWriter(query, scope).statement(most);
}

class CypherWriter implements Writing {
  private readonly edges: readonly Edge[];
  private readonly params: Record<string, unknown>;

  constructor(
    private readonly query: GraphQuery,
    private readonly scope: QueryScope,
  ) {
    this.edges = edgesOf(query);
    this.params = { workspaceId: scope.workspaceId, at: scope.at ? momentText(scope.at) : null };
  }

  statement(most: number): CypherStatement {
    const { query } = this;
    const { columns, sorting } = columnsOf(query, this);
    const conditions = [
      ...query.nodes.flatMap(({ label }, node) =>
        scopeConditions(`n${node}`, label, {
          hasMoment: this.scope.at !== undefined,
          isSeen: isScoped(this.edges, node),
        }),
      ),
      ...this.leadings(),
      ...demandsOf(query).map((condition) => this.condition(condition)),
    ];
    const selected = columns.map(({ name, expression }) => `${expression} as ${name}`);
    const order = sorting.map(({ name, isDescending }) => `${name}${isDescending ? ' desc' : ''}`);
    const cypher = `match ${this.pattern()}
      where ${conditions.join(' and ')}
      with ${query.isDistinct ? 'distinct ' : ''}${selected.join(', ')}
      order by ${order.join(', ')} skip ${this.add(whole(query.skip ?? 0))} limit ${this.add(whole(most))}
      return ${columns.map(({ name }) => name).join(', ')}`;
    return { cypher, params: this.params };
  }

  key(node: number): string {
    return this.query.nodes[node]?.label === 'Entity' ? `n${node}.locale + ' ' + n${node}.name` : `n${node}.id`;
  }

  /** Versions call their title otherwise; a policy's is its newest version's. */
  property({ node, property }: PropertyOf): string {
    const label = this.query.nodes[node]?.label;
    if (property !== 'title') return `n${node}.${property}`;
    if (label === 'Version') return `n${node}.policyTitle`;
    const seen = scopeConditions('t', 'Version', { hasMoment: this.scope.at !== undefined, isSeen: true });
    return `collect { match (n${node})-[:HAS_VERSION]->(t:Version) where ${seen.join(' and ')} return t.policyTitle order by t.version desc limit 1 }[0]`;
  }

  /** LEADS_TO is stored nowhere: the fact's value is the entity's name. Such patterns fall apart and are joined again below. */
  private pattern(): string {
    const labelled = this.query.nodes.map(({ label }, node) => `(n${node}:${label})`);
    const stored = this.edges
      .filter(({ relation }) => relation !== 'LEADS_TO')
      .map(({ relation, from, to, least, most }) => {
        const length = least === 1 && most === 1 ? '' : `*${least}..${most}`;
        return `(n${from})-[:${relation}${length}]->(n${to})`;
      });
    return [...labelled, ...stored].join(', ');
  }

  private leadings(): string[] {
    const leading = this.edges.filter(({ relation }) => relation === 'LEADS_TO');
    const joined = leading.flatMap(({ from, to }) => [
      `n${to}.name = n${from}.value`,
      `n${to}.locale = n${from}.locale`,
    ]);
    const onceEach = leading.flatMap(({ from }, at) =>
      leading.slice(0, at).map((other) => (other.from === from ? 'false' : `n${other.from} <> n${from}`)),
    );
    return [...joined, ...onceEach];
  }

  private condition(condition: Condition): string {
    switch (condition.kind) {
      case 'not':
        return `not (${this.condition(condition.part)})`;
      case 'and':
      case 'or':
        return `(${condition.parts.map((part) => this.condition(part)).join(` ${condition.kind} `)})`;
      case 'compared': {
        const { left, comparison, right } = condition;
        const type = typeOf(this.query.nodes[left.node]?.label ?? 'Clause', left.property);
        const other =
          right.kind === 'property' ? this.property(right) : this.add(parameterOf(storedValue(right, type)));
        return `${this.property(left)} ${comparison.toLowerCase()} ${other}`;
      }
    }
  }

  private add(value: unknown): string {
    const name = `v${Object.keys(this.params).length}`;
    this.params[name] = value;
    return `$${name}`;
  }
}

const parameterOf = (value: string | number) => (typeof value === 'number' ? integer(value) : value);
