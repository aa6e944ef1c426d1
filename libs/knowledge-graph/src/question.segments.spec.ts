import { describe, expect, it } from 'vitest';
import { segmentsOf } from './question.segments.js';

describe('segmentsOf', () => {
  it('splits what is asked together and leaves the names out', () => {
    const mentions = [{ entity: '故宫', start: 0, length: 2 }];
    expect(segmentsOf('故宫的电话和评分是多少？', mentions)).toEqual(['的电话', '评分是多少']);
    expect(segmentsOf('What is the phone number and the price range?', [])).toEqual([
      'what is the phone number',
      'the price range',
    ]);
  });

  it('does not ask again for what the customer only repeats', () => {
    expect(segmentsOf('电话是010-62628501，这里能玩多久呀？', [])).toEqual(['这里能玩多久呀']);
  });

  it('keeps a question that is nothing but a name', () => {
    expect(segmentsOf('故宫', [{ entity: '故宫', start: 0, length: 2 }])).toEqual(['故宫']);
  });
});
