import type { PackQuestion } from '@zhike/evaluation';
import { describe, expect, it } from 'vitest';
import { goOnward, stray } from './train.onward.js';

const question = (
  id: string,
  text: string,
  evidence: readonly string[],
  more: Partial<PackQuestion> = {},
): PackQuestion => ({
  id,
  source: 's',
  locale: 'zh',
  history: [],
  question: text,
  evidence: [...evidence],
  facts: [],
  answerable: 'yes',
  ...more,
});
const clauses = [
  ['law', '1', '退货期限为七天。'],
  ['law', '2', '运费由店家承担。'],
  ['other', '3', '会员免费。'],
].map(([documentId, id, text]) => JSON.stringify({ id, documentId, text }));
const pack = (questions: PackQuestion[]) => ({ questions, texts: { clauses: clauses.join('\n'), facts: '' } });
const both = [question('a', '几天内可以退货？', ['1']), question('b', '退回坏了的商品，运费由谁承担？', ['2'])];

describe('goOnward', () => {
  it('asks after a neighbour’s question and its clause, without what the part before the comma says', () => {
    const onward = goOnward(pack(both), 1).find((one) => one.question.id === 'b');
    expect(onward).toEqual({
      question: {
        ...both[1],
        question: '运费由谁承担？',
        history: [
          { role: 'customer', text: '几天内可以退货？' },
          { role: 'agent', text: '退货期限为七天。' },
        ],
      },
      quoted: '1',
    });
  });

  it('has nothing to go on from in another document, nor for what is itself a follow-up or cannot be answered', () => {
    const history = [{ role: 'customer' as const, text: '你好' }];
    expect(goOnward(pack([question('a', '几天？', ['1']), question('c', '免费吗？', ['3'])]), 1)).toEqual([]);
    expect(goOnward(pack([question('a', '几天？', ['1']), question('b', '谁？', ['2'], { history })]), 1)).toEqual([]);
    expect(
      goOnward(pack([question('a', '几天？', ['1']), question('b', '谁？', ['2'], { answerable: 'no' })]), 1),
    ).toEqual([]);
  });

  it('draws the same for the same seed', () => {
    const many = [...both, question('d', '运费多少？', ['2']), question('e', '退货几天？', ['1'])];
    expect(goOnward(pack(many), 7)).toEqual(goOnward(pack(many), 7));
  });
});

describe('stray', () => {
  it('asks what nothing answers in the middle of a conversation', () => {
    const [strayed] = stray([question('x', '明天下雨吗？', [])], goOnward(pack(both), 1));
    expect(strayed?.question).toMatchObject({
      id: 'x',
      question: '明天下雨吗？',
      history: [{ role: 'customer' }, { role: 'agent' }],
    });
    expect(stray([question('x', '明天下雨吗？', [])], [])).toEqual([]);
  });
});
