import type { AnswerLine } from '@zhike/evaluation';
import { afterEach, expect, it, vi } from 'vitest';
import { exitCodeOf, tellFailures } from './evaluate.failures.js';

afterEach(() => void vi.restoreAllMocks());

const line = (id: string, failure?: string): AnswerLine => ({
  id,
  outcome: 'handed-over',
  reason: '',
  answer: '',
  citations: [],
  retrieved: [],
  totalMs: 1,
  ...(failure === undefined ? {} : { failure }),
});

it('counts the questions on which the pipeline broke, and tells of the first five', () => {
  const told: string[] = [];
  const answers = [line('fine'), ...Array.from({ length: 7 }, (_, place) => line(`q${place}`, 'no luck'))];
  expect(tellFailures(answers, { write: (text) => told.push(text) })).toBe(7);
  expect(told).toEqual(['q0', 'q1', 'q2', 'q3', 'q4'].map((id) => `${id}: no luck\n`));
});

it('makes a run with such questions end with 1 and their number', () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(exitCodeOf(0)).toBe(0);
  expect(told).not.toHaveBeenCalled();
  expect(exitCodeOf(7)).toBe(1);
  expect(told).toHaveBeenCalledWith('The pipeline broke on 7 questions.');
});
