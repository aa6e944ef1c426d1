import type { TestAnswer } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { type Exchange, historyOf } from './exchange.js';

const answer = (sentences: string[], choices: string[] = []): TestAnswer => ({
  outcome: 'answered',
  reason: 'policy-found',
  sentences: sentences.map((text) => ({ text, citations: [] })),
  choices,
  trace: {
    turnId: 't',
    question: 'q',
    outcome: 'answered',
    reason: 'policy-found',
    totalMs: 1,
    steps: [],
    candidates: [],
  },
});
const exchange = (question: string, ...rest: Parameters<typeof answer>): Exchange => ({
  id: question,
  question,
  answer: answer(...rest),
});

describe('the history that goes along with a question', () => {
  it('is what both sides said, in order, with the choices that were offered', () => {
    expect(historyOf([exchange('退货', ['您想了解哪一方面？'], ['退货政策', '运费'])])).toEqual([
      { role: 'customer', text: '退货' },
      { role: 'agent', text: '您想了解哪一方面？\n退货政策\n运费' },
    ]);
  });

  it('has no line for an assistant that said nothing', () => {
    expect(historyOf([exchange('在吗', [])])).toEqual([{ role: 'customer', text: '在吗' }]);
  });

  it('stays within what the server takes, and keeps the latest', () => {
    const many = Array.from({ length: 30 }, (_, place) => exchange(`问题 ${place}`, ['答'.repeat(5_000)]));
    const history = historyOf(many);
    expect(history).toHaveLength(40);
    expect(history.at(-2)?.text).toBe('问题 29');
    expect(Math.max(...history.map(({ text }) => text.length))).toBe(4_000);
  });
});
