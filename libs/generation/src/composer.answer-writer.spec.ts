import type { ClauseEvidence, DraftSentence, Evidence, FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { ComposerAnswerWriter } from './composer.answer-writer.js';

const citation = {
  kind: 'clause' as const,
  sourceId: 's',
  sourceKey: '1',
  policyId: 'p',
  policyTitle: 'Returns',
  versionId: 'v',
  version: 1,
  label: 'l',
  effectiveFrom: '2026-07-01T00:00:00Z',
};
const clause = (text: string, locale: 'zh' | 'en' = 'en'): ClauseEvidence => ({
  kind: 'clause',
  citation,
  text,
  locale,
  score: 1,
  confidence: 1,
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

async function compose(question: string, evidence: Evidence[]): Promise<DraftSentence[]> {
  const drafts: DraftSentence[] = [];
  const request = {
    question,
    earlier: [],
    locale: 'zh' as const,
    evidence,
    temperature: 0,
    signal: AbortSignal.timeout(1_000),
  };
  for await (const draft of new ComposerAnswerWriter().write(request)) drafts.push(draft);
  return drafts;
}

describe('ComposerAnswerWriter', () => {
  it('quotes a short clause whole, sentence by sentence', async () => {
    const drafts = await compose('退货期限', [clause('签收后七天内可以退货。定制商品除外。', 'zh')]);
    expect(drafts.map(({ text }) => text)).toEqual(['签收后七天内可以退货。', '定制商品除外。']);
  });

  it('picks from a long clause the sentences that speak of the question, as they stand', async () => {
    const filler = 'The shop keeps its records for several years in accordance with the law. '.repeat(8);
    const drafts = await compose('Who pays for return postage?', [
      clause(
        `${filler}Return postage is paid by the shop when goods arrive damaged. Otherwise the customer pays it. ${filler}`,
      ),
    ]);
    expect(drafts.map(({ text }) => text)).toContain('Return postage is paid by the shop when goods arrive damaged.');
    expect(drafts.length).toBeLessThanOrEqual(4);
  });

  it('states all values of an asked relation in one sentence', async () => {
    expect(
      (await compose('颜色', [fact('颜色', '天青'), fact('颜色', '粉青'), fact('价格', '268 元')])).map(
        ({ text }) => text,
      ),
    ).toEqual(['青瓷盖碗的颜色：天青、粉青', '青瓷盖碗的价格：268 元']);
  });
});
