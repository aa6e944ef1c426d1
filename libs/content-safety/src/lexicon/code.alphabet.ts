import type { CodeSequences } from './double-array.js';

/** Codes of an alphabet, in an array over all units. Frequent units have the low ones. */
export interface CodeAlphabet {
  readonly codeOf: Uint16Array;
  /** The highest code. */
  readonly size: number;
  /** Codes below it are of units that were put first. */
  readonly firstEnd: number;
}

interface AlphabetWish {
  readonly units: number;
  /** The lowest code that may be given. */
  readonly from: number;
  isFirst?(unit: number): boolean;
}

/** Gives every unit of the words a code, those that are to come first before all others. */
export function makeAlphabet(words: readonly Iterable<number>[], { units, from, isFirst }: AlphabetWish): CodeAlphabet {
  const counts = new Uint32Array(units);
  for (const word of words) for (const unit of word) counts[unit] = (counts[unit] ?? 0) + 1;
  const used = Array.from(counts.keys()).filter((unit) => counts[unit]);
  const rank = (unit: number) => (isFirst?.(unit) ? 0 : 1);
  used.sort((left, right) => rank(left) - rank(right) || (counts[right] ?? 0) - (counts[left] ?? 0) || left - right);
  const codeOf = new Uint16Array(units);
  used.forEach((unit, at) => (codeOf[unit] = from + at));
  const firstCount = used.filter((unit) => rank(unit) === 0).length;
  return { codeOf, size: from + used.length - 1, firstEnd: from + firstCount };
}

export function encode(words: readonly ArrayLike<number>[], codeOf: Uint16Array): CodeSequences {
  const starts = new Int32Array(words.length + 1);
  words.forEach((word, at) => (starts[at + 1] = (starts[at] ?? 0) + word.length));
  const codes = new Uint16Array(starts[words.length] ?? 0);
  words.forEach((word, at) => {
    const start = starts[at] ?? 0;
    for (let place = 0; place < word.length; place++) codes[start + place] = codeOf[word[place] ?? 0] ?? 0;
  });
  return { codes, starts };
}
