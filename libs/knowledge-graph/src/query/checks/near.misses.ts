import type { GraphCheckKind } from '@zhike/contracts';
import { momentText } from '../../neo4j/moment.text.js';
import { demandsOf, type Edge, type GraphQuery } from '../query.ast.js';
import { conditionText, edgeText } from '../query.text.js';
import { propertiesIn } from './condition.truth.js';
import { type ExampleShape, shapeOf } from './example.cells.js';
import type { ExampleGraph } from './example.graph.js';
import { ExampleMaker } from './example.maker.js';
import { fill, type Filled } from './example.values.js';

/** A graph and whether the search must find something in it. */
export interface QueryExample {
  readonly kind: GraphCheckKind;
  readonly about: string;
  readonly graph: ExampleGraph;
  /** It stands in another workspace than the one that is searched. */
  readonly isElsewhere?: true;
}

/** When the examples are searched. */
export const EXAMPLE_DAY = new Date('2026-01-01T00:00:00Z');
const DAY_BEFORE = momentText(new Date('2025-12-31T00:00:00Z'));

/** An example that the search must find, first; then such as differ from it in one thing, and must not be found. */
export function examplesOf(query: GraphQuery): QueryExample[] {
  const shape = shapeOf(query);
  const demands = demandsOf(query);
  const filled = shape && fill(query, shape, demands);
  if (!shape || !filled) return [];
  const graph = new ExampleMaker(query, shape, filled).example();
  const broken = shape.edges.flatMap((edge) => {
    const without = withoutEdge(graph, edge, idsIn(query, filled));
    return without ? [{ kind: 'relation' as const, about: edgeText(query, edge), graph: without }] : [];
  });
  return [
    { kind: 'found', about: '', graph },
    ...broken,
    ...missedConditions(query, shape),
    { kind: 'workspace', about: '', graph, isElsewhere: true },
    ...(speaksOfTime(query) ? [] : [{ kind: 'ended' as const, about: '', graph: ended(graph) }]),
  ];
}

export const speaksOfTime = (query: GraphQuery) =>
  demandsOf(query)
    .flatMap(propertiesIn)
    .some(({ property }) => property === 'startsAt' || property === 'endsAt');

/** Each demand in turn does not hold, the others do. One that cannot fail beside the others is left out. */
function missedConditions(query: GraphQuery, shape: ExampleShape): QueryExample[] {
  const demands = demandsOf(query);
  return demands.flatMap((missed): QueryExample[] => {
    const others = demands.map((demand) => (demand === missed ? ({ kind: 'not', part: missed } as const) : demand));
    const filled = fill(query, shape, others);
    if (!filled) return [];
    const graph = new ExampleMaker(query, shape, filled).example();
    return [{ kind: 'condition', about: conditionText(query.nodes, missed), graph }];
  });
}

type IdOf = (node: number) => string;
const idsIn =
  (query: GraphQuery, filled: Filled): IdOf =>
  (node) => {
    const property = query.nodes[node]?.label === 'Entity' ? 'name' : 'id';
    return String(filled({ kind: 'property', node, property }));
  };

/** The same graph, one relation leading elsewhere or the other way. */
function withoutEdge(graph: ExampleGraph, { relation, from, to }: Edge, idOf: IdOf): ExampleGraph | undefined {
  const [start, end] = [idOf(from), idOf(to)];
  switch (relation) {
    case 'HAS_VERSION': {
      const elsewhere = graph.versions.find(({ id }) => id === end);
      if (!elsewhere) return undefined;
      const versions = graph.versions.map((one) => (one.id === end ? { ...one, policyId: 'another-policy' } : one));
      // The policy itself stays, by another version.
      return { ...graph, versions: [...versions, { ...elsewhere, id: 'another-version', version: 999 }] };
    }
    case 'HAS_CLAUSE':
    case 'HAS_FACT':
      return inAnotherVersion(graph, relation === 'HAS_CLAUSE' ? 'clauses' : 'facts', end);
    case 'ABOUT':
      return { ...graph, facts: graph.facts.map((one) => (one.id === start ? { ...one, entity: '别的' } : one)) };
    case 'LEADS_TO':
      return { ...graph, facts: graph.facts.map((one) => (one.id === start ? { ...one, value: '别的' } : one)) };
    case 'NEXT':
      return turned(graph, start, end);
    case 'REFERS_TO':
      return { ...graph, references: graph.references.map(([a, b]) => [b, a] as const) };
  }
}

function inAnotherVersion(graph: ExampleGraph, parts: 'clauses' | 'facts', id: string): ExampleGraph | undefined {
  const part = graph[parts].find((one) => one.id === id);
  const version = graph.versions.find((one) => one.id === part?.versionId);
  if (!version) return undefined;
  const versions = [...graph.versions, { ...version, id: 'another-version', policyId: 'another-policy' }];
  const move = <Row extends { readonly id: string }>(row: Row): Row =>
    row.id === id ? { ...row, versionId: 'another-version' } : row;
  if (parts === 'facts') return { ...graph, versions, facts: graph.facts.map(move) };
  return { ...graph, versions, clauses: graph.clauses.map(move) };
}

/** The two clauses change their places. */
function turned(graph: ExampleGraph, one: string, other: string): ExampleGraph | undefined {
  const [left, right] = [one, other].map((id) => graph.clauses.find((clause) => clause.id === id));
  if (!left || !right) return undefined;
  const clauses = graph.clauses.map((clause) => {
    if (clause === left) return { ...clause, position: right.position };
    return clause === right ? { ...clause, position: left.position } : clause;
  });
  return { ...graph, clauses };
}

const ended = (graph: ExampleGraph): ExampleGraph => ({
  ...graph,
  versions: graph.versions.map((version) => ({ ...version, endsAt: DAY_BEFORE })),
});
