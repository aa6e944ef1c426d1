import type { ClauseEvidence, FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { statedNumbers } from './stated-numbers.js';
import { verifySentence } from './turn.verify.js';

const citation = {
  kind: 'clause' as const,
  sourceId: 's',
  sourceKey: '1',
  policyId: 'p',
  policyTitle: '退换货政策',
  versionId: 'v',
  version: 1,
  label: '退货期限',
  effectiveFrom: '2026-07-01T00:00:00Z',
};
const clause = (text: string): ClauseEvidence => ({
  kind: 'clause',
  citation,
  text,
  locale: 'zh',
  score: 1,
  confidence: 1,
});
const price: FactEvidence = {
  kind: 'fact',
  citation: { ...citation, kind: 'fact' },
  entity: '青瓷盖碗',
  relation: '价格',
  value: '268 元',
  locale: 'zh',
  score: 1,
  confidence: 1,
};

describe('verifySentence', () => {
  it('proves a quote as it stands', () => {
    expect(
      verifySentence({ text: '签收后七天内可以退货。', evidence: [clause('签收后七天内可以退货。定制商品除外。')] }),
    ).toEqual({ isProven: true, how: 'verbatim' });
  });

  it.each([
    ['签收后十五天内可以退货。', /十五天/],
    ['签收后七天内不可以退货。', /denies/],
    ['签收后七天内可以退货，还会送您一张价值不菲的优惠券和一套茶具。', /denies|more than/],
  ])('does not let 「%s」 stand on a clause that says otherwise', (text, because) => {
    expect(verifySentence({ text, evidence: [clause('签收后七天内可以退货。')] })).toMatchObject({
      isProven: false,
      because: expect.stringMatching(because) as string,
    });
  });

  it('proves the sentence that states a fact', () => {
    expect(verifySentence({ text: '青瓷盖碗的价格是268 元。', evidence: [price] })).toMatchObject({ isProven: true });
  });
});

describe('statedNumbers', () => {
  it.each([
    ['十五天', '15'],
    ['15 days', '15'],
    ['fifteen days', '15'],
    ['１５天', '15'],
    ['twenty-one', '21'],
    ['1,200 元', '1200'],
    ['两万三千', '23000'],
  ])('reads %s as %s', (text, number) => {
    expect(statedNumbers(text)).toEqual([number]);
  });

  it('takes neither a list marker nor a lone 一 for a statement', () => {
    expect(statedNumbers('1. 寄回商品\n2) 等一等')).toEqual([]);
  });
});
