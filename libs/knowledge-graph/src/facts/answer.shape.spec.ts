import { describe, expect, it } from 'vitest';
import { shapeFit, shapesAsked, shapesOf } from './answer.shape.js';

const fit = (question: string, value: string, locale: 'zh' | 'en' = 'zh') =>
  shapeFit(shapesAsked(question, locale), shapesOf([value]));

describe('shapeFit', () => {
  it('is 1 where the value has the shape that the question word asks for', () => {
    for (const [question, value] of [
      ['他是哪年出生的', '1988年3月2日'],
      ['几点开门', '周一至周五 9:30-18:00'],
      ['能玩多久', '2小时'],
      ['多少钱', '免费'],
      ['多少钱', '68'],
      ['有多大', '60 × 40 厘米'],
      ['电话是多少', '0571-88001122'],
    ] as const)
      expect([question, fit(question, value)]).toEqual([question, 1]);
    expect(fit('How long is the warranty?', '2 years', 'en')).toBe(1);
    expect(fit('How many litres does it hold?', '45 litres', 'en')).toBe(1);
  });

  it('is −1 where it has another shape', () => {
    expect(fit('在哪里', '1988年3月2日')).toBe(-1);
    expect(fit('几点开门', '溪口路3号')).toBe(-1);
    expect(fit('Who made it?', '2 years', 'en')).toBe(-1);
  });

  it('is 0 where the question leaves it open, and where the value is mere words', () => {
    expect(fit('怎么样', '棉')).toBe(0);
    expect(fit('谁做的', '溪口工坊')).toBe(0);
  });
});
