import { type FoldTable, unitAt, widthOf } from '../folding/fold.table.js';
import { isWordPart, Kind } from '../folding/unit.kinds.js';
import { type CompiledPinyin, letterCode, NODE } from './compiled.pinyin.js';

/** The longest run that is tried, one bit of a number for each place: more than five long syllables are no evasion any more. */
const LONGEST_RUN = 30;

/**
 * Finds runs of Latin letters that are pinyin syllables from end to end, without building strings. Diacritics of tones fold
 * away with the letter they stand on. Most English words are given up at their first letters.
 */
export class PinyinRuns {
  /** Bit n: a syllable ends behind the n-th letter, and syllables fill all before it. */
  private reached = 0;
  /** Where the run that was looked at last ends. */
  end = 0;

  constructor(
    private readonly pinyin: CompiledPinyin,
    private readonly table: FoldTable,
  ) {}

  /** Whether the run of letters and digits that begins here is pinyin. Sets `end` in any case. */
  read(text: string, start: number): boolean {
    this.reached = 1;
    let length = 0;
    let at = start;
    for (; at < text.length && length < LONGEST_RUN; length++) {
      const unit = unitAt(text, at);
      if (!isWordPart(this.table.kind[unit] as number)) break;
      if ((this.reached >>> length) & 1) this.spread(text, at, length);
      if (this.reached >>> (length + 1) === 0) break;
      at += widthOf(unit);
    }
    this.end = this.runEnd(text, at);
    return this.end === at && length > 1 && ((this.reached >>> length) & 1) === 1;
  }

  /** Where the run of letters and digits ends that goes on here. */
  runEnd(text: string, start: number): number {
    let at = start;
    while (at < text.length) {
      const unit = unitAt(text, at);
      if (!isWordPart(this.table.kind[unit] as number)) break;
      at += widthOf(unit);
    }
    return at;
  }

  /** Marks where syllables end that begin here. */
  private spread(text: string, start: number, length: number): void {
    const { trie } = this.pinyin;
    let node = 0;
    let at = start;
    for (let end = length + 1; at < text.length && end <= LONGEST_RUN; end++) {
      const unit = unitAt(text, at);
      const code = letterCode(this.table.plain[unit] as number);
      node = code ? (trie[node * NODE + code] as number) : 0;
      if (node === 0) return;
      if (trie[node * NODE]) this.reached |= 1 << end;
      at += widthOf(unit);
    }
  }

  /** Whether a unit is a Latin letter that a run may begin with. */
  isLetter(unit: number): boolean {
    return this.table.kind[unit] === Kind.letter && letterCode(this.table.plain[unit] as number) > 0;
  }
}
