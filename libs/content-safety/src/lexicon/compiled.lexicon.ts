import type { CompiledPinyin } from '../pinyin/compiled.pinyin.js';
import type { DoubleArray } from './double-array.js';

/** What the compiler needs of the entries, cheap to hand to a worker: words joined by line feeds, one number each. */
export interface LexiconSource {
  readonly words: string;
  /** Folds that each entry allows, as bits. */
  readonly allowed: Uint16Array;
}

/**
 * Ways to write the entries: one as the entry has it, and others with split characters, by initials or with doubled letters
 * kept. The units of pattern n lie from `starts[n]` to `starts[n + 1]`.
 */
export interface PatternTable {
  readonly starts: Int32Array;
  /** Units as they are meant; `GAP_BEFORE` is set where the entry has a space or sign before it. */
  readonly units: Uint32Array;
  readonly entries: Int32Array;
  /** Folds that the pattern itself stands for. */
  readonly folds: Uint16Array;
  /** Length in codes, from which the first code's place in the text follows. */
  readonly lengths: Uint16Array;
}

export const GAP_BEFORE = 1 << 20;
export const UNIT_MASK = GAP_BEFORE - 1;

/** Entries as one automaton. Only typed arrays and strings: it moves between threads without being copied. */
export interface CompiledLexicon {
  /** Code of every unit, or one of the four below. */
  readonly codeOf: Uint16Array;
  /** Codes of the first halves of pairs, from U+D800 on: `codeOf` says `PAIR` for all of them. */
  readonly halves: Uint16Array;
  /** Codes below it are letters and digits, which may be repeated. */
  readonly lettersEnd: number;
  readonly automaton: DoubleArray;
  readonly patterns: PatternTable;
  readonly allowed: Uint16Array;
  readonly pinyin: CompiledPinyin;
}

/** In no word. */
export const BREAK = 0;
/** Stands between the characters of a word, as far as the automaton is concerned. */
export const GAP = 1;
/** The first half of a pair. */
export const PAIR = 2;
/** A sign that may be a letter. */
export const SIGN = 3;
export const FIRST_CODE = 4;
