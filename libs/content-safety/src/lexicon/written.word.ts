import { FOLD_BIT } from '../folding/fold.names.js';
import { type FoldTable, unitAt, widthOf } from '../folding/fold.table.js';
import { isGap, isWordPart, Kind } from '../folding/unit.kinds.js';
import { foldsBetween } from '../folding/unit.relation.js';
import { GAP_BEFORE, type PatternTable, UNIT_MASK } from './compiled.lexicon.js';
import { isPlausible, mayBegin } from './writing.rules.js';

/** Units of gap, without those that cannot be seen, beyond which two characters do not belong together. */
const WIDEST_GAP = 6;
const WIDEST_INVISIBLE = 16;

/** How a pattern turned out to be written, from which the rules decide whether it is meant. */
export interface Writing {
  start: number;
  end: number;
  folds: number;
  /** Letters and digits of the word. */
  letters: number;
  /** Those of them that stand for themselves: neither a sign for a letter nor of another script. */
  plainLetters: number;
  /** Those that are written as digits. */
  leetDigits: number;
  /** Places between two letters with and without something between them. */
  setApart: number;
  joined: number;
  /** Whether a space stands between letters. */
  isSpaced: boolean;
  /** Whether a piece between two gaps can be no word. */
  hasFragment: boolean;
  /** Places where a Han character is on one side, those with a gap, and those with punctuation of sentences. */
  hanPlaces: number;
  hanGaps: number;
  sentenceGaps: number;
  /** Letters more than the word has: runs by one, and whether a run is longer or of a letter that is seldom doubled. */
  doubled: number;
  isStretched: boolean;
}

const FRESH: Writing = {
  ...{ start: 0, end: 0, folds: 0, letters: 0, plainLetters: 0, leetDigits: 0, setApart: 0, joined: 0 },
  ...{ isSpaced: false, hasFragment: false, hanPlaces: 0, hanGaps: 0, sentenceGaps: 0, doubled: 0, isStretched: false },
};

const GAP_FOLDS: readonly number[] = Object.values(Kind).map((kind) => {
  if (kind === Kind.space) return FOLD_BIT.spaces;
  if (kind === Kind.symbol || kind === Kind.sentence) return FOLD_BIT.symbols;
  if (kind === Kind.invisible) return FOLD_BIT.invisible;
  return kind === Kind.emoji ? FOLD_BIT.emoji : 0;
});
const VOWELS = new Set(Array.from('aeiouy', (vowel) => vowel.charCodeAt(0)));
/** English hardly doubles these: their second is no other word, as it is in `god` and `good`. */
const SELDOM_DOUBLED = new Set(Array.from('aiuhjkqvwxy', (letter) => letter.charCodeAt(0)));

/**
 * Reads a pattern in the original text, from where the automaton found its groups: exactly, with the folds that it takes.
 * One object for all words of a matcher, so that reading one makes no garbage.
 */
export class WrittenWord {
  readonly writing: Writing = { ...FRESH };
  private at = 0;
  /** Bits of the kinds in the gap before the unit that is read, and how wide it is. */
  private gapKinds = 0;
  private gapWidth = 0;
  private invisible = 0;
  /** Letters of the piece since the last gap, and whether one is a vowel. */
  private piece = 0;
  private pieceVowels = 0;
  private repeats = 0;
  /** How many times the word itself has the letter that was read last. */
  private own = 0;

  constructor(private readonly table: FoldTable) {}

  /** Whether the pattern stands there and is meant; then `writing` tells how. */
  read(patterns: PatternTable, pattern: number, text: string, start: number): boolean {
    const { units, starts } = patterns;
    const [first, last] = [starts[pattern] as number, starts[pattern + 1] as number];
    const firstKind = this.table.kind[(units[first] as number) & UNIT_MASK] as number;
    if (!mayBegin(this.table, text, start, firstKind)) return false;
    this.begin(start, patterns.folds[pattern] as number);
    for (let place = first; place < last; place++) {
      const before = place > first ? (units[place - 1] as number) & UNIT_MASK : -1;
      if (!this.readUnit(text, units[place] as number, before)) return false;
    }
    this.readTail(text, (units[last - 1] as number) & UNIT_MASK);
    this.endPiece();
    this.writing.end = this.at;
    const lastKind = this.table.kind[(units[last - 1] as number) & UNIT_MASK] as number;
    return isPlausible(this.writing, { table: this.table, text, lastKind });
  }

  private begin(start: number, folds: number): void {
    // Field by field: this is done for every candidate, and `Object.assign` costs more than most of them.
    const { writing } = this;
    writing.start = start;
    writing.folds = folds;
    writing.letters = writing.plainLetters = writing.leetDigits = writing.setApart = writing.joined = 0;
    writing.hanPlaces = writing.hanGaps = writing.sentenceGaps = writing.doubled = 0;
    writing.isSpaced = writing.hasFragment = writing.isStretched = false;
    this.at = start;
    this.piece = 0;
    this.pieceVowels = 0;
    this.repeats = 0;
    this.own = 0;
  }

  /** Passes gaps and repetitions of the unit before until the meant unit comes. */
  private readUnit(text: string, meant: number, before: number): boolean {
    this.gapKinds = 0;
    this.gapWidth = 0;
    this.invisible = 0;
    while (this.at < text.length) {
      const unit = unitAt(text, this.at);
      const folds = foldsBetween(this.table, unit, meant & UNIT_MASK);
      if (folds >= 0) {
        this.take(unit, meant, before, folds);
        return true;
      }
      if (before < 0 || !(this.passGap(unit) || this.passRepeat(unit, before))) return false;
      this.at += widthOf(unit);
    }
    return false;
  }

  private passGap(unit: number): boolean {
    const kind = this.table.kind[unit] as number;
    if (!isGap(kind)) return false;
    this.gapKinds |= 1 << kind;
    if (kind === Kind.invisible) return ++this.invisible <= WIDEST_INVISIBLE;
    return ++this.gapWidth <= WIDEST_GAP;
  }

  private passRepeat(unit: number, before: number): boolean {
    if (this.table.kind[before] !== Kind.letter || foldsBetween(this.table, unit, before) < 0) return false;
    this.repeats++;
    return true;
  }

  private take(unit: number, meant: number, before: number, folds: number): void {
    const { writing, table } = this;
    this.endRepeats(before);
    this.own = before === (meant & UNIT_MASK) ? this.own + 1 : 1;
    const own = table.kind[meant & UNIT_MASK] as number;
    if (before >= 0) this.join(meant >= GAP_BEFORE, isWordPart(own) && isWordPart(table.kind[before] as number));
    writing.folds |= folds;
    if (isWordPart(own)) {
      writing.letters++;
      this.piece++;
      if (VOWELS.has(table.plain[meant & UNIT_MASK] as number)) this.pieceVowels++;
      if (folds & FOLD_BIT.leet && table.kind[unit] === Kind.digit) writing.leetDigits++;
      if (!(folds & (FOLD_BIT.leet | FOLD_BIT.homoglyph))) writing.plainLetters++;
    }
    this.at += widthOf(unit);
  }

  /** What stands between two units of the word. */
  private join(isMeantGap: boolean, isAmongLetters: boolean): void {
    const { writing } = this;
    const isWide = this.gapWidth > 0;
    if (isMeantGap) {
      if (!isWide) writing.folds |= FOLD_BIT.spaces;
      this.endPiece();
      return;
    }
    for (let kind = Kind.space as number; kind <= Kind.emoji; kind++)
      if (this.gapKinds & (1 << kind)) writing.folds |= GAP_FOLDS[kind] as number;
    if (isAmongLetters) {
      if (isWide) {
        writing.setApart++;
        if (this.gapKinds & (1 << Kind.space)) writing.isSpaced = true;
        this.endPiece();
      } else writing.joined++;
      return;
    }
    writing.hanPlaces++;
    if (isWide) writing.hanGaps++;
    if (this.gapKinds & (1 << Kind.sentence)) writing.sentenceGaps++;
  }

  /** A piece without a vowel is no word; nor is a single letter, but for the article. */
  private endPiece(): void {
    if (this.piece > 0 && this.pieceVowels === 0) this.writing.hasFragment = true;
    this.piece = 0;
    this.pieceVowels = 0;
  }

  private endRepeats(before: number): void {
    if (this.repeats === 0) return;
    const { writing } = this;
    writing.folds |= FOLD_BIT.repeat;
    if (this.repeats + this.own > 2 || SELDOM_DOUBLED.has(this.table.plain[before] as number))
      writing.isStretched = true;
    writing.doubled++;
    this.repeats = 0;
  }

  /** Repetitions of the last letter, right behind it, belong to the word. */
  private readTail(text: string, last: number): void {
    while (this.at < text.length) {
      const unit = unitAt(text, this.at);
      if (this.table.kind[unit] !== Kind.letter || !this.passRepeat(unit, last)) break;
      this.at += widthOf(unit);
    }
    this.endRepeats(last);
  }
}
