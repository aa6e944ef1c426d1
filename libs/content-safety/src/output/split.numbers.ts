import { findPersonal } from '../personal-data/personal-data.finder.js';
import type { PersonalKind, PersonalSpan } from '../personal-data/personal-data.kinds.js';
import type { EvidenceText } from './evidence.text.js';

/** So far back the first half of a number may stand. */
const REACH = 120;
/** Digits of the longest number that is looked for, and the most pieces it is read in. */
const LONGEST = 19;
/** Words between two pieces of one number, at most: 「后八位是」. */
const WIDEST_GAP = 24;
/** Nothing but the end of a sentence and the beginning of the next. */
const BORDER = /^[\s。.!！?？;；"”’」』)）-]*$/u;
/** Shorter pieces are sizes, days and prices. */
const SHORTEST_PIECE = 4;

const PROVED_KINDS: readonly PersonalKind[] = ['identity-card', 'bank-card'];

interface Piece {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly isProved: boolean;
}

/**
 * Numbers of a person that begin in one sentence and end in the next: read on across the border, and, where the evidence holds
 * none of the pieces, across words as well. Offsets are of `text`; what began before it starts at 0.
 */
export function findSplitNumbers(text: string, before: string, evidence: EvidenceText | undefined): PersonalSpan[] {
  if (!before || !/\p{Nd}/u.test(text)) return [];
  const tail = `${before.slice(-REACH)}\n`;
  const joined = tail + text;
  const pieces = piecesOf(joined, evidence);
  return pieces.flatMap(({ end }, last): PersonalSpan[] => {
    if (end <= tail.length) return [];
    const kind = new Reading(joined, evidence !== undefined).kindOf(pieces.slice(0, last + 1), tail.length);
    return kind ? [{ kind, start: 0, end: end - tail.length }] : [];
  });
}

function piecesOf(joined: string, evidence: EvidenceText | undefined): Piece[] {
  return [...joined.matchAll(/[\d\uff10-\uff19]+[Xx]?/gu)].map(({ 0: match, index }) => {
    const digits = match.normalize('NFKC');
    const isProved = evidence?.holdsNumber(digits) ?? false;
    return { digits, start: index, end: index + match.length, isProved };
  });
}

/** Reads back from a piece, one more at a time, until what is read is a number of a person or cannot become one. */
class Reading {
  private digits = '';
  private next: Piece | undefined;
  /** Only borders of sentences stand between the pieces. */
  private isPlain = true;

  constructor(
    private readonly joined: string,
    /** None of the pieces stands in the evidence, and they stand close. */
    private isUnproved: boolean,
  ) {}

  /** The last piece belongs to the text, which begins at `border`; what is found has to begin before. */
  kindOf(pieces: readonly Piece[], border: number): PersonalKind | undefined {
    for (const piece of pieces.toReversed()) {
      this.take(piece);
      if (this.digits.length > LONGEST || !(this.isPlain || this.isUnproved)) return undefined;
      const kind = piece.end <= border ? this.kind() : undefined;
      if (kind) return kind;
    }
    return undefined;
  }

  private take(piece: Piece): void {
    if (this.next) {
      const gap = this.joined.slice(piece.end, this.next.start);
      this.isPlain &&= BORDER.test(gap) && piece.digits.length >= SHORTEST_PIECE;
      this.isUnproved &&= gap.length <= WIDEST_GAP;
    }
    this.isUnproved &&= !piece.isProved;
    this.digits = piece.digits + this.digits;
    this.next = piece;
  }

  private kind(): PersonalKind | undefined {
    const [whole] = findPersonal(this.digits, this.isUnproved ? [...PROVED_KINDS, 'phone'] : PROVED_KINDS);
    return whole?.start === 0 && whole.end === this.digits.length ? whole.kind : undefined;
  }
}
