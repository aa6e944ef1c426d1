import type { Citation } from '@zhike/contracts';
import type { Sentence } from './conversation.model.js';

/** One chip: a source that an answer stands on, with the sentences that stand on it. */
export interface CitationChip {
  readonly citation: Citation;
  readonly quotes: readonly string[];
}

/** One chip a source, in the order in which the answer first leans on them. */
export function chipsOf(sentences: readonly Sentence[]): CitationChip[] {
  const chips = new Map<string, { citation: Citation; quotes: string[] }>();
  for (const { text, citations } of sentences)
    for (const citation of citations) {
      const key = `${citation.kind}:${citation.sourceId}`;
      const chip = chips.get(key) ?? { citation, quotes: [] };
      chip.quotes.push(text);
      chips.set(key, chip);
    }
  return [...chips.values()];
}

/**
 * Positions (from 1) of the chips that a run of sentences stands on, to be shown behind its last one. Where there is but
 * one source it need not be said which.
 */
export function marksAfter(sentence: Sentence, next: Sentence | undefined, chips: readonly CitationChip[]): number[] {
  const marks = marksOf(sentence, chips);
  const goesOn = next !== undefined && marksOf(next, chips).join() === marks.join();
  return chips.length < 2 || goesOn ? [] : marks;
}

function marksOf({ citations }: Sentence, chips: readonly CitationChip[]): number[] {
  return chips.flatMap((chip, index) =>
    citations.some(({ kind, sourceId }) => kind === chip.citation.kind && sourceId === chip.citation.sourceId)
      ? [index + 1]
      : [],
  );
}

/** Clauses are found by policy and heading (an introduction has none of its own), facts by entity and relation. */
export function chipName({ kind, policyTitle, label }: Citation): string {
  return kind === 'fact' || !policyTitle || label === policyTitle ? label : `${policyTitle} · ${label}`;
}

const A_WHOLE_DAY = /T00:00:00(?:\.000)?Z$/;

/**
 * As 2026-10-01: the same in every language, and never taken for another month. A day as the shop wrote it begins at
 * midnight UTC and stays that day everywhere; an hour falls on the reader's own day.
 */
export function dayOf(instant: string): string {
  if (A_WHOLE_DAY.test(instant)) return instant.slice(0, 10);
  const date = new Date(instant);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function timeOf(instant: string): string {
  const date = new Date(instant);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
