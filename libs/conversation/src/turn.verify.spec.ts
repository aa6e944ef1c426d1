import type { ClauseEvidence, Evidence, FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { verifySentence } from './turn.verify.js';
import { UNSEEN_CASES } from './verify/unseen.cases.fixture.js';
import { VERIFIED_CASES, type VerifiedCase } from './verify/verified.cases.fixture.js';

const citation = {
  kind: 'clause' as const,
  sourceId: 's',
  sourceKey: '1',
  policyId: 'p',
  policyTitle: '售后政策',
  versionId: 'v',
  version: 2,
  label: '退货期限',
  effectiveFrom: new Date(2026, 6, 1).toISOString(),
  effectiveTo: new Date(2027, 0, 1).toISOString(),
};
const clause = (text: string, more: Partial<ClauseEvidence> = {}): ClauseEvidence => ({
  kind: 'clause',
  citation,
  text,
  locale: 'zh',
  score: 1,
  confidence: 1,
  ...more,
});
const fact = (relation: string, value: string): FactEvidence => ({
  kind: 'fact',
  citation: { ...citation, kind: 'fact' },
  entity: '青瓷盖碗',
  relation,
  value,
  locale: 'zh',
  score: 1,
  confidence: 1,
});
const proves = (text: string, ...evidence: Evidence[]) => verifySentence({ text, evidence }).isProven;

const cases = [...VERIFIED_CASES, ...UNSEEN_CASES];
const evidenceOf = ({ clause: text, heading = '', locale }: VerifiedCase) => [
  clause(text, { locale, citation: { ...citation, label: heading } }),
];
const lies = cases.flatMap((one) => one.lies.map(([kind, text]) => ({ kind, text, evidence: evidenceOf(one) })));
const honest = cases.flatMap((one) => one.honest.map((text) => ({ text, evidence: evidenceOf(one) })));

describe('verifySentence', () => {
  it('proves whole sentences as they stand, also several in a row', () => {
    const evidence = [clause('签收后七天内可以退货。定制商品除外。运费自理。')];
    expect(verifySentence({ text: '签收后七天内可以退货。', evidence })).toEqual({ isProven: true, how: 'verbatim' });
    expect(verifySentence({ text: '签收后七天内可以退货。定制商品除外。', evidence })).toMatchObject({
      how: 'verbatim',
    });
  });

  it('takes no part of a sentence for a quote when the rest changes it', () => {
    expect(proves('可以退货。', clause('定制商品不可以退货。'))).toBe(false);
    expect(proves('签收后七天内可以退货', clause('签收后七天内可以退货，定制商品除外。'))).toBe(false);
  });

  it('proves nothing without evidence', () => {
    expect(proves('签收后七天内可以退货。')).toBe(false);
  });

  it.each(lies)('catches ($kind): $text', ({ text, evidence }) => {
    expect(verifySentence({ text, evidence })).toMatchObject({ isProven: false });
  });

  it.each(honest)('lets pass: $text', ({ text, evidence }) => {
    expect(verifySentence({ text, evidence })).toMatchObject({ isProven: true });
  });

  it('is measured on more than forty alterations and thirty honest sentences', () => {
    expect(lies.length).toBeGreaterThanOrEqual(40);
    expect(honest.length).toBeGreaterThanOrEqual(30);
  });

  it.each([
    ['签收后十五天内可以退货。', /十五天/],
    ['签收后七天内不可以退货。', /denies/],
    ['签收后七天内可以退货，还会送您一套茶具。', /not in the evidence|more than/],
    ['签收后七天内必须退货。', /must/],
  ])('says why 「%s」 does not stand', (text, because) => {
    const proof = verifySentence({ text, evidence: [clause('签收后七天内可以退货。')] });
    expect(proof).toMatchObject({ isProven: false, because: expect.stringMatching(because) as string });
  });

  it('proves a sentence that joins two statements when each stands on a sentence of its own', () => {
    const evidence = [clause('服装十五天内可以退货。'), clause('数码产品七天内可以退货。')];
    expect(proves('服装 15 天内可以退货；数码产品 7 天内可以退货。', ...evidence)).toBe(true);
    expect(proves('服装 7 天内可以退货；数码产品 15 天内可以退货。', ...evidence)).toBe(false);
  });

  it('lets a yes or no go only with what is said for it', () => {
    const returns = clause('未拆封的商品可以退货。内衣不支持退货。');
    expect(proves('可以，未拆封的商品可以退货。', returns)).toBe(true);
    expect(proves('不可以，内衣不支持退货。', returns)).toBe(true);
    expect(proves('不可以，未拆封的商品可以退货。', returns)).toBe(false);
    expect(proves('可以。', returns)).toBe(false);
  });
});

describe('verifySentence on facts', () => {
  it('proves what states a fact and nothing else, with several values and with a measure word', () => {
    expect(proves('青瓷盖碗的价格是268 元。', fact('价格', '268 元'))).toBe(true);
    expect(proves('青瓷盖碗的颜色：天青、粉青', fact('颜色', '天青'), fact('颜色', '粉青'))).toBe(true);
    expect(proves('青瓷盖碗的评分：4.1分', fact('评分', '4.1'))).toBe(true);
  });

  it('catches another value, another thing and another attribute', () => {
    expect(proves('青瓷盖碗的价格是2680 元。', fact('价格', '268 元'))).toBe(false);
    expect(proves('紫砂壶的价格是268 元。', fact('价格', '268 元'))).toBe(false);
    expect(proves('青瓷盖碗的重量是268 克。', fact('价格', '268 元'))).toBe(false);
  });
});

describe('verifySentence on what we say of a clause', () => {
  const returns = clause('签收后七天内可以退货。');

  it('proves its dates in either language and spelling', () => {
    expect(proves('《售后政策》自 2026-07-01 起生效，将于 2027-01-01 失效。', returns)).toBe(true);
    expect(proves('“售后政策” has been in force since 1 July 2026.', returns)).toBe(true);
    expect(proves('This has been in force since 2026-07-01 and ends on 2027-01-01.', returns)).toBe(true);
  });

  it('catches other dates, and an end where none is set', () => {
    expect(proves('《售后政策》自 2026-08-01 起生效。', returns)).toBe(false);
    expect(proves('《会员政策》自 2026-07-01 起生效。', returns)).toBe(false);
    const { effectiveTo: _, ...open } = citation;
    expect(proves('《售后政策》将于 2027-01-01 失效。', clause('签收后七天内可以退货。', { citation: open }))).toBe(
      false,
    );
  });

  it('proves the line that says in which language it is written', () => {
    expect(proves('This clause is written in Chinese and quoted as written:', returns)).toBe(true);
    expect(proves('以下条款的原文为英文，按原文引用：', clause('Returns within 7 days.', { locale: 'en' }))).toBe(true);
    expect(proves('以下条款的原文为英文，按原文引用：', returns)).toBe(false);
  });
});
