import { termsOf } from '@zhike/platform';

/** Share of the wanted terms (by weight) that a text holds, 0–1. */
export function coverage(text: string, wanted: ReadonlyMap<string, number>): number {
  const terms = new Set(termsOf(text));
  let held = 0;
  let all = 0;
  for (const [term, weight] of wanted) {
    all += weight;
    if (terms.has(term)) held += weight;
  }
  return all ? held / all : 0;
}

/** The terms of a question, and more faintly those of the messages it leans on. */
export function wantedTerms(question: string, earlier: readonly string[]): Map<string, number> {
  const wanted = new Map<string, number>();
  earlier.forEach((text, index) => {
    for (const term of termsOf(text)) wanted.set(term, 0.3 / (index + 1));
  });
  for (const term of termsOf(question)) wanted.set(term, 1);
  return wanted;
}
