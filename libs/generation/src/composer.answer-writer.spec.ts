import type { Locale } from '@zhike/contracts';
import type { ClauseEvidence, DraftSentence, Evidence, FactEvidence } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { ComposerAnswerWriter } from './composer.answer-writer.js';

const now = new Date(2026, 7, 1);
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).toISOString();
const citation = {
  kind: 'clause' as const,
  sourceId: 's',
  sourceKey: '1',
  policyId: 'p',
  policyTitle: 'Returns',
  versionId: 'v',
  version: 1,
  label: 'l',
  effectiveFrom: day(2026, 1, 1),
};
const clause = (text: string, more: Partial<ClauseEvidence> = {}): ClauseEvidence => ({
  kind: 'clause',
  citation,
  text,
  locale: /\p{Script=Han}/u.test(text) ? 'zh' : 'en',
  score: 1,
  confidence: 0.8,
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

interface Asking {
  readonly earlier?: readonly string[];
  readonly locale?: Locale;
}

async function compose(question: string, evidence: Evidence[], asking: Asking = {}): Promise<DraftSentence[]> {
  const drafts: DraftSentence[] = [];
  const locale = asking.locale ?? (/\p{Script=Han}/u.test(question) ? 'zh' : 'en');
  const request = { question, earlier: [], evidence, temperature: 0, signal: AbortSignal.timeout(1_000), ...asking };
  const writer = new ComposerAnswerWriter({ now: () => now });
  for await (const draft of writer.write({ ...request, locale })) drafts.push(draft);
  return drafts;
}
const textsOf = async (...asked: Parameters<typeof compose>) => (await compose(...asked)).map(({ text }) => text);

describe('ComposerAnswerWriter', () => {
  it('says the sentence that answers and not the whole clause, as it stands', async () => {
    const filler = 'The shop keeps its records for several years. Our offices are cleaned every evening. ';
    const texts = await textsOf('Who pays for return postage?', [
      clause(`${filler}Return postage is paid by the shop when goods arrive damaged. ${filler}`),
    ]);
    expect(texts).toContain('Return postage is paid by the shop when goods arrive damaged.');
    expect(texts.length).toBeLessThanOrEqual(3);
  });

  it('says a Chinese answer without what a long clause says beside it', async () => {
    const beside = '本店地址位于湖滨路五号。仓库每年盘点两次。店员统一穿着工服。门店周一休息。停车场可停二十辆车。';
    const texts = await textsOf('发票多久能开出来？', [
      clause(`${beside.repeat(2)}电子发票在申请后三个工作日内开出。${beside.repeat(2)}`),
    ]);
    expect(texts).toContain('电子发票在申请后三个工作日内开出。');
    expect(texts).not.toContain('仓库每年盘点两次。');
  });

  it('leaves out of a short Chinese clause the rows that were not asked for', async () => {
    const texts = await textsOf('送到西藏要多久', [
      clause(
        '多久送到要看地区：\n地区：江苏 · 时间：1 天\n地区：新疆、西藏 · 时间：5 天\n地区：其他 · 时间：3 天\n大件增加 2 天。',
      ),
    ]);
    expect(texts.join('')).toMatch(/西藏.*大件/u);
    expect(texts.join('')).not.toMatch(/江苏|其他/u);
  });

  it('quotes a short Chinese clause whole', async () => {
    expect(await textsOf('保修期是多久？', [clause('保修期自签收次日起算。整机保修十二个月。')])).toEqual([
      '保修期自签收次日起算。',
      '整机保修十二个月。',
    ]);
  });

  describe('of a table', () => {
    const table = clause(
      `How long delivery takes depends on the region:
Region: Jiangsu, Zhejiang · Delivery time: 1 to 2 days
Region: Xinjiang, Tibet · Delivery time: 5 to 8 days
Region: other areas · Delivery time: 3 to 5 days
Items over 20 kg take 2 days more.`,
    );

    it('gives the row that the question names, below what opens the table', async () => {
      const texts = await textsOf('How long does delivery to Tibet take?', [table]);
      expect(texts).toContain('Region: Xinjiang, Tibet · Delivery time: 5 to 8 days');
      expect(texts).not.toContain('Region: Jiangsu, Zhejiang · Delivery time: 1 to 2 days');
      expect(texts[0]).toBe('How long delivery takes depends on the region:');
    });

    it('gives every row where the question names none', async () => {
      const texts = await textsOf('How long does delivery take?', [table]);
      expect(texts.filter((text) => text.startsWith('Region:'))).toHaveLength(3);
    });
  });

  it('gives what a sentence says that it depends on', async () => {
    const table = 'Counted from the day it leaves:\nRegion: North · Days: 2\nRegion: South · Days: 4';
    const texts = await textsOf('How long does delivery take?', [
      clause(`Parcels are insured. How long delivery takes depends on the region. ${table}\nWe deliver on Saturdays.`),
    ]);
    expect(texts.join(' ')).toMatch(/depends on the region.*leaves:.*North · Days: 2.*South · Days: 4/u);
  });

  it('tells what stands in the clause that another one names, to who asks for just that', async () => {
    const named = (label: string, text: string) => clause(text, { citation: { ...citation, sourceId: label, label } });
    const evidence = [
      named('申请步骤', '1. 选择“申请退货”，上传「需要提供的材料」中的材料。\n2. 我们在 1 个工作日内审核。'),
      named('需要提供的材料', '请提供订单号、购买凭证和商品照片一张。'),
    ];
    expect((await textsOf('需要什么材料才能退货', evidence))[0]).toBe('请提供订单号、购买凭证和商品照片一张。');
    expect((await textsOf('退货怎么申请', evidence))[0]).toMatch(/申请退货/u);
  });

  it('gives all steps in their order where the way is asked for, also without a line that opens them', async () => {
    const steps = ['1. Choose the order to return.', '2. Upload a photo.', '3. Send the parcel within 7 days.'];
    expect(await textsOf('How do I return an order?', [clause(steps.join('\n'))])).toEqual(steps);
  });

  it('says what holds in the other case, unless the question says which case it is', async () => {
    const cases = [
      'If an item is faulty, we pay for shipping both ways.',
      'If you return an item without a reason, you pay for shipping it back.',
    ];
    const beside = 'Parcels are insured. The carrier is chosen by our staff. Addresses are checked every month.';
    const evidence = [clause(`${cases[0] ?? ''} ${beside} ${cases[1] ?? ''}`)];
    expect(await textsOf('Who pays for shipping?', evidence)).toEqual(expect.arrayContaining(cases));
    expect(await textsOf('Who pays the shipping of a faulty lamp?', evidence)).not.toContain(cases[1]);
  });

  it('follows the nearness that a model rated where words do not meet', async () => {
    const sentences = [
      { text: 'Parcels leave the warehouse on weekdays.', nearness: 0.5 },
      { text: 'Our catalogue is printed twice a year.', nearness: 0.4 },
      { text: 'Couriers do not come on Sundays.', nearness: 0.5 },
      { text: 'We take back worn shoes, too.', nearness: 0.9 },
    ];
    const text = sentences.map((sentence) => sentence.text).join(' ');
    const texts = await textsOf('May I return footwear that I have walked in?', [clause(text, { sentences })]);
    expect(texts).toEqual(['We take back worn shoes, too.']);
  });

  it('keeps the exception that follows, and what a sentence points back to', async () => {
    const exception = await textsOf('What is the deadline to return a kettle?', [
      clause(
        'The deadline to return a kettle is two weeks. However, engraved pieces stay with their buyers. Tea is sold by weight.',
      ),
    ]);
    expect(exception).toContain('However, engraved pieces stay with their buyers.');
    const pointing = await textsOf('Which postage does the voucher cover?', [
      clause('Gold members receive a voucher. This covers the postage of one parcel. Tea is sold by weight.'),
    ]);
    expect(pointing.slice(0, 2)).toEqual(['Gold members receive a voucher.', 'This covers the postage of one parcel.']);
  });

  it('keeps a Chinese exception and the two halves of one sentence together', async () => {
    const texts = await textsOf('退货期限是多久？', [
      clause('退货期限为签收后七天；逾期未寄回的，不予受理。但定制商品除外。茶叶按重量出售。'),
    ]);
    expect(texts.slice(0, 2)).toEqual(['退货期限为签收后七天；逾期未寄回的，不予受理。', '但定制商品除外。']);
  });

  it('says the lead-in with the item, and all steps in order where the way is asked', async () => {
    const text = 'Returning a parcel:\n1. Print the label.\n2. Close the parcel with tape.\n3. Hand it to the courier.';
    const steps = await textsOf('How do I close a parcel for returning?', [clause(text)]);
    expect(steps).toEqual([
      'Returning a parcel:',
      '1. Print the label.',
      '2. Close the parcel with tape.',
      '3. Hand it to the courier.',
    ]);
    const materials = await textsOf('退货需要什么材料？', [
      clause('退货材料：\n（一）订单号；\n（二）购买凭证；\n（三）商品照片。'),
    ]);
    expect(materials).toEqual(['退货材料：', '（一）订单号；', '（二）购买凭证；', '（三）商品照片。']);
  });

  it('never answers with a heading alone', async () => {
    const texts = await textsOf('return postage', [clause('Return postage\nThe shop pays it for damaged goods.')]);
    expect(texts).toContain('The shop pays it for damaged goods.');
    expect(texts).not.toEqual(['Return postage']);
  });

  it('says once what several clauses say, and cites them all', async () => {
    const shared = 'Return postage is paid by the shop.';
    const first = clause(`${shared} Tea is sold by weight.`);
    const second = clause(`Cups are made by hand. ${shared}`, { citation: { ...citation, sourceId: 't' } });
    const drafts = await compose('Who pays return postage?', [first, second]);
    const said = drafts.filter(({ text }) => text === shared);
    expect(said).toHaveLength(1);
    expect(said[0]?.evidence).toEqual(expect.arrayContaining([first, second]));
  });

  it('joins two clauses that answer alike, each sentence standing on its own', async () => {
    const tea = clause('Tea may be returned within ten days.');
    const cups = clause('Cups may be returned within twenty days.', { citation: { ...citation, sourceId: 't' } });
    const drafts = await compose('When may tea and cups be returned?', [tea, cups]);
    expect(drafts).toEqual(
      expect.arrayContaining([
        { text: tea.text, evidence: [tea] },
        { text: cups.text, evidence: [cups] },
      ]),
    );
  });

  it('says in the customer’s language that a clause is quoted in another', async () => {
    const foreign = clause('Tea may be returned within ten days.');
    expect(await textsOf('茶叶可以退吗？', [foreign])).toEqual([
      '以下条款的原文为英文，按原文引用：',
      'Tea may be returned within ten days.',
    ]);
    expect((await textsOf('Can I return tea?', [clause('茶叶十天内可以退货。')]))[0]).toMatch(/written in Chinese/);
  });

  it('states all values of an asked relation in one sentence', async () => {
    expect(await textsOf('颜色', [fact('颜色', '天青'), fact('颜色', '粉青'), fact('价格', '268 元')])).toEqual([
      '青瓷盖碗的颜色：天青、粉青',
      '青瓷盖碗的价格：268 元',
    ]);
  });
});

describe('ComposerAnswerWriter on dates', () => {
  const text = 'Tea may be returned within ten days.';
  const dated = (more: Partial<ClauseEvidence['citation']>) => clause(text, { citation: { ...citation, ...more } });
  const last = async (question: string, evidence: ClauseEvidence) => (await textsOf(question, [evidence])).at(-1);

  it('says nothing of dates where they do not matter', async () => {
    expect(await textsOf('Can I return tea?', [dated({ version: 3 })])).toEqual([text]);
    expect(await textsOf('Can I return tea?', [dated({ effectiveFrom: day(2026, 7, 28) })])).toEqual([text]);
    const contract = clause('买卖合同自双方签字起生效。');
    expect(await textsOf('签了字的合同现在还有效吗？什么时候生效？', [contract])).toEqual([contract.text]);
  });

  it('says since when a version counts that lately replaced another', async () => {
    const lately = dated({ version: 2, effectiveFrom: day(2026, 7, 20) });
    expect(await last('Can I return tea?', lately)).toBe('“Returns” has been in force since 2026-07-20.');
  });

  it('says that a version ends soon', async () => {
    const ending = dated({ effectiveTo: day(2026, 8, 20) });
    expect(await last('Can I return tea?', ending)).toBe('“Returns” ends on 2026-08-20.');
    expect(await last('Can I return tea?', dated({ effectiveTo: day(2026, 12, 1) }))).toBe(text);
  });

  it('says both dates when the customer asks how long the rule counts, standing on the clause', async () => {
    const evidence = clause('茶叶十天内可以退货。', { citation: { ...citation, effectiveTo: day(2027, 1, 1) } });
    const drafts = await compose('退货政策现在还有效吗？', [evidence]);
    expect(drafts.at(-1)).toEqual({
      text: '《Returns》自 2026-01-01 起生效，将于 2027-01-01 失效。',
      evidence: [evidence],
    });
  });
});
