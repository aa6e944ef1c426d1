import { describe, expect, it } from 'vitest';
import type { GraphClause } from '../graph.store.js';
import { featuresOf, type FoundClause, type Nearness } from './clause.features.js';
import { ClauseReadings } from './clause.readings.js';

function clause(id: string, more: Partial<GraphClause> = {}): GraphClause {
  const source = { policyId: 'p', policyTitle: 'Returns', versionId: 'v1', version: 1, effectiveFrom: new Date(0) };
  return { ...source, id, key: id, position: 3, heading: '', path: [], text: 'Bring the receipt.', ...more };
}
const near = (own: number, leaning: number): Nearness => ({ own, leaning, ownSentence: own, usual: 0.5 });
const found = (one: GraphClause, more: Partial<FoundClause> = {}): FoundClause => ({
  clause: one,
  ownWords: 0,
  words: 0,
  wordsPlace: 0,
  meaningPlace: 0,
  taughtPlace: 0,
  edge: 0,
  ...more,
});
const of = (question: string, candidates: readonly FoundClause[], topic?: GraphClause) =>
  featuresOf(question, candidates, topic && { clause: topic, strength: 0.8, isQuoted: true }, new ClauseReadings());

describe('featuresOf', () => {
  it('reads which of the question’s words, and which pairs of them, a clause holds', () => {
    const [held] = of('lost receipt returns', [found(clause('a', { text: 'A lost receipt is no problem.' }))]);
    expect(held).toMatchObject({ coverage: 1, phrases: 0.5, heading: 0 });
    const [named] = of('lost receipt', [found(clause('b', { heading: 'Lost receipt' }))]);
    expect(named).toMatchObject({ heading: 1 });
  });

  it('tells what the history adds as differences, so that a question alone has none', () => {
    const [alone] = of('x', [found(clause('a'), { ownWords: 0.6, words: 0.6, nearness: near(0.7, 0.7) })]);
    expect(alone).toMatchObject({ wordsOfHistory: 0, meaningOfHistory: 0, wordsHelped: 0, wordsOfHistoryHelped: 0 });
    const [leaning] = of('x', [found(clause('a'), { ownWords: 0.2, words: 0.6, nearness: near(0.6, 0.7) })]);
    expect(leaning?.wordsOfHistory).toBeCloseTo(0.4);
    expect(leaning?.meaningOfHistory).toBeCloseTo(0.1);
  });

  it('opens the gate by how much nearer the nearest comes when the history speaks, and closes it where it comes no nearer', () => {
    const helped = of('x', [
      found(clause('a'), { words: 1, nearness: near(0.5, 0.8) }),
      found(clause('b'), { nearness: near(0.6, 0.5) }),
    ]);
    expect(helped[0]?.wordsOfHistoryHelped).toBeCloseTo(0.2);
    const switched = of('x', [found(clause('a'), { words: 1, nearness: near(0.8, 0.6) })]);
    expect(switched[0]?.wordsOfHistoryHelped).toBeCloseTo(-0.2);
  });

  it('knows a clause that only sends on to another by its name, as far as that name is what was asked', () => {
    const steps = clause('a', { text: 'Upload what is listed in “What to provide”, then wait.' });
    const documents = clause('b', { heading: 'What to provide', text: 'Your order number and a photo.' });
    const of2 = (question: string) => of(question, [found(steps), found(documents)]).map((one) => one.pointsAway);
    expect(of2('provide what')).toEqual([1, 0]);
    expect(of2('how long must I wait')).toEqual([0, 0]);
    const elsewhere = clause('c', { ...documents, versionId: 'other' });
    expect(of('provide what', [found(steps), found(elsewhere)])[0]?.pointsAway).toBe(0);
  });

  it('knows the clauses of the policy that the last answer stood on', () => {
    const features = of('x', [found(clause('a')), found(clause('b', { versionId: 'v2' }))], clause('said'));
    expect(features.map(({ samePolicy }) => samePolicy)).toEqual([0.8, 0]);
  });

  it('does not take an answer that quotes a clause for a history that helps', () => {
    const quoted = clause('quoted');
    const [first] = of(
      'x',
      [
        found(quoted, { ownWords: 1, words: 1, nearness: near(0.5, 0.9) }),
        found(clause('b'), { nearness: near(0.6, 0.5) }),
      ],
      quoted,
    );
    expect(first?.wordsHelped).toBeCloseTo(-0.1);
    expect(first?.again).toBe(1);
  });

  it('knows what introduces a policy that has clauses under headings of their own', () => {
    const introduces = (...headings: string[]) =>
      of(
        'x',
        headings.map((heading, place) => found(clause(`c${place}`, { heading }))),
      ).map((one) => one.introduces);
    expect(introduces('Returns', 'Return period')).toEqual([1, 0]);
    expect(introduces('Returns', 'Returns')).toEqual([0, 0]);
  });

  it('does without vectors', () => {
    expect(of('x', [found(clause('a'))])[0]).toMatchObject({ meaning: 0, sentence: 0, wordsHelped: 0 });
  });
});
