import { describe, expect, it } from 'vitest';
import { demandIn, meeting, quantityIn } from './quantity.js';

const prices = ['1,299 元', '459 元', '25', '面议'];
const met = (question: string, locale: 'zh' | 'en' = 'zh', values = prices) => {
  const demand = demandIn(question, locale);
  return demand && meeting(values, (value) => value, demand);
};

describe('quantityIn', () => {
  it('reads thousands, fractions and units that can be compared', () => {
    expect(quantityIn('1,299 元')).toBe(1299);
    expect(quantityIn('1.2 kg')).toBe(quantityIn('1200 g'));
    expect(quantityIn('0.5 米')).toBe(quantityIn('50 厘米'));
    expect(quantityIn('2 年')).toBe(quantityIn('730 天'));
  });

  it('knows that what is free costs nothing, and that words are no quantity', () => {
    expect(quantityIn('免费')).toBe(0);
    expect(quantityIn('free of charge')).toBe(0);
    expect(quantityIn('面议')).toBeUndefined();
  });
});

describe('meeting', () => {
  it('keeps what lies within the bounds, the bounds themselves included', () => {
    expect(met('500元以下的')).toEqual(['459 元', '25']);
    expect(met('不超过459块')).toEqual(['459 元', '25']);
    expect(met('459 元以上')).toEqual(['1,299 元', '459 元']);
    expect(met('20到500元之间')).toEqual(['459 元', '25']);
    expect(met('cheaper than 100 yuan', 'en')).toEqual(['25']);
    expect(met('between 400 and 2,000 yuan', 'en')).toEqual(['1,299 元', '459 元']);
  });

  it('finds the extremes, all of them where several share one', () => {
    expect(met('最便宜的')).toEqual(['25']);
    expect(met('the most expensive one', 'en')).toEqual(['1,299 元']);
    expect(met('最轻的', 'zh', ['900 g', '0.9 kg', '1 kg'])).toEqual(['900 g', '0.9 kg']);
  });

  it('demands nothing where the question does not', () => {
    for (const question of ['多少钱', '订单 12 到哪了', '保修 2 年吗', '电话是 0571-88001122'])
      expect(demandIn(question, 'zh')).toBeUndefined();
  });
});
