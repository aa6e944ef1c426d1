import { describe, expect, it } from 'vitest';
import { ratingBy } from './sentence.selection.js';
import { offerSentences } from './sentence.signs.js';
import { type Lesson, trainWeights } from './sentence.training.js';

const things = ['tea', 'cups', 'kettles', 'bowls', 'spoons', 'vases'];
/** The sentence about what is asked is worth saying, wherever it stands. */
const lessons: Lesson[] = things.map((thing, turn) => {
  const sentences = things.map((other) => `The shelf of ${other} stands in hall ${other.length}.`);
  const text = [...sentences.slice(turn), ...sentences.slice(0, turn)].reverse().join(' ');
  const clause = {
    kind: 'clause' as const,
    citation: {
      kind: 'clause' as const,
      sourceId: 's',
      sourceKey: '1',
      policyId: 'p',
      policyTitle: 'Halls',
      versionId: 'v',
      version: 1,
      label: 'l',
      effectiveFrom: '2026-07-01T00:00:00Z',
    },
    text,
    locale: 'en' as const,
    score: 1,
    confidence: 1,
  };
  return offerSentences({ question: `Where are the ${thing}?`, earlier: [] }, [clause])
    .flat()
    .map((sentence) => ({ signs: sentence.signs, worth: Number(sentence.text.includes(` ${thing} `)) }));
});

describe('trainWeights', () => {
  it('learns to choose what is worth saying, also for a question it has not seen', () => {
    const [unseen = [], ...seen] = lessons;
    const rate = ratingBy(trainWeights(seen, { ridge: 0.01, steps: 200 }));
    expect([...unseen].sort((a, b) => rate(b) - rate(a))[0]?.worth).toBe(1);
  });

  it('gives no weight to signs that are left out, and the same weights each time', () => {
    const options = { ridge: 0.01, steps: 50, without: ['coverage'] as const };
    const weights = trainWeights(lessons, options);
    expect(weights.coverage).toBe(0);
    expect(trainWeights(lessons, options)).toEqual(weights);
  });

  it('says nothing about signs when no sentence is better than another', () => {
    const equal = lessons.map((lesson) => lesson.map(({ signs }) => ({ signs, worth: 0.5 })));
    const weights = Object.values(trainWeights(equal, { ridge: 0.01, steps: 50 }));
    expect(Math.max(...weights.map(Math.abs))).toBeLessThan(1e-6);
  });
});
