import { describe, expect, it } from 'vitest';
import type { PackQuestion } from '@zhike/evaluation';
import { groupsOf } from './train.examples.js';

const question = (id: string, more: Partial<PackQuestion> = {}): PackQuestion => ({
  id,
  source: 's',
  locale: 'en',
  history: [],
  question: `question ${id}`,
  evidence: [],
  facts: [],
  answerable: 'yes',
  ...more,
});

describe('groupsOf', () => {
  const sameGroup = (questions: readonly PackQuestion[], left: string, right: string) => {
    const groups = groupsOf(questions);
    return groups.get(left) === groups.get(right);
  };

  it('joins questions that the same clause answers first, and does not chain them over further clauses', () => {
    const questions = [
      question('a', { evidence: ['c1'] }),
      question('both', { evidence: ['c1', 'c2'] }),
      question('b', { evidence: ['c2'] }),
    ];
    expect(sameGroup(questions, 'a', 'both')).toBe(true);
    expect(sameGroup(questions, 'both', 'b')).toBe(false);
  });

  it('joins a conversation: its first question with all that followed', () => {
    const begin = { role: 'customer' as const, text: 'question a' };
    const questions = [question('a'), question('b', { history: [begin] }), question('c')];
    expect(sameGroup(questions, 'a', 'b')).toBe(true);
    expect(sameGroup(questions, 'a', 'c')).toBe(false);
  });
});
