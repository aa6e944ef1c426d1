import type { GroupScore } from './score.report.js';
import { sayRate } from './table.js';

/** A figure that may not get worse than this. */
export interface Floor {
  readonly pack: string;
  readonly figure: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isMet: boolean;
}

type Reading = (score: GroupScore) => number | null;

const AT_LEAST: readonly (readonly [pack: string, figure: string, least: number, read: Reading])[] = [
  ['policy-en', 'hit@1', 0.72, ({ retrieval }) => retrieval.hit1],
  ['policy-en', 'hit@5', 0.9, ({ retrieval }) => retrieval.hit5],
  ['policy-en', 'answers that cite the right evidence', 0.8, ({ citesGold }) => citesGold],
  ['policy-zh', 'hit@1', 0.55, ({ retrieval }) => retrieval.hit1],
  ['policy-zh', 'hit@5', 0.79, ({ retrieval }) => retrieval.hit5],
  ['graph', 'correct answers', 0.95, ({ accuracy }) => accuracy],
];

const NEVER: readonly (readonly [figure: string, read: Reading])[] = [
  ['answers with a number not in the evidence', (score) => score.answersWithNumberNotInEvidence],
  ['answers without a citation', ({ uncited }) => uncited],
];

/** Holds what was measured against what is promised. What was not measured is not met. */
export function holdFloors(scores: ReadonlyMap<string, GroupScore>): Floor[] {
  const least = AT_LEAST.map(([pack, figure, floor, read]) => {
    const rate = readFrom(scores.get(pack), read);
    return toFloor(pack, figure, `at least ${sayRate(floor)}`, rate, rate !== null && rate >= floor);
  });
  const never = [...scores].flatMap(([pack, score]) =>
    NEVER.map(([figure, read]) => {
      const rate = read(score);
      return toFloor(pack, figure, 'none', rate, rate === 0);
    }),
  );
  return [...least, ...never];
}

const readFrom = (score: GroupScore | undefined, read: Reading) => (score ? read(score) : null);

function toFloor(pack: string, figure: string, wanted: string, rate: number | null, isMet: boolean): Floor {
  return { pack, figure, wanted, measured: sayRate(rate), isMet };
}
