import { describe, expect, it } from 'vitest';
import { SameMoment } from './same.moment.js';

const one = {};
const two = {};
const doubled = (asked: number[][]) => async (questions: readonly number[]) => {
  asked.push([...questions]);
  return questions.map((question) => 2 * question);
};

describe('SameMoment', () => {
  it('asks together what is asked at the same moment under the same key, and gives each its own answer', async () => {
    const asked: number[][] = [];
    const moment = new SameMoment<number, number>();
    const answers = [moment.ask(one, 1, doubled(asked)), moment.ask(two, 5, doubled(asked))];
    answers.push(moment.ask(one, 2, doubled(asked)));
    expect(await Promise.all(answers)).toEqual([2, 10, 4]);
    expect(asked).toEqual([[1, 2], [5]]);
    expect(await moment.ask(one, 3, doubled(asked))).toBe(6);
    expect(asked).toHaveLength(3);
  });

  it('tells a failure to everyone who asked, and begins anew', async () => {
    const moment = new SameMoment<number, number>();
    const fail = () => Promise.reject(new Error('away'));
    const both = await Promise.allSettled([moment.ask(one, 1, fail), moment.ask(one, 2, fail)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await moment.ask(one, 1, doubled([]))).toBe(2);
  });
});
