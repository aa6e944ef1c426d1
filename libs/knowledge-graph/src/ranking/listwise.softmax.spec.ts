import { describe, expect, it } from 'vitest';
import { fitListwise, product, type RatedList } from './listwise.softmax.js';

const settings = { l2: 0.001, steps: 300 };

/** The right candidate is the one whose second feature is high; the first says nothing. */
function lists(count: number): RatedList[] {
  return Array.from({ length: count }, (_, at) => {
    const noise = (place: number) => ((at * 7 + place * 13) % 10) / 10;
    const rows = [0, 1, 2].map((place) => [noise(place), place === at % 3 ? 0.1 : 0.02 * noise(place + 1)]);
    return { rows, isRight: rows.map((_, place) => place === at % 3), weight: 1 };
  });
}

describe('fitListwise', () => {
  it('finds the feature that tells the right candidate, whatever its unit', () => {
    const weights = fitListwise(lists(60), settings);
    for (const { rows, isRight } of lists(60)) {
      const scores = rows.map((row) => product(row, weights));
      expect(scores.indexOf(Math.max(...scores))).toBe(isRight.indexOf(true));
    }
    expect(weights[1]).toBeGreaterThan(10 * Math.abs(weights[0] ?? 0));
  });

  it('gives equal weights for equal data, and smaller ones where they are held back', () => {
    expect(fitListwise(lists(30), settings)).toEqual(fitListwise(lists(30), settings));
    const [, held = 0] = fitListwise(lists(30), { ...settings, l2: 1 });
    const [, free = 0] = fitListwise(lists(30), settings);
    expect(held).toBeLessThan(free);
    expect(held).toBeGreaterThan(0);
  });

  it('is content with any of several right candidates', () => {
    const both: RatedList = {
      rows: [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      isRight: [true, true, false],
      weight: 1,
    };
    const weights = fitListwise([both], settings);
    expect(weights[0]).toBeCloseTo(weights[1] ?? 0);
    expect(weights[0]).toBeGreaterThan(0);
  });

  it('keeps a weight from falling below zero where it must not, and lets the others take over', () => {
    const against = lists(60).map((list) => ({
      ...list,
      rows: list.rows.map(([noise = 0, telling = 0]) => [-telling, noise]),
    }));
    const [free = 0] = fitListwise(against, settings);
    const [held = 0] = fitListwise(against, { ...settings, isNeverNegative: [true, false] });
    expect(free).toBeLessThan(0);
    expect(held).toBe(0);
  });

  it('does not learn from a list that weighs nothing', () => {
    const wrong: RatedList = {
      rows: [
        [0, 1],
        [1, 0],
      ],
      isRight: [false, true],
      weight: 0,
    };
    const right: RatedList = {
      rows: [
        [0, 1],
        [1, 0],
      ],
      isRight: [true, false],
      weight: 1,
    };
    expect(fitListwise([wrong, right], settings)[1]).toBeGreaterThan(0);
  });
});
