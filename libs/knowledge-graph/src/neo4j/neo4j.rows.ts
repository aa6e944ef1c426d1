import type { ClauseHit, GraphClause, GraphFact, GraphScope, GraphSource } from '../graph.store.js';
import { dateOfMoment, momentText } from './moment.text.js';

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

export interface HitRow {
  readonly clause: Stored<GraphClause>;
  readonly score: number;
}

export interface FactRow {
  readonly fact: Stored<GraphFact>;
}

export const readHit = ({ clause, score }: HitRow): ClauseHit => ({ clause: withDates(clause), score });
export const readFact = ({ fact }: FactRow): GraphFact => withDates(fact);

function withDates<Node extends Bounds>({ startsAt, endsAt, ...node }: Node) {
  const effectiveTo = dateOfMoment(endsAt);
  return { ...node, effectiveFrom: dateOfMoment(startsAt) ?? new Date(0), ...(effectiveTo ? { effectiveTo } : {}) };
}
