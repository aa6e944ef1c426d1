import { termsOf } from '@zhike/platform';
import { wordsOf } from '../clause.words.js';
import type { GraphClause } from '../graph.store.js';

/** The terms of one clause, as questions are compared with them. */
export interface ClauseReading {
  /** Of its policy's title, its headings and its text. */
  readonly terms: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  readonly heading: ReadonlySet<string>;
}

/** A clause of a published version never changes, so what was read once is kept; the one read longest ago is forgotten. */
const MOST_KEPT = 4_096;

export class ClauseReadings {
  private readonly kept = new Map<string, ClauseReading>();

  of(clause: GraphClause): ClauseReading {
    const reading = this.kept.get(clause.id) ?? readClause(clause);
    this.kept.delete(clause.id);
    this.kept.set(clause.id, reading);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return reading;
  }
}

function readClause(clause: GraphClause): ClauseReading {
  const terms = termsOf(wordsOf(clause));
  return {
    terms: new Set(terms),
    pairs: pairsOf(terms),
    heading: new Set(termsOf([...clause.path, clause.heading].join(' '))),
  };
}

/** Terms that stand side by side. */
export function pairsOf(terms: readonly string[]): Set<string> {
  return new Set(terms.slice(1).map((term, place) => `${terms[place] ?? ''} ${term}`));
}
