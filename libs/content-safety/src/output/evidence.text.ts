import type { PersonalKind } from '../personal-data/personal-data.kinds.js';

/** What is written of these is put together of what stands apart in the evidence: 「门店」 and its 「地址」. */
const COMPOSED: ReadonlySet<PersonalKind> = new Set(['address', 'name']);
const MOST_PIECES = 3;
const SHORTEST_PIECE = 2;
/** An international prefix says nothing of whose number it is. */
const PREFIX = /^(?:\+|00)86/u;

/** Signs between two groups of one number, at most. */
const WIDEST_GAP = 3;
const BREAK = '\0';

/** The words an answer stands on, asked whether something personal stands there: then the shop published it, and it may leave. */
export class EvidenceText {
  /** Letters and digits alone; where more stands between two of them than between groups of a number, a break. */
  private signs = '';
  /** Whether the sign at a place follows the one before it without anything between. */
  private readonly isJoined: boolean[] = [];

  private isRead = false;

  constructor(private readonly texts: readonly string[]) {}

  /** However a number is grouped, it is the same number; a part of a longer one is another. */
  holds(kind: PersonalKind, value: string): boolean {
    const wanted = plain(value).replace(PREFIX, '');
    return this.holdsPiece(wanted) || (COMPOSED.has(kind) && this.isComposed(wanted));
  }

  /** Whether a number stands there, as a number of its own. */
  holdsNumber(digits: string): boolean {
    return this.holdsPiece(digits.toLowerCase());
  }

  /** At the first question: most sentences hold nothing to ask about. */
  private read(): void {
    if (this.isRead) return;
    this.isRead = true;
    let end = 0;
    for (const { 0: sign, index } of plain(this.texts.join('\n\n\n\n')).matchAll(/[\p{L}\p{N}]/gu)) {
      if (index - end > WIDEST_GAP) this.add(BREAK, false);
      this.add(sign, index === end);
      end = index + sign.length;
    }
  }

  private add(sign: string, isJoined: boolean): void {
    this.signs += sign;
    for (let unit = 0; unit < sign.length; unit++) this.isJoined.push(isJoined);
  }

  private isComposed(value: string): boolean {
    let rest = value;
    for (let pieces = 0; rest && pieces < MOST_PIECES; pieces++) {
      let length = rest.length;
      while (length >= SHORTEST_PIECE && !this.holdsPiece(rest.slice(0, length))) length--;
      if (length < SHORTEST_PIECE) return false;
      rest = rest.slice(length).replace(/^[^\p{L}\p{N}]+/u, '');
    }
    return !rest;
  }

  private holdsPiece(value: string): boolean {
    this.read();
    const wanted = value.replaceAll(/[^\p{L}\p{N}]/gu, '');
    for (let at = this.signs.indexOf(wanted); at >= 0; at = this.signs.indexOf(wanted, at + 1))
      if (this.isWhole(at) && this.isWhole(at + wanted.length)) return true;
    return false;
  }

  /** Whether no number is cut at this place. */
  private isWhole(place: number): boolean {
    return !(this.isJoined[place] && isDigit(this.signs[place - 1]) && isDigit(this.signs[place]));
  }
}

const isDigit = (sign: string | undefined) => sign !== undefined && /\d/u.test(sign);
const plain = (text: string) => text.normalize('NFKC').toLowerCase();
