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

  it('drops the oldest first when the budget is spent, and says what and why', async () => {
    const history = [asked('第一个问题'.repeat(10)), said('第一个回答'.repeat(10)), asked('最后的问题')];
    const window = await new BudgetContextWindow({ budgetTokens: 20 }).fit(turn('那它呢？', history));
    expect(window.kept.map(({ text }) => text)).toEqual(['最后的问题']);
    expect(window.dropped).toHaveLength(2);
    expect(window.dropped[0]?.because).toContain('budget');
    expect(window.usedTokens).toBeLessThanOrEqual(window.budgetTokens);
  });

  it('counts Chinese by character and English by word', () => {
    expect(countTokens('退换货政策')).toBe(5);
    expect(countTokens('return policy')).toBe(3);
  });
});
