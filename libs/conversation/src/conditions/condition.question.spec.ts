import { describe, expect, it } from 'vitest';
import { canBeAsked, questionAbout } from './condition.question.js';

const about = (text: string, locale: 'zh' | 'en') => questionAbout({ text, parts: [text] }, locale);

describe('questionAbout', () => {
  it('turns a statement about the customer or their order into a question', () => {
    expect(about('you’re a member', 'en')).toBe('Are you a member?');
    expect(about('you have a receipt', 'en')).toBe('Do you have a receipt?');
    expect(about('you have opened the box', 'en')).toBe('Have you opened the box?');
    expect(about('your order is over 50 euros', 'en')).toBe('Is your order over 50 euros?');
    expect(about('the guest must be a member', 'en')).toBe('Is the guest a member?');
  });

  it('asks for the thing itself where the clause denies it, so that yes means yes', () => {
    expect(about('you don’t have an invoice', 'en')).toBe('Do you have an invoice?');
    expect(about('商品未拆封', 'zh')).toBe('商品是否已拆封？');
  });

  it('quotes what it cannot turn round', () => {
    expect(about('engraved cups', 'en')).toBe('Does this apply to your case: “engraved cups”?');
    expect(about('you bought it at a counter', 'en')).toBe('Is it the case that you bought it at a counter?');
    expect(about('定制商品', 'zh')).toBe('请问是这种情况吗：定制商品？');
  });

  it('asks in Chinese about a state, an amount and the customer', () => {
    expect(about('订单满 199 元', 'zh')).toBe('订单是否满 199 元？');
    expect(about('您是会员', 'zh')).toBe('您是会员吗？');
    expect(about('未拆封', 'zh')).toBe('是否已拆封？');
  });
});

describe('canBeAsked', () => {
  const can = (text: string, locale: 'zh' | 'en') => canBeAsked({ text, parts: [text] }, locale);

  it('leaves a bare word in the quotation, and what was cut out of a longer sentence', () => {
    expect([can('you are a member', 'en'), can('agreed', 'en')]).toEqual([true, false]);
    expect([can('商品未拆封', 'zh'), can('买家在前款', 'zh')]).toEqual([true, false]);
  });
});
