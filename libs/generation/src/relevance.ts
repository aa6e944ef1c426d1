import { stemmer } from 'stemmer';

const STOP = new Set(
  'the a an of to in on for and or is are be do does did i you we my your can may will it this that with what how when which who where if at by as from have has was were there their its not no'.split(
    ' ',
  ),
);
const STOP_HAN = /^(?:[的了吗呢吧是我你您们在有和与或也就都要请问什么怎么多少可以能会这那个]{1,2})$/u;

/** Terms by which a sentence and a question are compared: English stems and Chinese bigrams, without the words of asking. */
export function termsOf(text: string): Set<string> {
  const folded = text.normalize('NFKC').toLowerCase();
  const terms = new Set<string>();
  for (const [word] of folded.matchAll(/[\p{Script=Latin}\d]+(?:[.,]\d+)*/gu))
    if (!STOP.has(word)) terms.add(stemmer(word));
  for (const [run] of folded.matchAll(/\p{Script=Han}+/gu))
    for (let index = 0; index + 1 < run.length; index++) {
      const bigram = run.slice(index, index + 2);
      if (!STOP_HAN.test(bigram)) terms.add(bigram);
    }
  return terms;
}

/** Share of the wanted terms (by weight) that a text holds, 0–1. */
export function coverage(text: string, wanted: ReadonlyMap<string, number>): number {
  const terms = termsOf(text);
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
