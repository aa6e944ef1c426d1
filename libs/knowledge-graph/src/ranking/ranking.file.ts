import { readFileSync } from 'node:fs';
import { RankingBook, RankingWeights } from './ranking.weights.js';

export interface ReadRanking {
  readonly book: RankingBook;
  /** Why nothing learned is used; undefined where it is. */
  readonly problem?: string;
}

/** Reads what was learned. A file that is absent or not as it must be is no error: lists are then fused by place, and the trace says so. */
export function readRanking(file: string): ReadRanking {
  try {
    return { book: new RankingBook(RankingWeights.parse(JSON.parse(readFileSync(file, 'utf8')))) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { book: new RankingBook(), problem: `${file} cannot be used, so clauses are ranked by place: ${reason}` };
  }
}
