import { describe, expect, it } from 'vitest';
import type { AnswerLine } from './answer.line.js';
import type { PackQuestion } from './pack.schema.js';
import { reliabilityOf } from './reliability.js';

const question = (id: string, answerable: PackQuestion['answerable']): PackQuestion => ({
  id,
  source: 's',
  locale: 'en',
  history: [],
  question: 'q',
  evidence: answerable === 'no' ? [] : ['gold'],
  facts: [],
  answerable,
});
const answer = (id: string, confidence: number, found = 'gold'): AnswerLine => ({
  id,
  outcome: 'answered',
  reason: '',
  answer: '',
  citations: [],
  retrieved: [{ clause: found }],
  confidence,
  totalMs: 1,
});

describe('the reliability of a confidence', () => {
  it('is right on average where nine of ten that were believed by .9 can be answered', () => {
    const ids = Array.from({ length: 10 }, (_, place) => String(place));
    const reliability = reliabilityOf(
      ids.map((id) => question(id, id === '0' ? 'no' : 'yes')),
      ids.map((id) => answer(id, 0.9, id === '1' ? 'another' : 'gold')),
    );
    expect(reliability?.error).toBeCloseTo(0);
    expect(reliability?.bins).toMatchObject([{ from: 0.9, n: 10, answerable: 0.9, right: 0.8 }]);
  });

  it('weighs each bin by its questions', () => {
    const reliability = reliabilityOf(
      [question('a', 'yes'), question('b', 'yes'), question('c', 'no'), question('d', 'needs_clarification')],
      [answer('a', 1), answer('b', 1), answer('c', 0.5), answer('d', 0.1)],
    );
    expect(reliability?.bins.map(({ n }) => n)).toEqual([1, 2]);
    expect(reliability?.error).toBeCloseTo(0.5 / 3);
  });

  it('says nothing where nothing was found', () => {
    const { confidence: _, ...unfound } = answer('a', 0);
    expect(reliabilityOf([question('a', 'yes')], [unfound])).toBeUndefined();
  });
});
