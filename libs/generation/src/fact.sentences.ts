import type { FactEvidence } from '@zhike/ports';

/**
 * In Chinese a number needs its measure word to be a sentence; the relation says which. Where the catalogue writes a unit of its
 * own, or anything beside the number, the value stays as it is.
 */
const MEASURES: readonly (readonly [RegExp, string])[] = [
  [/评分|得分/u, '分'],
  [/价格|单价|售价|人均|门票|费用/u, '元'],
];
const BARE_NUMBER = /^\d+(?:\.\d+)?$/u;

/** One group for each entity and relation, with all its values, in the order in which they are first met. */
export function groupFacts(facts: readonly FactEvidence[]): FactEvidence[][] {
  const groups = new Map<string, FactEvidence[]>();
  for (const fact of facts) {
    const key = `${fact.entity}\u0000${fact.relation}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()];
}

/** A group as one sentence: the entity, the relation and the values, as the catalogue writes them. */
export function stateFacts(group: readonly FactEvidence[]): string {
  const [first] = group;
  if (!first) return '';
  const values = [...new Set(group.map(({ value }) => value.trim()))];
  return first.locale === 'zh'
    ? `${first.entity}的${first.relation}：${values.map((value) => measured(value, first.relation)).join('、')}`
    : `${first.entity} – ${first.relation}: ${values.join(', ')}`;
}

function measured(value: string, relation: string): string {
  const [, measure = ''] = (BARE_NUMBER.test(value) && MEASURES.find(([pattern]) => pattern.test(relation))) || [];
  return value + measure;
}
