import { describe, expect, it } from 'vitest';
import { sampleQuestions } from './question.sample.js';

const make = (source: string, count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `${source}-${String(place).padStart(3, '0')}`, source }));
const idsOf = (questions: readonly { id: string }[]) => questions.map(({ id }) => id);
const sharesOf = (questions: readonly { source: string }[]) =>
  questions.reduce<Record<string, number>>((shares, { source }) => {
    shares[source] = (shares[source] ?? 0) + 1;
    return shares;
  }, {});

describe('a sample', () => {
  const questions = [...make('b', 40), ...make('a', 100), ...make('c', 5)];

  it('is the same for the same seed, and another for another', () => {
    const drawn = idsOf(sampleQuestions(questions, 30, 7));
    expect(idsOf(sampleQuestions(questions, 30, 7))).toEqual(drawn);
    expect(idsOf(sampleQuestions(questions, 30, 8))).not.toEqual(drawn);
  });

  it('does not depend on the order of the pack', () => {
    const reversed = idsOf(sampleQuestions([...questions].reverse(), 30, 7));
    expect([...reversed].sort()).toEqual(idsOf(sampleQuestions(questions, 30, 7)).sort());
  });

  it('holds equal shares of each source, and a small source whole', () => {
    expect(sharesOf(sampleQuestions(questions, 12, 1))).toEqual({ a: 4, b: 4, c: 4 });
    expect(sharesOf(sampleQuestions(questions, 13, 1))).toEqual({ a: 5, b: 4, c: 4 });
    expect(sharesOf(sampleQuestions(questions, 60, 1))).toEqual({ a: 28, b: 27, c: 5 });
  });

  it('is the whole pack where more is asked for, each question once', () => {
    expect(idsOf(sampleQuestions(questions, 1_000, 1))).toEqual(idsOf(questions));
  });

  it('draws these questions for this seed, today and later', () => {
    expect(idsOf(sampleQuestions([...make('x', 10), ...make('y', 10)], 6, 1))).toEqual(
      'x-003 x-007 x-008 y-005 y-007 y-008'.split(' '),
    );
  });
});
