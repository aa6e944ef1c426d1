import { FOLD_BIT } from '../folding/fold.names.js';
import { type FoldTable, unitAt, widthOf } from '../folding/fold.table.js';
import { isWordPart, Kind } from '../folding/unit.kinds.js';
import { step } from '../lexicon/double-array.js';
import { type CompiledPinyin, letterCode } from './compiled.pinyin.js';
import { isEnglish } from './english.lookalikes.js';
import { PinyinRuns } from './pinyin.runs.js';

/** Units of gap that a word may have between two syllables. */
const WIDEST_GAP = 3;

/** Told of an entry, where it is written, and the folds beside `pinyin` that were needed. */
export type PinyinFound = (entry: number, start: number, end: number, folds: number) => void;

/**
 * Finds words that are written in pinyin, wholly or in part. Only the neighbourhood of Latin runs that are pinyin is read:
 * a text in Han alone costs nothing, and one in English no more than finding out that its words are no syllables. A Han
 * character that stands there must be the word's own; at least one syllable must be Latin.
 */
export class PinyinMatcher {
  private readonly runs: PinyinRuns;
  /** For each letter of the stretch being read: where its character begins and ends, and whether it is Han. */
  private starts = new Int32Array(256);
  private ends = new Int32Array(256);
  /** 1: first of a character or run, 2: last of one; 4: Han. */
  private marks = new Uint8Array(256);
  private count = 0;
  private state = 0;

  constructor(
    private readonly pinyin: CompiledPinyin,
    private readonly table: FoldTable,
  ) {
    this.runs = new PinyinRuns(pinyin, table);
  }

  find(text: string, found: PinyinFound): void {
    if (!this.pinyin.entries.length) return;
    for (let at = 0; at < text.length;) {
      const unit = unitAt(text, at);
      if (!isWordPart(this.table.kind[unit] as number)) {
        at += widthOf(unit);
        continue;
      }
      const isPinyin = this.runs.isLetter(unit) && this.runs.read(text, at);
      at = isPinyin ? this.readStretch(text, this.stretchStart(text, at), found) : this.runs.runEnd(text, at);
    }
  }

  /** Han characters before the run, as many as a word may have, also with gaps between. */
  private stretchStart(text: string, run: number): number {
    let start = run;
    let gap = 0;
    for (let at = run - 1; at >= 0 && run - at < 24; at--) {
      const unit = text.charCodeAt(at);
      if (this.pinyin.readingOf[this.table.plain[unit] as number]) {
        start = at;
        gap = 0;
      } else if (!this.isGap(this.table.kind[unit] as number) || ++gap > WIDEST_GAP) break;
    }
    return start;
  }

  private isGap(kind: number): boolean {
    return kind === Kind.space || kind === Kind.symbol || kind === Kind.invisible || kind === Kind.emoji;
  }

  /** Reads on while there are Han characters of the words, pinyin runs and small gaps. Answers where it stopped. */
  private readStretch(text: string, start: number, found: PinyinFound): number {
    this.count = 0;
    this.state = 0;
    let gap = 0;
    let at = start;
    while (at < text.length && gap <= WIDEST_GAP) {
      const unit = unitAt(text, at);
      const kind = this.table.kind[unit] as number;
      const end = at + widthOf(unit);
      if (kind === Kind.han && this.readHan(text, unit, at, found)) gap = 0;
      else if (isWordPart(kind)) {
        if (!this.runs.isLetter(unit) || !this.runs.read(text, at)) return this.runs.runEnd(text, at);
        gap = 0;
        this.readRun(text, at, this.runs.end, found);
        at = this.runs.end;
        continue;
      } else if (this.isGap(kind)) gap += kind === Kind.invisible ? 0 : 1;
      else return end;
      at = end;
    }
    return at;
  }

  private readHan(text: string, unit: number, at: number, found: PinyinFound): boolean {
    const reading = this.pinyin.readingOf[this.table.plain[unit] as number] as number;
    if (!reading) return false;
    const syllable = this.pinyin.syllables[reading - 1] ?? '';
    for (let letter = 0; letter < syllable.length; letter++) {
      const mark = (letter === 0 ? 1 : 0) | (letter === syllable.length - 1 ? 2 : 0) | 4;
      this.push(at, at + 1, mark);
      this.advance(letterCode(syllable.charCodeAt(letter)), text, found);
    }
    return true;
  }

  private readRun(text: string, start: number, end: number, found: PinyinFound): void {
    for (let at = start; at < end;) {
      const unit = unitAt(text, at);
      const next = at + widthOf(unit);
      this.push(at, next, (at === start ? 1 : 0) | (next === end ? 2 : 0));
      this.advance(letterCode(this.table.plain[unit] as number), text, found);
      at = next;
    }
  }

  private push(start: number, end: number, mark: number): void {
    if (this.count === this.marks.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.marks[this.count++] = mark;
  }

  private grow(): void {
    const { starts, ends, marks } = this;
    this.starts = new Int32Array(2 * starts.length);
    this.ends = new Int32Array(2 * ends.length);
    this.marks = new Uint8Array(2 * marks.length);
    this.starts.set(starts);
    this.ends.set(ends);
    this.marks.set(marks);
  }

  private advance(code: number, text: string, found: PinyinFound): void {
    const { cells, outputs, nextOutputs } = this.pinyin.automaton;
    this.state = step(cells, this.state, code);
    let output = cells[this.state + 3] as number;
    for (; output !== 0; output = nextOutputs[output] as number) this.check(outputs[output] as number, text, found);
  }

  /** Whether the letters behind us are this word, character by character. */
  private check(pattern: number, text: string, found: PinyinFound): void {
    const { starts, entries } = this.pinyin;
    const size = (starts[pattern + 1] as number) - (starts[pattern] as number);
    const first = this.count - this.lengthOf(pattern);
    if (!((this.marks[first] as number) & 1) || !((this.marks[this.count - 1] as number) & 2)) return;
    const latin = this.latinSyllables(pattern, text, first);
    if (latin === 0 || (latin === size && this.isEnglishOnly(text, first))) return;
    const [start, end] = [this.starts[first] as number, this.ends[this.count - 1] as number];
    found(entries[pattern] as number, start, end, this.foldsIn(text, start, end));
  }

  private lengthOf(pattern: number): number {
    const { starts, syllableLengths } = this.pinyin;
    let length = 0;
    for (let at = starts[pattern] as number; at < (starts[pattern + 1] as number); at++)
      length += syllableLengths[at] as number;
    return length;
  }

  /** How many syllables of the pattern are written in Latin; none when one is not written as it should be. */
  private latinSyllables(pattern: number, text: string, first: number): number {
    const { starts, syllableLengths } = this.pinyin;
    let latin = 0;
    let letter = first;
    for (let at = starts[pattern] as number; at < (starts[pattern + 1] as number); at++) {
      const length = syllableLengths[at] as number;
      const isHan = ((this.marks[letter] as number) & 4) !== 0;
      if (!(isHan ? this.isCharacter(text, letter, at) : this.isSyllable(letter, length))) return 0;
      latin += isHan ? 0 : 1;
      letter += length;
    }
    return latin;
  }

  private isCharacter(text: string, letter: number, character: number): boolean {
    const { characters, syllableLengths } = this.pinyin;
    const unit = text.charCodeAt(this.starts[letter] as number);
    const last = letter + (syllableLengths[character] as number) - 1;
    return (
      this.table.plain[unit] === characters[character] &&
      ((this.marks[letter] as number) & 1) !== 0 &&
      ((this.marks[last] as number) & 2) !== 0 &&
      this.starts[letter] === this.starts[last]
    );
  }

  /** A syllable lies within one run. */
  private isSyllable(letter: number, length: number): boolean {
    for (let at = letter; at < letter + length; at++) {
      const mark = this.marks[at] as number;
      if (mark & 4 || (at > letter && mark & 1)) return false;
    }
    return true;
  }

  /** Every run of the hit is a common English word: "me, long"; then it is English. */
  private isEnglishOnly(text: string, first: number): boolean {
    let run = '';
    for (let letter = first; letter < this.count; letter++) {
      const unit = unitAt(text, this.starts[letter] as number);
      run += String.fromCharCode(this.table.plain[unit] as number);
      if (!((this.marks[letter] as number) & 2)) continue;
      if (!isEnglish(run)) return false;
      run = '';
    }
    return true;
  }

  private foldsIn(text: string, start: number, end: number): number {
    let folds = FOLD_BIT.pinyin;
    for (let at = start; at < end;) {
      const unit = unitAt(text, at);
      const kind = this.table.kind[unit] as number;
      folds |= this.table.folds[unit] as number;
      if (kind === Kind.space) folds |= FOLD_BIT.spaces;
      else if (kind === Kind.symbol) folds |= FOLD_BIT.symbols;
      else if (kind === Kind.invisible) folds |= FOLD_BIT.invisible;
      else if (kind === Kind.emoji) folds |= FOLD_BIT.emoji;
      at += widthOf(unit);
    }
    return folds;
  }
}
