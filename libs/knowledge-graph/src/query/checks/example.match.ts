import type { GraphLabel } from '@zhike/contracts';
import { demandsOf, type Edge, edgesOf, type GraphQuery } from '../query.ast.js';
import { holds, type Value } from './condition.truth.js';
import type { ExampleGraph } from './example.graph.js';

type Row = Readonly<Record<string, Value>>;
interface Walk {
  readonly from: string;
  readonly to: string;
  readonly taken: readonly string[];
}

/** Whether a pattern is found in a small graph, by trying everything: written apart from both adapters, to be held against them. */
export function isFoundIn(query: GraphQuery, graph: ExampleGraph): boolean {
  const rows = rowsOf(graph);
  const edges = edgesOf(query);
  const walks = edges.map((edge) => walksOf(edge, graph, rows));
  const demands = demandsOf(query);
  const chosen: Row[] = [];
  const choose = (at: number): boolean => {
    const label = query.nodes[at]?.label;
    if (label === undefined)
      return (
        goesOnce(edges, walks, chosen) &&
        demands.every((demand) => holds(query, demand, ({ node, property }) => chosen[node]?.[property] ?? ''))
      );
    return rows[label].some((row) => {
      chosen[at] = row;
      const isJoined = edges.every(
        (edge, place) => Math.max(edge.from, edge.to) !== at || walksFor(edge, walks[place], chosen).length > 0,
      );
      return isJoined && choose(at + 1);
    });
  };
  return choose(0);
}

/** Nodes by what they are, with the properties that a search may ask for; `key` tells them apart. */
function rowsOf({ versions, clauses, facts }: ExampleGraph): Record<GraphLabel, Row[]> {
  const localeOf = new Map(versions.map(({ id, locale }) => [id, locale]));
  const inLocale = <Part extends { readonly versionId: string; readonly id: string }>(part: Part) => ({
    ...part,
    ...{ key: part.id, locale: localeOf.get(part.versionId) ?? '' },
  });
  const newest = [...versions].sort((a, b) => b.version - a.version);
  const policies = new Map(newest.toReversed().map(({ policyId, title }) => [policyId, title]));
  const entities = new Map(
    facts.map(inLocale).map(({ locale, entity }) => [`${locale} ${entity}`, { locale, name: entity }]),
  );
  return {
    Policy: [...policies].map(([id, title]) => ({ nodeKey: id, id, title })),
    Version: versions.map((version) => ({ nodeKey: version.id, ...version })),
    Clause: clauses.map((clause) => ({ nodeKey: clause.id, ...inLocale(clause), key: clause.key })),
    Fact: facts.map((fact) => ({ nodeKey: fact.id, ...inLocale(fact) })),
    Entity: [...entities].map(([key, entity]) => ({ nodeKey: key, ...entity })),
  };
}

const keyOf = (row: Row | undefined) => String(row?.['nodeKey'] ?? '');

/** All walks of an edge's length, along relations of its kind. */
function walksOf({ relation, least, most }: Edge, graph: ExampleGraph, rows: Record<GraphLabel, Row[]>): Walk[] {
  const steps = stepsOf(relation, graph, rows);
  let walks: Walk[] = steps.map(([from, to]) => ({ from, to, taken: [`${relation} ${from} ${to}`] }));
  const all = [...walks];
  for (let length = 2; length <= most; length++) {
    walks = walks.flatMap((walk) =>
      steps.flatMap(([from, to]) => {
        const step = `${relation} ${from} ${to}`;
        return from === walk.to && !walk.taken.includes(step) ? [{ ...walk, to, taken: [...walk.taken, step] }] : [];
      }),
    );
    all.push(...walks);
  }
  return all.filter(({ taken }) => taken.length >= least);
}

function stepsOf(
  relation: Edge['relation'],
  { versions, clauses, facts, references }: ExampleGraph,
  rows: Record<GraphLabel, Row[]>,
): (readonly [string, string])[] {
  switch (relation) {
    case 'HAS_VERSION':
      return versions.map(({ policyId, id }) => [policyId, id]);
    case 'HAS_CLAUSE':
      return clauses.map(({ versionId, id }) => [versionId, id]);
    case 'HAS_FACT':
      return facts.map(({ versionId, id }) => [versionId, id]);
    case 'ABOUT':
    case 'LEADS_TO':
      return rows.Fact.flatMap((fact) => {
        const name = fact[relation === 'ABOUT' ? 'entity' : 'value'];
        const entity = rows.Entity.find((one) => one['name'] === name && one['locale'] === fact['locale']);
        return entity ? [[keyOf(fact), keyOf(entity)] as const] : [];
      });
    case 'NEXT':
      return clauses.flatMap((one) =>
        clauses.flatMap((other) =>
          other.versionId === one.versionId && other.position === one.position + 1 ? [[one.id, other.id] as const] : [],
        ),
      );
    case 'REFERS_TO':
      return [...references];
  }
}

function walksFor({ from, to }: Edge, walks: readonly Walk[] | undefined, chosen: readonly Row[]): readonly Walk[] {
  const [start, end] = [keyOf(chosen[from]), keyOf(chosen[to])];
  return (walks ?? []).filter((walk) => walk.from === start && walk.to === end);
}

/** There are walks for all edges that go over no relation twice. */
function goesOnce(edges: readonly Edge[], walks: readonly (readonly Walk[])[], chosen: readonly Row[]): boolean {
  const go = (at: number, taken: readonly string[]): boolean => {
    const edge = edges[at];
    if (!edge) return true;
    return walksFor(edge, walks[at], chosen).some(
      (walk) => !walk.taken.some((step) => taken.includes(step)) && go(at + 1, [...taken, ...walk.taken]),
    );
  };
  return go(0, []);
}
