import type { Locale } from '@zhike/contracts';
import type { GraphClause, GraphFact, GraphScope, GraphSource } from '../graph.store.js';
import { dateOfMoment, momentText } from './moment.text.js';
import type { ShelvedClause } from './neo4j.shelves.js';

/** What every question is bounded by, asked of a node that carries its version's bounds. What is for everyone names no groups. */
export const isVisible = (node: string) =>
  `${node}.workspaceId = $workspaceId and ${node}.locale = $locale and ${node}.startsAt <= $at and ${node}.endsAt > $at
   and (${node}.audiences is null or any(audience in ${node}.audiences where audience in $audiences))`;

export const scopeParams = ({ workspaceId, locale, at, audiences = [] }: GraphScope) => ({
  ...{ workspaceId, locale, audiences },
  at: momentText(at),
});

const SOURCE = `policyId: version.policyId, policyTitle: version.policyTitle, versionId: version.id, version: version.version,
  startsAt: version.startsAt, endsAt: version.endsAt`;

/** Of the variables `clause` and `version`. */
export const CLAUSE = `clause { .id, .key, .position, .heading, .path, .text, ${SOURCE} }`;
/** Of the variables `fact` and `version`. */
export const FACT = `fact { .id, .entity, .relation, .value, ${SOURCE} }`;

interface Bounds {
  readonly startsAt: string;
  readonly endsAt: string;
}
type Stored<Node extends GraphSource> = Omit<Node, 'effectiveFrom' | 'effectiveTo'> & Bounds;

export interface ClauseRow {
  readonly clause: Stored<GraphClause>;
  readonly locale: Locale;
  readonly audiences: readonly string[] | null;
}

export interface FactRow {
  readonly fact: Stored<GraphFact>;
}

export function readClause({ clause: stored, locale, audiences }: ClauseRow): ShelvedClause {
  const clause: GraphClause = withDates(stored);
  const { effectiveFrom, effectiveTo } = clause;
  const span = { from: effectiveFrom.getTime(), to: effectiveTo?.getTime() ?? Infinity };
  return { clause, locale, span: { ...span, ...(audiences ? { audiences } : {}) } };
}
export const readFact = ({ fact }: FactRow): GraphFact => withDates(fact);

function withDates<Node extends Bounds>({ startsAt, endsAt, ...node }: Node) {
  const effectiveTo = dateOfMoment(endsAt);
  return { ...node, effectiveFrom: dateOfMoment(startsAt) ?? new Date(0), ...(effectiveTo ? { effectiveTo } : {}) };
}
