/** Turns tokens into their text; special tokens give nothing. */
export type DecodeTokens = (tokens: readonly number[]) => string;

/** What a decoder gives for bytes that are no whole sign of UTF-8. */
const BROKEN = '\uFFFD';
/** A sign has four bytes at most, so a longer wait is for bytes that will never make one. */
const MOST_WAITING = 4;

/**
 * The text of an answer piece by piece. A token may hold part of a sign: its text waits for the tokens that complete it.
 * Texts are compared within a window that begins where the last piece did, because a token's text may depend on the one
 * before it (a space that only stands between words).
 */
export class TextStream {
  private window: number[] = [];
  /** Tokens at the window's beginning whose text has been given. */
  private given = 0;

  constructor(private readonly decode: DecodeTokens) {}

  /** The text that is certain after this token; often empty. */
  push(token: number): string {
    this.window.push(token);
    const text = this.decode(this.window);
    const isWaiting = text.endsWith(BROKEN) && this.window.length - this.given < MOST_WAITING;
    return isWaiting ? '' : this.give(text);
  }

  /** What is left when the answer ends, a broken sign included. */
  end(): string {
    return this.window.length > this.given ? this.give(this.decode(this.window)) : '';
  }

  private give(text: string): string {
    const before = this.decode(this.window.slice(0, this.given));
    this.window = this.window.slice(this.given);
    this.given = this.window.length;
    return text.slice(before.length);
  }
}
