import { describe, expect, it } from 'vitest';
import { foldQuestion } from './question.fold.js';
import { isSameKind } from './question.likeness.js';

describe('foldQuestion', () => {
  it.each([
    ['退货期限是多久？', ' 退货 期限是多久 '],
    ['Can I return it?', '  can  I\nreturn it ?! '],
    ['ＶＩＰ 会员几折', 'vip会员几折？？'],
    ['运费多少', '运\u200b费多少。'],
  ])('takes %j and %j for one question', (left, right) => {
    expect(foldQuestion(left)).toBe(foldQuestion(right));
  });

  it.each([
    ['7 天内可以退货吗', '17 天内可以退货吗'],
    ['Is 1.5 kg allowed', 'Is 15 kg allowed'],
    ['可以退货吗', '不可以退货吗'],
    ['no return', 'noreturn'],
    ['-5 度能用吗', '5 度能用吗'],
  ])('keeps %j and %j apart', (left, right) => {
    expect(foldQuestion(left)).not.toBe(foldQuestion(right));
  });
});

describe('isSameKind', () => {
  it('sees a negation and a number that vectors hardly see', () => {
    expect(isSameKind('Can I return opened items?', 'Can I not return opened items?')).toBe(false);
    expect(isSameKind('7 天内可以退吗', '15 天内可以退吗')).toBe(false);
    expect(isSameKind('七天内可以退吗', '7 天内能退吗')).toBe(true);
    expect(isSameKind('How long is the warranty?', 'What is the warranty period?')).toBe(true);
  });
});
