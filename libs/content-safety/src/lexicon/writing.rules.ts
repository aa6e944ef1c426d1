import { FOLD_BIT } from '../folding/fold.names.js';
import type { FoldTable } from '../folding/fold.table.js';
import { isWordPart, Kind } from '../folding/unit.kinds.js';
import type { Writing } from './written.word.js';

/** Where a word was read, and what kind of unit it ends with. */
export interface WritingPlace {
  readonly table: FoldTable;
  readonly text: string;
  readonly lastKind: number;
}

/** Signs that set up lists: of two characters joined by one, either may belong to its other neighbour (黑/白/粉). */
const LIST_SIGNS = new Set(Array.from('/|+&', (sign) => sign.charCodeAt(0)));

/** Whether what was read is meant as the word. Most lines of customers hold some letters of some word; few hold the word. */
export function isPlausible(writing: Writing, place: WritingPlace): boolean {
  return (
    mayEnd(writing, place) &&
    isWholeOrSpelled(writing, place) &&
    isOneHanWord(writing, place) &&
    isLegible(writing) &&
    isStretchedOnPurpose(writing)
  );
}

/** A word of letters begins and ends where the text's word does: `class` holds no other word. */
export function mayBegin(table: FoldTable, text: string, start: number, firstKind: number): boolean {
  return !(isWordPart(firstKind) && isWordPart(kindBefore(table, text, start)));
}

const mayEnd = ({ end }: Writing, { table, text, lastKind }: WritingPlace) =>
  !(isWordPart(lastKind) && isWordPart(kindAfter(table, text, end)));

function kindBefore(table: FoldTable, text: string, start: number): number {
  let at = start - 1;
  while (at >= 0 && table.kind[text.charCodeAt(at)] === Kind.invisible) at--;
  return at < 0 ? Kind.other : (table.kind[text.charCodeAt(at)] as number);
}

function kindAfter(table: FoldTable, text: string, end: number): number {
  let at = end;
  while (at < text.length && table.kind[text.charCodeAt(at)] === Kind.invisible) at++;
  return at >= text.length ? Kind.other : (table.kind[text.charCodeAt(at)] as number);
}

/**
 * Letters stand together, or each alone (`f u c k`); signs, not spaces, may also leave pieces that can be no word (`fu*ck`).
 * Two words that happen to join into a third are neither.
 */
function isWholeOrSpelled(writing: Writing, place: WritingPlace): boolean {
  if (writing.setApart === 0) return true;
  if (writing.joined === 0) return writing.letters > 2 && !isSpelledOn(writing, place);
  return !writing.isSpaced && writing.hasFragment;
}

/** The line goes on letter by letter before or behind, so that where its words end cannot be seen: `t h i s h i t`. */
function isSpelledOn({ start, end, isSpaced }: Writing, { table, text }: WritingPlace): boolean {
  if (!isSpaced) return false;
  const isLetter = (at: number) => isWordPart(table.kind[text.charCodeAt(at)] ?? Kind.other);
  const isAloneBefore = isLetter(start - 2) && !isLetter(start - 1) && !isLetter(start - 3);
  const isAloneBehind = isLetter(end + 1) && !isLetter(end) && !isLetter(end + 2);
  const isPronoun = /[ia]/iu.test(text[start - 2] ?? '');
  return (isAloneBefore && !isPronoun) || isAloneBehind;
}

/** Punctuation of sentences hides a word only when it stands between all its characters; in a list two neighbours are no word. */
function isOneHanWord({ hanPlaces, hanGaps, sentenceGaps, start, end }: Writing, { text }: WritingPlace): boolean {
  if (sentenceGaps > 0) return hanGaps === hanPlaces && hanPlaces > 1;
  if (hanPlaces !== 1 || hanGaps !== 1) return true;
  return !LIST_SIGNS.has(text.charCodeAt(start - 1)) && !LIST_SIGNS.has(text.charCodeAt(end));
}

/** Some letters stand for themselves: `A55` is a telephone, and a word all in Cyrillic is Russian. */
function isLegible({ folds, letters, plainLetters, leetDigits }: Writing): boolean {
  if (folds & FOLD_BIT.leet && (letters < 3 || leetDigits * 2 > letters || plainLetters === 0)) return false;
  return !(folds & FOLD_BIT.homoglyph) || letters === 0 || plainLetters > 0;
}

/** One letter doubled is often another word: `god` and `good`. */
const isStretchedOnPurpose = ({ folds, doubled, isStretched }: Writing) =>
  !(folds & FOLD_BIT.repeat) || isStretched || doubled > 1;
