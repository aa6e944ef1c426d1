import { describe, expect, it } from 'vitest';
import type { ClauseHit, GraphClause } from '../graph.store.js';
import { isOnTopic, topicClauseOf } from './topic.continuity.js';

function clause(id: string, text: string, versionId = 'returns-v2'): GraphClause {
  const source = { policyId: 'p', policyTitle: '', versionId, version: 1, effectiveFrom: new Date(0) };
  return { ...source, id, key: id, position: 0, heading: '', path: [], text };
}
const hit = (...named: Parameters<typeof clause>): ClauseHit => ({ clause: clause(...named), score: 1 });
const said = (text: string, cites?: readonly string[]) => ({
  role: 'agent' as const,
  text,
  ...(cites ? { cites } : {}),
});

describe('topicClauseOf', () => {
  const found = [hit('window', 'Returns are possible within 30 days.'), hit('papers', 'Bring the receipt.')];

  it('is the clause that the answer cites, wherever it stands among those found', () => {
    expect(topicClauseOf(said('Within 30 days.', ['papers']), found)).toMatchObject({
      clause: { id: 'papers' },
      strength: 1,
      isQuoted: true,
    });
  });

  it('is else the first that was found with the answer, as surely as it holds the answer’s words', () => {
    expect(topicClauseOf(said('Returns within 30 days.'), found)).toMatchObject({
      clause: { id: 'window' },
      strength: 1,
      isQuoted: false,
    });
    const half = topicClauseOf(said('Returns cost nothing within Norway, 30 days.'), found);
    expect(half?.strength).toBeGreaterThan(0.3);
    expect(half?.strength).toBeLessThan(0.7);
  });

  it('is nothing where nothing was found or nothing was said', () => {
    expect(topicClauseOf(said('Within 30 days.'), [])).toBeUndefined();
    expect(topicClauseOf(said('…'), found)).toBeUndefined();
  });
});

describe('isOnTopic', () => {
  it('holds for every clause of the same version, and for none of another', () => {
    const topic = { clause: clause('window', ''), strength: 1, isQuoted: true };
    expect(isOnTopic(topic, clause('papers', ''))).toBe(true);
    expect(isOnTopic(topic, clause('old', '', 'returns-v1'))).toBe(false);
    expect(isOnTopic(undefined, clause('papers', ''))).toBe(false);
  });
});
