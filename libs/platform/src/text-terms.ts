import { stemmer } from 'stemmer';

/** The words of asking and joining; they say nothing about the topic. */
const STOP = new Set(
  (
    'the a an of to in on for and or is are be do does did i you we my your can may will it this that with what how when which who where ' +
    'if at by as from have has was were there their its not no'
  ).split(' '),
);
const STOP_HAN = /^(?:[的了吗呢吧是我你您们在有和与或也就都要请问什么怎么多少可以能会这那个]{1,2})$/u;

/**
 * The terms by which texts are compared, in order and with repetitions: stems of English words and numbers, bigrams of
 * Chinese (and a lone sign where it stands alone). Without the words of asking.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUN)) {
    if (HAN.test(run)) terms.push(...bigramsOf(run));
    else if (!STOP.has(run)) terms.push(stemOf(run));
  }
  return terms;
}

/** Half of all time on an English text goes into stems, and its words return again and again. */
const MOST_STEMS = 20_000;
const stems = new Map<string, string>();

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST_STEMS) stems.clear();
  const stem = stemmer(word);
  stems.set(word, stem);
  return stem;
}

const RUN = /[\p{Script=Latin}\d]+(?:[.,]\d+)*|\p{Script=Han}+/gu;
const HAN = /^\p{Script=Han}/u;

function bigramsOf(run: string): string[] {
  if (run.length === 1) return STOP_HAN.test(run) ? [] : [run];
  const bigrams: string[] = [];
  for (let index = 0; index + 1 < run.length; index++) {
    const bigram = run.slice(index, index + 2);
    if (!STOP_HAN.test(bigram)) bigrams.push(bigram);
  }
  return bigrams;
}
