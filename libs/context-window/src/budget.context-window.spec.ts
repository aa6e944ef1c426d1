import type { Turn, Utterance } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { BudgetContextWindow } from './budget.context-window.js';
import { countTokens } from './token.count.js';

const turn = (text: string, history: Utterance[], locale: Turn['locale'] = 'zh'): Turn => ({
  id: 't',
  workspaceId: 'w',
  conversationId: 'c',
  text,
  locale,
  history,
  at: new Date('2026-11-01'),
});
const asked = (text: string): Utterance => ({ role: 'customer', text });
const said = (text: string): Utterance => ({ role: 'agent', text });

describe('BudgetContextWindow', () => {
  it('lets 「退换货政策」 speak when 「需要提供什么材料？」 is asked', async () => {
    const window = await new BudgetContextWindow({ budgetTokens: 500 }).fit(
      turn('需要提供什么材料？', [asked('退换货政策是什么？'), said('签收后七天内可以退货。')]),
    );
    expect(window.earlier.find(({ text }) => text.includes('退换货政策'))?.weight).toBeGreaterThan(0.5);
  });

  it('lets history whisper when a whole new question is asked', async () => {
    const whole =
      'Which countries do you ship porcelain tea sets to nowadays, and by which carrier, and who pays the import duties?';
    const window = await new BudgetContextWindow({ budgetTokens: 500 }).fit(
      turn(whole, [asked('What is your return policy?')], 'en'),
    );
    expect(window.earlier[0]?.weight).toBeLessThan(0.5);
  });

  it('keeps the newest, cuts what has no room to its first sentence, drops the rest, and says what and why', async () => {
    const history = [
      asked('最早的问题是什么呢'.repeat(12)),
      said('第一句说的是运费。后面的内容还有很多很多很多，长得放不下。'),
      asked('最后的问题'),
    ];
    const window = await new BudgetContextWindow({ budgetTokens: 18 }).fit(turn('那它呢？', history));
    expect(window.kept.map(({ text }) => text)).toEqual(['最后的问题']);
    expect(window.summarised.map(({ text }) => text)).toEqual(['第一句说的是运费。']);
    expect(window.dropped.map(({ because }) => because)).toEqual(['over the token budget']);
    expect(window.usedTokens).toBeLessThanOrEqual(window.budgetTokens);
    expect(window.earlier.map(({ text }) => text)).toEqual(['最后的问题', '第一句说的是运费。']);
  });

  it('reads 「是的」 as the answer to what we asked, and remembers what was wanted', async () => {
    const history = [asked('这双鞋能退吗？'), said('要看情况。商品是否已拆封？')];
    const window = await new BudgetContextWindow({ budgetTokens: 500 }).fit(turn('是的', history));
    expect(window.reply).toEqual({ question: '这双鞋能退吗？', to: '商品是否已拆封？', text: '是的' });
    expect(window.question).toBe('商品是否已拆封？ 是的');
    expect(window.earlier).toMatchObject([{ text: '这双鞋能退吗？', weight: 1 }]);
  });

  it('reads “March” and a choice that was offered as answers, also after several questions of ours', async () => {
    const window = new BudgetContextWindow({ budgetTokens: 500 });
    const history = [
      asked('Can I claim the winter voucher?'),
      said('Are you a member?'),
      asked('yes'),
      said('In which month did you join?'),
    ];
    expect((await window.fit(turn('March', history, 'en'))).reply).toMatchObject({
      question: 'Can I claim the winter voucher?',
      text: 'March',
    });
    const offered = [asked('需要什么材料？'), { ...said('您想了解哪一方面？'), choices: ['退货政策', '保修政策'] }];
    expect((await window.fit(turn('保修政策', offered))).reply?.question).toBe('需要什么材料？');
  });

  it('does not take a request for a reply', async () => {
    const history = [said('Is there anything else I can help with?')];
    const window = await new BudgetContextWindow({ budgetTokens: 500 }).fit(
      turn('Yes. Please give me the address of the shop.', history, 'en'),
    );
    expect(window.reply).toBeUndefined();
  });

  it('remembers what the customer told of their own case, and the topic, over what was asked since', async () => {
    const history = [
      asked('我是金卡会员。我上周买了一台咖啡机，想了解一下你们全国联保的保修政策具体都包含哪些内容？'),
      said('保修一年。'),
      asked('运费呢？'),
      said('由我们承担。'),
    ];
    const window = await new BudgetContextWindow({ budgetTokens: 500 }).fit(turn('多久？', history));
    expect(window.told).toEqual(['我是金卡会员。']);
    expect(window.topic).toContain('保修政策');
  });

  it('counts Chinese by character and English by word', () => {
    expect(countTokens('退换货政策')).toBe(5);
    expect(countTokens('return policy')).toBe(3);
  });
});
