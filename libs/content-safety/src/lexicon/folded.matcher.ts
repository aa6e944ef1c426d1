import { foldTable, unitAt, widthOf } from '../folding/fold.table.js';
import { Kind } from '../folding/unit.kinds.js';
import { readsAsLetter } from '../folding/unit.relation.js';
import { PinyinMatcher } from '../pinyin/pinyin.matcher.js';
import { type CompiledLexicon, FIRST_CODE, GAP, PAIR, SIGN } from './compiled.lexicon.js';
import { step } from './double-array.js';
import { WrittenWord } from './written.word.js';

/** Told of every hit: place of the entry, offsets in the text, folds that were needed as bits. */
export type EntryFound = (entry: number, start: number, end: number, folds: number) => void;

/**
 * Reads a text once as the entries see it: each unit becomes the code of its group, gaps vanish, repeated letters become
 * one. Nothing is written but where each code stands, into an array that is used again. What the automaton finds is then read in the
 * original: folding to groups loses what would tell `i` from `1`, and precision must not.
 */
export class FoldedMatcher {
  private positions = new Int32Array(1024);
  private readonly word: WrittenWord;
  private readonly pinyin: PinyinMatcher;
  private readonly table = foldTable();
  /** Width of what `codeOfSpecial` looked at. */
  private width = 1;

  constructor(private readonly lexicon: CompiledLexicon) {
    this.word = new WrittenWord(this.table);
    this.pinyin = new PinyinMatcher(lexicon.pinyin, this.table);
  }

  /** Not to be called again before it has returned: its buffers are its own. */
  find(text: string, found: EntryFound): void {
    if (text.length > this.positions.length) this.positions = new Int32Array(2 * text.length);
    this.findWritten(text, found);
    const { allowed } = this.lexicon;
    this.pinyin.find(text, (entry, start, end, folds) => {
      if ((folds & ~(allowed[entry] as number)) === 0) found(entry, start, end, folds);
    });
  }

  private findWritten(text: string, found: EntryFound): void {
    const { codeOf, lettersEnd, automaton } = this.lexicon;
    const { cells } = automaton;
    const { positions } = this;
    const { length } = text;
    let state = 0;
    let count = 0;
    let last = 0;
    for (let at = 0; at < length; at++) {
      const start = at;
      let code = codeOf[text.charCodeAt(at)] as number;
      if (code === PAIR || code === SIGN) {
        code = this.codeOfSpecial(text, at);
        at += this.width - 1;
      }
      if (code < FIRST_CODE) {
        last = 0;
        if (code !== GAP) state = 0;
        continue;
      }
      if (code === last && code < lettersEnd) continue;
      last = code;
      positions[count++] = start;
      state = step(cells, state, code);
      if (cells[state + 3] !== 0) this.check(text, cells[state + 3] as number, count, found);
    }
  }

  /** Of a pair, or of a sign that may be a letter. Sets `width`. */
  private codeOfSpecial(text: string, at: number): number {
    const { codeOf } = this.lexicon;
    const unit = unitAt(text, at);
    this.width = widthOf(unit);
    if (codeOf[unit] === PAIR) return this.lexicon.halves[unit - 0xd800] as number;
    if (this.width === 2) return codeOf[unit] as number;
    return readsAsLetter(this.table, text, at) ? (codeOf[this.table.group[unit] as number] as number) : GAP;
  }

  private check(text: string, first: number, count: number, found: EntryFound): void {
    const { automaton, patterns, allowed } = this.lexicon;
    const { outputs, nextOutputs } = automaton;
    for (let output = first; output !== 0; output = nextOutputs[output] as number) {
      const pattern = outputs[output] as number;
      const entry = patterns.entries[pattern] as number;
      const start = this.positions[count - (patterns.lengths[pattern] as number)] as number;
      if (!this.isWritten(pattern, text, start)) continue;
      const { writing } = this.word;
      if ((writing.folds & ~(allowed[entry] as number)) === 0) found(entry, writing.start, writing.end, writing.folds);
    }
  }

  /** Of numerals that were taken for one, 一一, the word may begin with a later one. */
  private isWritten(pattern: number, text: string, start: number): boolean {
    const { patterns } = this.lexicon;
    if (this.word.read(patterns, pattern, text, start)) return true;
    const { kind, group } = this.table;
    for (let at = start + 1; kind[text.charCodeAt(at)] === Kind.han; at++) {
      if (group[text.charCodeAt(at)] !== group[text.charCodeAt(start)]) return false;
      if (this.word.read(patterns, pattern, text, at)) return true;
    }
    return false;
  }
}
