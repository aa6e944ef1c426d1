import { termsOf } from '@zhike/platform';

export type Terms = ReadonlySet<string>;
/** Term → how much it tells; any positive number. */
export type Weighing = (term: string) => number;

export const termSet = (text: string): Terms => new Set(termsOf(text));

/** A word that stands in every sentence on offer tells none apart; one that stands in few does. */
export function rarityAmong(sentences: readonly Terms[]): Weighing {
  const held = new Map<string, number>();
  for (const terms of sentences) for (const term of terms) held.set(term, (held.get(term) ?? 0) + 1);
  return (term) => Math.log(1 + sentences.length / (1 + (held.get(term) ?? 0)));
}

/** Share of the terms, by weight, that another text holds, 0–1. */
export function shareHeld(terms: Iterable<string>, by: Terms, weigh: Weighing): number {
  let held = 0;
  let all = 0;
  for (const term of terms) {
    const weight = weigh(term);
    all += weight;
    if (by.has(term)) held += weight;
  }
  return all ? held / all : 0;
}
