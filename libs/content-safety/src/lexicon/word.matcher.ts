import { encode, makeAlphabet } from './code.alphabet.js';
import { buildDoubleArray } from './double-array.builder.js';
import type { DoubleArray } from './double-array.js';

/** Told of every occurrence: the place of the word in the list, and where it is written. */
export type WordFound = (word: number, start: number, end: number) => void;

/**
 * Finds words exactly as they are written, all occurrences, also those inside one another. The ground under the folded
 * lexicon, and what is compared with other matchers.
 */
export class WordMatcher {
  private constructor(
    private readonly codeOf: Uint16Array,
    private readonly automaton: DoubleArray,
    private readonly lengths: Int32Array,
  ) {}

  /** Throws a `RangeError` for an empty word: it would stand everywhere. */
  static of(words: readonly string[]): WordMatcher {
    const empty = words.indexOf('');
    if (empty >= 0) throw new RangeError(`word ${empty} is empty`);
    const units = words.map((word) => Uint16Array.from({ length: word.length }, (_, at) => word.charCodeAt(at)));
    const { codeOf, size } = makeAlphabet(units, { units: 0x10000, from: 1 });
    const lengths = Int32Array.from(words, (word) => word.length);
    return new WordMatcher(codeOf, buildDoubleArray(encode(units, codeOf), size), lengths);
  }

  /** Ordered by where the words end; of those that end together the longest first. */
  find(text: string, found: WordFound): void {
    const { codeOf } = this;
    const { cells } = this.automaton;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = codeOf[text.charCodeAt(at)] as number;
      if (code === 0) {
        state = 0;
        continue;
      }
      // `step`, written out: a call here costs more than the step.
      let to = (cells[state] as number) + (code << 2);
      while (cells[to + 1] !== code) {
        if (state === 0) {
          to = 0;
          break;
        }
        state = cells[state + 2] as number;
        to = (cells[state] as number) + (code << 2);
      }
      state = to;
      const output = cells[state + 3] as number;
      if (output !== 0) this.tell(output, at + 1, found);
    }
  }

  private tell(first: number, end: number, found: WordFound): void {
    const { outputs, nextOutputs } = this.automaton;
    for (let output = first; output !== 0; output = nextOutputs[output] as number) {
      const word = outputs[output] as number;
      found(word, end - (this.lengths[word] as number), end);
    }
  }
}
