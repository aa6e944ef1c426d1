import { describe, expect, it } from 'vitest';
import { BANNED_CLAIMS } from './banned.claims.js';
import { findBannedClaims } from './banned.screen.js';

/** Rule → texts with the claim in 【】. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  'zh-state-level': ['【国家级】品质', '【专供】酒店'],
  'zh-best': ['这是【最好】的帐篷', '【最佳】选择', '采用【最先进】的工艺', '【最便宜】的价格', '【最好】用的锅'],
  'zh-superlative-feeling': ['我们【最爱】的夏天'],
  'zh-newest': ['【最新】款式'],
  'zh-superlative': ['【最大的】优惠', '【最轻的】帐篷', '【最高品】质'],
  'zh-rank-first': ['【销量第一】', '【全国第一】', '【第一品牌】', '舒适度【第一】，大家都说好'],
  'any-top-one': ['【TOP1】'],
  'zh-only': ['【唯一】的选择', '行业【首创】', '【独一无二】', '您的【首选】'],
  'zh-exclusive': ['【独家】款式'],
  'zh-top': ['【顶级】面料', '【极致】体验', '【绝对】舒适', '露营装备【之王】', '【终极】帐篷'],
  'zh-perfect': ['【完美】的周末'],
  'any-hundred': [
    '【100%】满意',
    '【１００％】正品',
    '【百分百】好用',
    '【100%】 satisfaction',
    '【100 percent】 happy',
  ],
  'zh-forever': ['【永久】有效', '【永不】褪色', '【终身保修】'],
  'zh-cure-all': ['【万能】帐篷', '【治疗】失眠', '【根治】腰痛'],
  'zh-guarantee': ['我们【保证】好用', '【零风险】购买', '【包您满意】'],
  'zh-promise': ['我们【承诺】七天退换'],
  'zh-authority': ['【驰名商标】', '【专家推荐】', '【央视推荐】'],
  'zh-celebrity': ['【明星同款】'],
  'zh-pressure': ['【错过不再】有', '【手慢无】'],
  'zh-rivals': ['【吊打】同款', '比【其他品牌】便宜'],
  'en-best': ['The 【best】 tent you can buy.', 'Simply the 【BEST】!'],
  'any-number-one': ['【NO.1】的选择', 'The 【#1】 tent.', 'Our 【number one】 chair.'],
  'en-superlative': ['【the most comfortable】 chair', 'the 【cheapest】 tent', 'our 【best-seller】'],
  'en-only': ['【The world’s first】 tent', 'It is 【the only tent you will ever need】.'],
  'en-one-of-a-kind': ['A 【one-of-a-kind】 lamp.'],
  'en-guarantee': ['【Guaranteed】 to please.', 'We 【guarantee】 it.'],
  'en-risk-free': ['Try it 【risk-free】.', 'There is 【no risk】 in it.'],
  'en-miracle': ['A 【miracle】 of a pillow.'],
  'en-magic': ['A 【perfect】 evening.'],
  'en-cure': ['It 【cures】 back pain.', 'It 【relieves pain】.'],
  'en-absolute': ['The 【ultimate】 tent.', 'It is 【indestructible】.'],
  'en-forever': ['It 【lasts forever】.', 'It 【never leaks】.'],
  'en-authority': ['【Clinically proven】.', '【Doctors recommend】 it.'],
  'en-pressure': ['【Last chance】 today.'],
  'en-rivals': ['【Better than any】 tent.'],
};

const INNOCENT: readonly string[] = [
  '最近上新，最后三天，最多可坐四人，最少两件起。',
  '第一次露营，第一步先选地方，第一天就出发，第一个夜晚。',
  '第一，打开包装；第二，检查配件。',
  '最大承重 120 千克，最高 250 摄氏度，最亮 400 流明，最低温度 0 度。',
  '最好在阴凉处晾干，最好用软刷清洗。',
  '最终解释以政策为准，最早今天发货，最迟明天送到。',
  '最新政策见官网，最新版本的说明书。',
  '100% 棉，100%天然乳胶，重 100 克，售价 1100 元。',
  '保证金、质量保证期、保证书。',
  '请确保通风，务必确保关火。',
  '治愈系的颜色，治愈人心的风景。',
  '万能钥匙、万能插座。',
  '唯一编号、唯一的订单号、绝对值。',
  '屋顶级别的防水布，首次露营，首页，首先，首单。',
  '首个工作日发货，永久地址。',
  '舒适温度 0 摄氏度，极限温度零下 10 摄氏度。',
  '冠军赛期间，限时至 6 月 1 日。',
  'Best before 2027, best regards, best used within a year.',
  'We do our best, at best it takes two days.',
  'Step no. 1, item #12, number 10, size no. 1.',
  'Make the most of it, the most recent version, at the most four people.',
  '100% cotton, 100% natural latex, 1,100 grams.',
  'A secure zip, a manicure set, cured resin, we procure wood.',
  'The guarantee card, not guaranteed, no guarantee.',
  'A warranty of two years. The first step, the only key in the box.',
  'A lifetime of memories. Never mind.',
  'At your own risk.',
];

/** The text without marks, and where the marked stretch stands. */
function marked(text: string) {
  const start = text.indexOf('【');
  const end = text.indexOf('】') - 1;
  return { plain: text.replace(/[【】]/gu, ''), start, end };
}

describe('banned claims', () => {
  for (const [rule, texts] of Object.entries(HITS))
    it.each(texts)(`are found by ${rule}, exactly where they stand: %s`, (text) => {
      const { plain, start, end } = marked(text);
      const flag = findBannedClaims(plain).find((found) => found.start === start);
      expect(flag).toMatchObject({ rule, start, end, text: plain.slice(start, end) });
    });

  it.each(INNOCENT)('leave innocent look-alikes alone: %s', (text) => {
    expect(findBannedClaims(text).map(({ rule, text: said }) => `${rule}: ${said}`)).toEqual([]);
  });

  it('each have a hit of their own in this table, a reason in both languages and an id that is theirs alone', () => {
    const ids = BANNED_CLAIMS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !HITS[id])).toEqual([]);
    expect(BANNED_CLAIMS.filter(({ why }) => !why.zh.trim() || !why.en.trim())).toEqual([]);
  });

  it('are found however they are spaced, cased or written wide, with offsets in the text as it is', () => {
    expect(findBannedClaims('这是最 好的，ＮＯ.１！')).toMatchObject([
      { rule: 'zh-best', start: 2, end: 5, text: '最 好' },
      { rule: 'any-number-one', start: 7, end: 11, text: 'ＮＯ.１' },
    ]);
    expect(findBannedClaims('😀最\u200b佳')).toMatchObject([{ rule: 'zh-best', start: 2, end: 5 }]);
  });

  it('are told once where one lies inside another', () => {
    expect(findBannedClaims('销量第一').map(({ text }) => text)).toEqual(['销量第一']);
  });
});

describe('a shop’s own banned phrases', () => {
  const own = (phrase: string, severity: 'block' | 'warn' = 'block') => [
    { id: '1', phrase, why: 'not ours', severity } as const,
  ];

  it('are found whatever their case and width, as often as they stand there', () => {
    const flags = findBannedClaims('Acme 和 ＡＣＭＥ', own('acme'));
    expect(flags).toMatchObject([
      { rule: 'own:1', start: 0, end: 4, why: { zh: 'not ours', en: 'not ours' } },
      { rule: 'own:1', start: 7, end: 11 },
    ]);
  });

  it('end where a word ends', () => {
    expect(findBannedClaims('A party for artists', own('art'))).toEqual([]);
    expect(findBannedClaims('帐篷节', own('帐篷'))).toHaveLength(1);
  });

  it('never hide what blocks behind a warning', () => {
    const flags = findBannedClaims('销量第一', own('销量第一', 'warn'));
    expect(flags.map(({ severity }) => severity).sort()).toEqual(['block', 'warn']);
  });
});
