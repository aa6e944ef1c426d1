import type { ClauseEvidence, FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { planTurn } from './turn.plan.js';

const citation = (policyTitle: string) => ({
  kind: 'clause' as const,
  sourceId: policyTitle,
  sourceKey: '1',
  policyId: 'p',
  policyTitle,
  versionId: 'v',
  version: 1,
  label: 'l',
  effectiveFrom: '2026-07-01T00:00:00Z',
});
const clause = (confidence: number, policyTitle = 'Returns'): ClauseEvidence => ({
  kind: 'clause',
  citation: citation(policyTitle),
  text: 'Thirty days.',
  locale: 'en',
  score: confidence,
  confidence,
});
const fact: FactEvidence = {
  kind: 'fact',
  citation: { ...citation('Catalogue'), kind: 'fact' },
  entity: 'Kettle',
  relation: 'price',
  value: '¥199',
  locale: 'en',
  score: 1,
  confidence: 0.95,
};
const asked = (question: string) => ({ question, earlier: [] });

describe('planTurn', () => {
  it('quotes at temperature 0 when the policy is found', () => {
    expect(planTurn([clause(0.9)], asked('How long may I return it?'))).toMatchObject({
      route: 'quote',
      temperature: 0,
      because: 'policy-found',
    });
  });

  it('quotes facts before clauses that merely speak of the same thing', () => {
    expect(planTurn([fact, clause(0.9)], asked('What is the price of the kettle?'))).toMatchObject({
      because: 'fact-found',
      evidence: [fact],
    });
  });

  it('allows a temperature of 0.1 on a partial match', () => {
    expect(planTurn([clause(0.45)], asked('What happens with the parcel when I move house?'))).toMatchObject({
      route: 'explain',
      temperature: 0.1,
    });
  });

  it('asks back when a bare question fits several policies', () => {
    expect(planTurn([clause(0.5, 'Returns'), clause(0.49, 'Shipping')], asked('How long?'))).toEqual({
      route: 'clarify',
      because: 'several-policies-match',
      choices: ['Returns', 'Shipping'],
    });
  });

  it('asks back about a word or two that carry little confidence, and refuses a whole question that does', () => {
    const faint = [clause(0.2, 'Returns'), clause(0.12, 'Shipping')];
    expect(planTurn(faint, asked('fees'))).toMatchObject({ route: 'clarify', choices: ['Returns', 'Shipping'] });
    expect(planTurn(faint, asked('What are the fees of a museum in town?'))).toMatchObject({ route: 'refuse' });
  });

  it('refuses rather than guess', () => {
    expect(planTurn([], asked('taxi?'))).toEqual({ route: 'refuse', because: 'no-evidence' });
    expect(planTurn([clause(0.1)], asked('taxi?'))).toEqual({ route: 'refuse', because: 'weak-evidence' });
  });
});
