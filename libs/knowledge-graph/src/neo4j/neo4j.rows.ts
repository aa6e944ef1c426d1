import type { Locale } from '@zhike/contracts';
import type { GraphClause, GraphFact, GraphScope, GraphSource } from '../graph.store.js';
import type { Span } from '../visible.span.js';
import { dateOfMoment, momentText } from './moment.text.js';
import type { ShelvedClause, ShelvedRelation } from './neo4j.shelves.js';

/** What every question is bounded by, asked of a node that carries its version's bounds. What is for everyone names no groups. */
export const isVisible = (node: string) =>
  `${node}.workspaceId = $workspaceId and ${node}.locale = $locale and ${node}.startsAt <= $at and ${node}.endsAt > $at
   and (${node}.audiences is null or any(audience in ${node}.audiences where audience in $audiences))`;

export const scopeParams = ({ workspaceId, locale, at, audiences = [] }: GraphScope) => ({
  ...{ workspaceId, locale, audiences },
  at: momentText(at),
});

const SOURCE = `version.policyId as policyId, version.policyTitle as policyTitle, version.id as versionId, version.version as version,
  version.startsAt as startsAt, version.endsAt as endsAt`;

/** Columns, of the variables `clause` and `version`: the names of a map's keys would be sent with every row. */
export const CLAUSE = `clause.id as id, clause.key as key, clause.position as position, clause.heading as heading, clause.path as path,
  clause.text as text, ${SOURCE}, version.locale as locale, version.audiences as audiences`;
/** Columns, of the variables `fact` and `version`. */
export const FACT = `fact.id as id, fact.entity as entity, fact.relation as relation, fact.value as value, ${SOURCE}`;

interface Bounds {
  readonly startsAt: string;
  readonly endsAt: string;
}
type Stored<Node extends GraphSource> = Omit<Node, 'effectiveFrom' | 'effectiveTo'> & Bounds;

export interface ClauseRow extends Stored<GraphClause> {
  readonly locale: Locale;
  readonly audiences: readonly string[] | null;
}

export interface RelationRow extends Bounds {
  readonly policyTitle: string;
  readonly locale: Locale;
  readonly relations: readonly string[];
  readonly audiences: readonly string[] | null;
}

export type FactRow = Stored<GraphFact>;

export function readClause({ locale, audiences, ...stored }: ClauseRow): ShelvedClause {
  return { clause: withDates(stored), locale, span: spanOf(stored, audiences) };
}

export function readRelations({
  policyTitle,
  locale,
  relations,
  audiences,
  ...bounds
}: RelationRow): ShelvedRelation[] {
  const span = spanOf(bounds, audiences);
  return relations.map((relation) => ({ policyTitle, relation, locale, span }));
}

export const readFact = (row: FactRow): GraphFact => withDates(row);

function spanOf({ startsAt, endsAt }: Bounds, audiences: readonly string[] | null): Span {
  const [from, to] = [dateOfMoment(startsAt)?.getTime() ?? 0, dateOfMoment(endsAt)?.getTime() ?? Infinity];
  return { from, to, ...(audiences ? { audiences } : {}) };
}

function withDates<Node extends Bounds>({ startsAt, endsAt, ...node }: Node) {
  const effectiveTo = dateOfMoment(endsAt);
  return { ...node, effectiveFrom: dateOfMoment(startsAt) ?? new Date(0), ...(effectiveTo ? { effectiveTo } : {}) };
}
