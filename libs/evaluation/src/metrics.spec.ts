import { expect, it } from 'vitest';
import type { AnswerLine } from './answer.line.js';
import { measureAnswers } from './metrics.js';
import type { PackQuestion } from './pack.schema.js';

const base = { source: 's', locale: 'en', history: [], question: 'q', evidence: [], facts: [] } as const;
const questions: PackQuestion[] = [
  { ...base, id: 'found', evidence: ['c1'], facts: [], history: [], answerable: 'yes' },
  { ...base, id: 'late', evidence: ['c2', 'c3'], facts: [], history: [], answerable: 'partial' },
  { ...base, id: 'fact', evidence: [], facts: [['Reed Notebook', 'Cover', 'Linen']], history: [], answerable: 'yes' },
  { ...base, id: 'refused', evidence: ['c9'], facts: [], history: [], answerable: 'yes' },
  { ...base, id: 'silent', evidence: [], facts: [], history: [], answerable: 'no' },
  { ...base, id: 'loud', evidence: [], facts: [], history: [], answerable: 'no' },
];
const answer = (id: string, more: Partial<AnswerLine>): AnswerLine => ({
  id,
  outcome: 'answered',
  reason: '',
  answer: 'a',
  citations: [],
  retrieved: [],
  totalMs: 1,
  ...more,
});
const clauses = (...ids: string[]) => ids.map((clause) => ({ clause }));
const answers = [
  answer('found', { retrieved: clauses('c1'), citations: clauses('c1') }),
  answer('late', { retrieved: clauses('x', 'y', 'z', 'u', 'c3', 'c2'), citations: clauses('x') }),
  answer('fact', { retrieved: [{ fact: ['reed notebook', 'cover ', 'linen.'] }], citations: clauses('x') }),
  answer('refused', { outcome: 'refused', retrieved: clauses('a', 'b', 'c', 'd', 'e', 'c9') }),
  answer('silent', { outcome: 'refused' }),
  answer('loud', { citations: clauses('c1') }),
];

it('counts hits among the first, and only where gold evidence is named', () => {
  const { hit1, hit5 } = measureAnswers(questions, answers);
  expect(hit1).toEqual({ n: 4, rate: 0.5 });
  expect(hit5).toEqual({ n: 4, rate: 0.75 });
});

it('counts gold citations of what was answered, and silence of what could not be', () => {
  const metrics = measureAnswers(questions, answers);
  expect(metrics.citesGold).toEqual({ n: 3, rate: 1 / 3 });
  expect(metrics.answeredWhenAnswerable).toEqual({ n: 4, rate: 0.75 });
  expect(metrics.silentWhenUnanswerable).toEqual({ n: 2, rate: 0.5 });
  expect(metrics.outcomes).toEqual({ answered: 4, clarified: 0, refused: 2, blocked: 0, 'handed-over': 0 });
});

it('measures a part of the pack by its questions alone, and says null where there is nothing to measure', () => {
  const metrics = measureAnswers(questions.slice(4), answers);
  expect(metrics.asked).toBe(2);
  expect(metrics.hit5).toEqual({ n: 0, rate: null });
});
