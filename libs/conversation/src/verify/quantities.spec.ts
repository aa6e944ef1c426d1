import { describe, expect, it } from 'vitest';
import { isKnownDate } from './calendar.dates.js';
import { measuresIn } from './quantities.js';

const values = (text: string) => measuresIn(text).quantities.map(({ value, unit, bound }) => ({ value, unit, bound }));

describe('measuresIn', () => {
  it.each([
    ['十五天', 15, 'day'],
    ['15 days', 15, 'day'],
    ['fifteen days', 15, 'day'],
    ['１５天', 15, 'day'],
    ['两周', 14, 'day'],
    ['twenty-one hours', 21, 'hour'],
    ['1,200 元', 1200, 'yuan'],
    ['1.5万元', 15000, 'yuan'],
    ['两万三千元', 23000, 'yuan'],
    ['百分之十', 10, 'percent'],
    ['10 per cent', 10, 'percent'],
    ['$4.90', 4.9, 'dollar'],
    ['半年', 6, 'month'],
    ['two years', 24, 'month'],
    ['5 个工作日', 5, 'working-day'],
    ['5 business days', 5, 'working-day'],
    ['2 公斤', 2000, 'gram'],
    ['一年', 12, 'month'],
  ])('reads %s', (text, value, unit) => {
    expect(values(text)).toEqual([{ value, unit, bound: undefined }]);
  });

  it.each([
    ['7 天内', 'most'],
    ['不超过 7 天', 'most'],
    ['within 7 days', 'most'],
    ['no more than 7 days', 'most'],
    ['满 199 元', 'least'],
    ['199 元以上', 'least'],
    ['at least 199 dollars', 'least'],
    ['18 or older', 'least'],
    ['不满 199 元', 'less'],
    ['under 18', 'less'],
    ['超过 30 天', 'more'],
    ['over 30 days', 'more'],
  ])('knows on which side of the number "%s" lies', (text, bound) => {
    expect(values(text)[0]?.bound).toBe(bound);
  });

  it('takes neither a list marker nor a 一 inside a word for an amount', () => {
    expect(values('1. 寄回商品\n2) 等一等')).toEqual([]);
    expect(values('统一由一个仓库发出')).toEqual([]);
  });

  it.each([
    ['2026年7月1日', '2026-7-1'],
    ['2026-07-01', '2026-7-1'],
    ['July 1st, 2026', '2026-7-1'],
    ['1 July 2026', '2026-7-1'],
    ['7 月 1 日', '-7-1'],
    ['二〇二六年七月一日', '2026-7-1'],
    ['9:30 a.m.', 't570'],
    ['下午三点半', 't930'],
    ['15:30', 't930'],
    ['周五', 'w5'],
    ['Fridays', 'w5'],
  ])('reads the date or time %s and takes it for no amount', (text, date) => {
    expect(measuresIn(text)).toMatchObject({ dates: [date], quantities: [] });
  });

  it('lets a date leave out the year, not add one', () => {
    expect(isKnownDate('-7-1', ['2026-7-1'])).toBe(true);
    expect(isKnownDate('2026-7-1', ['-7-1'])).toBe(false);
    expect(isKnownDate('2026-7-2', ['2026-7-1'])).toBe(false);
  });
});
