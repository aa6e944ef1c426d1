import { describe, expect, it } from 'vitest';
import { product } from './listwise.softmax.js';
import { fitLogistic, type LabelledRow } from './logistic.regression.js';

const settings = { l2: 0.001, steps: 500 };
const rows: LabelledRow[] = Array.from({ length: 40 }, (_, at) => ({
  row: [at / 40, (at * 17) % 5],
  isPositive: at >= 20,
  weight: 1,
}));

describe('fitLogistic', () => {
  it('sets the bound between the two kinds', () => {
    const { offset, weights } = fitLogistic(rows, settings);
    const decided = rows.filter(({ row, isPositive }) => product(row, weights) + offset > 0 === isPositive);
    expect(decided.length).toBeGreaterThanOrEqual(38);
    expect(fitLogistic(rows, settings)).toEqual({ offset, weights });
  });

  it('answers in the units of the rows', () => {
    const inHundreds = rows.map((labelled) => ({ ...labelled, row: labelled.row.map((value) => value * 100) }));
    const [plain, scaled] = [fitLogistic(rows, settings), fitLogistic(inHundreds, settings)];
    expect(scaled.weights[0]).toBeCloseTo((plain.weights[0] ?? 0) / 100);
    expect(scaled.offset).toBeCloseTo(plain.offset);
  });

  it('moves the bound towards the kind that weighs less', () => {
    const heavy = rows.map((labelled) => ({ ...labelled, weight: labelled.isPositive ? 10 : 1 }));
    const at = ({ offset, weights }: ReturnType<typeof fitLogistic>) => product([0.5, 2], weights) + offset;
    expect(at(fitLogistic(heavy, settings))).toBeGreaterThan(at(fitLogistic(rows, settings)));
  });
});
