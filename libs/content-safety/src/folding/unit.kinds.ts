/** What a unit is to a word: a part of it, a gap in it, or neither. */
export const Kind = {
  other: 0,
  letter: 1,
  digit: 2,
  han: 3,
  space: 4,
  symbol: 5,
  /** Punctuation that ends or joins sentences; it seldom hides a word. */
  sentence: 6,
  invisible: 7,
  emoji: 8,
} as const;

/** Letters of scripts with words and spaces between them; kana and Hangul end a Latin word as Han does. */
const WORD_LETTER = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}\p{Variation_Selector}\u115f\u1160\u3164\uffa0]/u;
const SPACE = /[\p{Zs}\t\u2800]/u;
const SENTENCE = /[\n\r\u0085\u2028\u2029,;:?!"'()，。！？；：、…“”‘’（）《》〈〉【】「」『』]/u;
const HAN = /\p{Script=Han}/u;

const TESTS: readonly (readonly [RegExp, number])[] = [
  [INVISIBLE, Kind.invisible],
  [SPACE, Kind.space],
  [SENTENCE, Kind.sentence],
  [/\p{Nd}/u, Kind.digit],
  [HAN, Kind.han],
  [WORD_LETTER, Kind.letter],
  [/[\p{Extended_Pictographic}\p{So}]/u, Kind.emoji],
  [/[\p{P}\p{S}\p{Cc}]/u, Kind.symbol],
];

/** Of a character as it stands; only asked while the tables are made. */
export function kindOf(character: string): number {
  return TESTS.find(([test]) => test.test(character))?.[1] ?? Kind.other;
}

/** Whether a word may be read on behind it. */
export const isGap = (kind: number): boolean => kind >= Kind.space;

/** Parts of words that end at a word's border, unlike Han. */
export const isWordPart = (kind: number): boolean => kind === Kind.letter || kind === Kind.digit;
