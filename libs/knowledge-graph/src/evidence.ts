import type { Citation, Locale } from '@zhike/contracts';
import type { ClauseEvidence, FactEvidence } from '@zhike/ports';
import type { GraphClause, GraphFact, GraphSource } from './graph.store.js';

export function clauseEvidence(clause: GraphClause, locale: Locale, rated: Rated): ClauseEvidence {
  const label = clause.heading || clause.path.at(-1) || clause.key;
  return {
    kind: 'clause',
    citation: { kind: 'clause', sourceId: clause.id, sourceKey: clause.key, label, ...versionOf(clause) },
    text: clause.text,
    locale,
    ...rated,
  };
}

export function factEvidence(fact: GraphFact, locale: Locale, rated: Rated): FactEvidence {
  const { id, entity, relation, value } = fact;
  const name = `${entity} · ${relation}`;
  return {
    kind: 'fact',
    citation: { kind: 'fact', sourceId: id, sourceKey: name, label: name, ...versionOf(fact) },
    entity,
    relation,
    value,
    locale,
    ...rated,
  };
}

interface Rated {
  readonly score: number;
  readonly confidence: number;
}

function versionOf({ policyId, policyTitle, versionId, version, effectiveFrom, effectiveTo }: GraphSource) {
  return {
    policyId,
    policyTitle,
    versionId,
    version,
    effectiveFrom: effectiveFrom.toISOString(),
    ...(effectiveTo ? { effectiveTo: effectiveTo.toISOString() } : {}),
  } satisfies Partial<Citation>;
}
