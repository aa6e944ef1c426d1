import type { FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { groupFacts, stateFacts } from './fact.sentences.js';

const fact = (
  entity: string,
  relation: string,
  value: string,
  locale: FactEvidence['locale'] = 'zh',
): FactEvidence => ({
  kind: 'fact',
  citation: {
    kind: 'fact',
    sourceId: `${entity}/${relation}/${value}`,
    sourceKey: `${entity} · ${relation}`,
    label: `${entity} · ${relation}`,
    policyId: 'catalogue',
    policyTitle: '商品目录',
    versionId: 'v1',
    version: 1,
    effectiveFrom: '2026-01-01T00:00:00.000Z',
  },
  entity,
  relation,
  value,
  locale,
  score: 1,
  confidence: 1,
});
const said = (...facts: FactEvidence[]) => groupFacts(facts).map(stateFacts);

describe('stateFacts', () => {
  it('says all values of a relation in one sentence, each once, whatever stands between them', () => {
    expect(
      said(
        fact('四人帐篷', '颜色', '松绿'),
        fact('四人帐篷', '价格', '1,299 元'),
        fact('四人帐篷', '颜色', '沙色'),
        fact('四人帐篷', '颜色', '松绿'),
      ),
    ).toEqual(['四人帐篷的颜色：松绿、沙色', '四人帐篷的价格：1,299 元']);
    expect(said(fact('Oak Desk', 'Warranty', '3 years', 'en'))).toEqual(['Oak Desk – Warranty: 3 years']);
  });

  it('gives a bare number its measure word in Chinese, and changes nothing else', () => {
    expect(said(fact('青禾民宿', '评分', '4.6'), fact('青禾民宿', '价格', '320'))).toEqual([
      '青禾民宿的评分：4.6分',
      '青禾民宿的价格：320元',
    ]);
    expect(said(fact('青禾民宿', '价格', '320 元'), fact('青禾民宿', '房间数', '12'))).toEqual([
      '青禾民宿的价格：320 元',
      '青禾民宿的房间数：12',
    ]);
    expect(said(fact('Oak Desk', 'Price', '320', 'en'))).toEqual(['Oak Desk – Price: 320']);
  });

  it('says nothing of nothing', () => {
    expect(stateFacts([])).toBe('');
  });
});
