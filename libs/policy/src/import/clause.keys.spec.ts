import { describe, expect, it } from 'vitest';
import { ClauseKeys, numberOf } from './clause.keys.js';

describe('the number of a heading', () => {
  it.each([
    ['第三条 退货期限', '第三条'],
    ['第 12 章', '第12章'],
    ['一、退货', '一'],
    ['（三）例外', '三'],
    ['2.1 Refunds', '2.1'],
    ['2.1. Refunds', '2.1'],
    ['2.1退款', '2.1'],
    ['Section 4: Costs', '4'],
    ['§ 7 Costs', '7'],
    ['3. Eligibility', '3'],
    ['3．条件', '3'],
  ])('of “%s” is %s', (heading, number) => expect(numberOf(heading)).toBe(number));

  it.each(['7 天无理由退货', '30-day returns', '2026 年规定', '24.5', '3D printers', 'Sections', '第三方'])(
    'is not seen in “%s” unless it stands alone',
    (heading) => expect(numberOf(heading)).toBe(/^\d+\.\d+$/u.test(heading) ? heading : undefined),
  );
});

describe('keys', () => {
  it('come from the number or the words, and tell equal headings apart by the one above', () => {
    const keys = new ClauseKeys();
    expect(keys.next('第三条 期限', '第一章')).toBe('第三条');
    expect(keys.next('第三条 期限', '第二章 换货')).toBe('第二章-第三条');
    expect(keys.next('What you need', undefined)).toBe('what-you-need');
    expect(keys.next('What you need!', 'Exchanges')).toBe('exchanges-what-you-need');
    expect(keys.next('What you need', 'Exchanges')).toBe('exchanges-what-you-need-2');
    expect(keys.next('What you need', undefined)).toBe('what-you-need-2');
  });
});
