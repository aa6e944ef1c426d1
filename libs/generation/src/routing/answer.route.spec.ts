import type { ClauseEvidence, Evidence, FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { routeAnswer } from './answer.route.js';

const citation = {
  kind: 'clause' as const,
  sourceId: 's',
  sourceKey: '1',
  policyId: 'p',
  policyTitle: 'Returns',
  versionId: 'v',
  version: 1,
  label: 'l',
  effectiveFrom: '2026-01-01T00:00:00Z',
};
const clause = (confidence: number, policyId = 'p'): ClauseEvidence => ({
  kind: 'clause',
  citation: { ...citation, policyId },
  text: 'Goods may be returned within 30 days.',
  locale: 'en',
  score: 1,
  confidence,
});
const fact: FactEvidence = {
  kind: 'fact',
  citation: { ...citation, kind: 'fact' },
  entity: 'Kettle',
  relation: 'price',
  value: '30',
  locale: 'en',
  score: 1,
  confidence: 1,
};

describe('routeAnswer', () => {
  it.each<[string, Evidence[], number, string, string]>([
    ['facts', [fact, fact], 0, 'simple', 'facts are told as they stand'],
    ['one sure clause', [clause(0.9), clause(0.5)], 0, 'simple', 'one clause surely answers'],
    ['two sure clauses of one policy', [clause(0.9), clause(0.85)], 0, 'simple', 'little to join'],
    ['three clauses', [clause(0.9), clause(0.85), clause(0.8)], 0, 'hard', 'several clauses are to be joined'],
    ['clauses of two policies', [clause(0.9), clause(0.85, 'q')], 0, 'hard', 'several clauses are to be joined'],
    ['two clauses that answer in part', [clause(0.35), clause(0.33)], 0, 'hard', 'several clauses are to be joined'],
    ['a question that leans on the history', [clause(0.9)], 1, 'hard', 'it leans on what was said before'],
  ])('finds %s … and says why', (_what, evidence, leaning, size, because) => {
    expect(routeAnswer({ evidence, leaning })).toMatchObject({ size, because });
  });

  it('tells the parts of the score and what they were made of', () => {
    const { difficulty, parts, signs } = routeAnswer({ evidence: [clause(0.5), clause(0.5, 'q')], leaning: 0.5 });
    expect(signs).toEqual({ clauses: 2, policies: 2, leaning: 0.5, confidence: 0.5 });
    expect(parts.clauses + parts.policies + parts.leaning + parts.doubt).toBeCloseTo(difficulty);
  });
});
