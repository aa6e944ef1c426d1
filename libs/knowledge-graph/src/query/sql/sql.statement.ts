import type { GraphLabel } from '@zhike/contracts';
import { ENDLESS } from '../../neo4j/moment.text.js';
import type { QueryScope } from '../graph.queries.js';
import {
  type Compared,
  type Comparison,
  type Condition,
  demandsOf,
  type Edge,
  edgesOf,
  type GraphQuery,
  type PropertyOf,
} from '../query.ast.js';
import { typeOf } from '../query.schema.js';
import { storedValue } from '../query.values.js';
import { columnsOf, type Writing } from '../statement.columns.js';

export interface SqlStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

const MOMENT = `'YYYYMMDDHH24MISSMS'`;
const moment = (column: string) => `to_char(${column} at time zone 'UTC', ${MOMENT})`;

/**
 * What stands for each kind of node. Only versions of the workspace ($1) that were in force at the moment ($2, or null) are
 * seen, and everything else only through them. Entities and policies are no rows of their own.
 */
const SOURCES = `with
  versions as not materialized (
    select v.version_id as id, v.policy_id, v.policy_title as title, v.version, v.locale,
           ${moment('v.effective_from')} as "startsAt", coalesce(${moment('v.effective_to')}, '${ENDLESS}') as "endsAt"
      from graph_versions v
     where v.workspace_id = $1
       and ($2::timestamptz is null or (v.effective_from <= $2 and (v.effective_to is null or v.effective_to > $2)))),
  policies as (select distinct on (policy_id) policy_id as id, title from versions order by policy_id, version desc),
  clauses as not materialized (
    select c.id, c.version_id, c.key, c.position, c.heading, c.path, c.text, v.locale
      from graph_clauses c join versions v on v.id = c.version_id),
  facts as not materialized (
    select f.id, f.version_id, f.position, f.entity, f.relation, f.value, v.locale
      from graph_facts f join versions v on v.id = f.version_id),
  entities as (select distinct locale, entity as name from facts),
  steps_next as not materialized (
    select a.id as from_id, b.id as to_id from graph_clauses a
      join graph_clauses b on b.version_id = a.version_id and b.position = a.position + 1 and b.path = a.path
     where a.version_id in (select id from versions)),
  steps_refers as not materialized (
    select r.from_id, r.to_id from graph_references r join clauses c on c.id = r.from_id)`;

const TABLES: Readonly<Record<GraphLabel, string>> = {
  Policy: 'policies',
  Version: 'versions',
  Clause: 'clauses',
  Fact: 'facts',
  Entity: 'entities',
};
const STEPS = { NEXT: 'steps_next', REFERS_TO: 'steps_refers' } as const;
const WORDS: Partial<Record<Comparison, (left: string, right: string) => string>> = {
  CONTAINS: (left, right) => `strpos(${left}, ${right}) > 0`,
  'STARTS WITH': (left, right) => `starts_with(${left}, ${right})`,
  'ENDS WITH': (left, right) => `right(${left}, length(${right})) = ${right}`,
};

/** Writes a search as one SELECT. Values are parameters; names of the search do not come into it. */
export function sqlStatement(query: GraphQuery, { workspaceId, at }: QueryScope, most: number): SqlStatement {
  return new SqlWriter(query, [workspaceId, at ?? null]).statement(most);
}

class SqlWriter implements Writing {
  private readonly edges: readonly Edge[];

  constructor(
    private readonly query: GraphQuery,
    private readonly params: unknown[],
  ) {
    this.edges = edgesOf(query);
  }

  statement(most: number): SqlStatement {
    const { query } = this;
    const { columns, sorting } = columnsOf(query, this);
    const sources = this.edges.flatMap((edge, at) => this.walkOf(edge, at));
    const tables = [...query.nodes.map(({ label }, node) => `${TABLES[label]} n${node}`), ...this.stepTables()];
    const conditions = [
      ...this.edges.flatMap((edge, at) => this.join(edge, at)),
      ...this.onceEach(),
      ...demandsOf(query).map((condition) => this.condition(condition)),
    ];
    const selected = columns.map(({ name, expression }) => `${expression} as ${name}`);
    const hasCount = columns.some(({ isCount }) => isCount);
    const grouped = hasCount ? columns.filter(({ isCount }) => !isCount) : [];
    const group = grouped.length ? ` group by ${grouped.map(({ expression }) => expression).join(', ')}` : '';
    const inner = `select ${query.isDistinct ? 'distinct ' : ''}${selected.join(', ')}
      from ${tables.join(', ')}${conditions.length ? ` where ${conditions.join(' and ')}` : ''}${group}`;
    const isNumber = this.numbers();
    const order = sorting.map(({ name, isDescending }) => {
      const by = isNumber.has(name) ? name : `${name} collate "C"`;
      return `${by}${isDescending ? ' desc' : ''}`;
    });
    const sql = `${[SOURCES, ...sources].join(',\n  ')}
      select * from (${inner}) as found order by ${order.join(', ')}
      limit ${this.add(most)}::int offset ${this.add(query.skip ?? 0)}::int`;
    return { sql, params: this.params };
  }

  key(node: number): string {
    return this.query.nodes[node]?.label === 'Entity' ? `(n${node}.locale || ' ' || n${node}.name)` : `n${node}.id`;
  }

  property({ node, property }: PropertyOf): string {
    return `n${node}."${property}"`;
  }

  /** Several steps are walked beforehand, from every clause in view; each row keeps the steps it took. */
  private walkOf(edge: Edge, at: number): string[] {
    const { relation, least, most } = edge;
    if (relation !== 'NEXT' && relation !== 'REFERS_TO') return [];
    const steps = STEPS[relation];
    const step = `array[s.from_id || ' ' || s.to_id]`;
    if (most === 1) return [`walk${at} as not materialized (select from_id, to_id, ${step} as taken from ${steps} s)`];
    return [
      `taken${at} as (
        with recursive walked (from_id, to_id, taken) as (
          select s.from_id, s.to_id, ${step} from ${steps} s
          union all
          select w.from_id, s.to_id, w.taken || ${step} from walked w join ${steps} s on s.from_id = w.to_id
           where cardinality(w.taken) < ${most} and not ${step} <@ w.taken)
        select * from walked)`,
      `walk${at} as not materialized (select * from taken${at} where cardinality(taken) >= ${least})`,
    ];
  }

  private stepTables(): string[] {
    return this.edges.flatMap(({ relation }, at) => (relation in STEPS ? `walk${at} w${at}` : []));
  }

  private join({ relation, from, to }: Edge, at: number): string[] {
    const [a, b] = [`n${from}`, `n${to}`];
    switch (relation) {
      case 'HAS_VERSION':
        return [`${b}.policy_id = ${a}.id`];
      case 'HAS_CLAUSE':
      case 'HAS_FACT':
        return [`${b}.version_id = ${a}.id`];
      case 'ABOUT':
        return [`${b}.name = ${a}.entity`, `${b}.locale = ${a}.locale`];
      case 'LEADS_TO':
        return [`${b}.name = ${a}.value`, `${b}.locale = ${a}.locale`];
      case 'NEXT':
      case 'REFERS_TO':
        return [`w${at}.from_id = ${a}.id`, `w${at}.to_id = ${b}.id`];
    }
  }

  /** As in Cypher, one match goes over no relation twice. */
  private onceEach(): string[] {
    return this.edges.flatMap((edge, at) =>
      this.edges.slice(0, at).flatMap((other, before) => {
        if (other.relation !== edge.relation) return [];
        if (edge.relation in STEPS) return [`not (w${before}.taken && w${at}.taken)`];
        // Of these the one end tells the other: equal beginnings (or ends) that belong to one node are the same relation.
        const [own, others] = isToldByEnd(edge) ? [edge.to, other.to] : [edge.from, other.from];
        return own === others ? ['false'] : [`${this.key(own)} <> ${this.key(others)}`];
      }),
    );
  }

  private condition(condition: Condition): string {
    switch (condition.kind) {
      case 'not':
        return `not (${this.condition(condition.part)})`;
      case 'and':
      case 'or':
        return `(${condition.parts.map((part) => this.condition(part)).join(` ${condition.kind} `)})`;
      case 'compared':
        return this.compared(condition);
    }
  }

  private compared({ left, comparison, right }: Compared): string {
    const type = typeOf(this.query.nodes[left.node]?.label ?? 'Clause', left.property);
    const isNumber = type === 'number';
    const cast = isNumber ? 'int' : 'text';
    const other = right.kind === 'property' ? this.property(right) : `${this.add(storedValue(right, type))}::${cast}`;
    const written = WORDS[comparison];
    if (written) return written(this.property(left), other);
    return `${this.property(left)} ${comparison} ${other}${isNumber ? '' : ' collate "C"'}`;
  }

  /** Columns that hold numbers; the others are sorted as Neo4j does, sign by sign. */
  private numbers(): ReadonlySet<string> {
    const isNumber = ({ node, property }: PropertyOf) =>
      typeOf(this.query.nodes[node]?.label ?? 'Clause', property) === 'number';
    const returned = this.query.columns.flatMap(({ value }, at) =>
      value.kind === 'count' || (value.kind === 'property' && isNumber(value)) ? `c${at}` : [],
    );
    const sorted = this.query.order.flatMap(({ by }, at) => (by.kind === 'property' && isNumber(by) ? `s${at}` : []));
    return new Set([...returned, ...sorted]);
  }

  private add(value: unknown): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }
}

/** A clause, a fact and a version stand in one thing each; a fact is about one thing and leads to one at most. */
const isToldByEnd = ({ relation }: Edge) =>
  relation === 'HAS_VERSION' || relation === 'HAS_CLAUSE' || relation === 'HAS_FACT';
