import { LONGEST_GRAPH_QUERY } from '@zhike/contracts';
import { type Place, refuse } from './query.problem.js';
import { LONGEST_TEXT } from './query.schema.js';

export interface Token extends Place {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'end';
  /** As written; of a text what it says. */
  readonly text: string;
}

const SPACE = /[ \t\r\n\u3000]+/uy;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /\d+/uy;
const SIGN = /<>|<=|>=|\.\.|[()[\]{}:,.<>=*|-]/uy;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', "'": "'", '"': '"', n: '\n', t: '\t' };
/** Control characters; NUL cannot even be stored, and halves of pairs are no signs. */
const NO_SIGN = /(?![\t\n])\p{Cc}|\p{Surrogate}/u;

/** Cuts the text of a search into tokens. What might hide something (comments, escapes by number, backticks) is refused by name. */
export function tokensOf(source: string): Token[] {
  return new Tokenizer(source).tokens();
}

class Tokenizer {
  private at = 0;
  private readonly placed = { at: 0, line: 1, column: 1 };

  constructor(private readonly source: string) {}

  tokens(): Token[] {
    if (this.source.length > LONGEST_GRAPH_QUERY)
      throw refuse('too-large', this.place(), 'characters', String(LONGEST_GRAPH_QUERY));
    const tokens: Token[] = [];
    for (;;) {
      this.match(SPACE);
      const place = this.place();
      const token = this.token();
      tokens.push({ ...token, ...place });
      if (token.kind === 'end') return tokens;
    }
  }

  private token(): Omit<Token, keyof Place> {
    const next = this.source[this.at];
    if (next === undefined) return { kind: 'end', text: '' };
    this.refuseHidden(next);
    if (next === ';') return this.last();
    if (next === "'" || next === '"') return { kind: 'text', text: this.textIn(next) };
    for (const [kind, pattern] of [
      ['word', WORD],
      ['number', NUMBER],
      ['sign', SIGN],
    ] as const) {
      const text = this.match(pattern);
      if (text !== undefined) return { kind, text };
    }
    throw refuse('sign', this.place(), this.signHere());
  }

  private refuseHidden(next: string): void {
    if (this.source.startsWith('//', this.at) || this.source.startsWith('/*', this.at))
      throw refuse('comment', this.place());
    if (next === '`') throw refuse('backtick', this.place());
    if (next === '$') throw refuse('parameter', this.place());
    if (next === '\\') throw refuse('escape', this.place(), this.source.slice(this.at, this.at + 2));
  }

  /** A semicolon may end the search, and nothing else may follow. */
  private last(): Omit<Token, keyof Place> {
    const place = this.place();
    this.at++;
    this.match(SPACE);
    if (this.at < this.source.length) throw refuse('several-statements', place);
    return { kind: 'end', text: '' };
  }

  private textIn(quote: string): string {
    const place = this.place();
    this.at++;
    let text = '';
    while (this.source[this.at] !== quote) {
      if (this.at >= this.source.length) throw refuse('text-not-closed', place);
      text += this.source[this.at] === '\\' ? this.escaped() : this.plain();
      if (text.length > LONGEST_TEXT) throw refuse('too-large', place, 'characters in quotes', String(LONGEST_TEXT));
    }
    this.at++;
    return text;
  }

  private plain(): string {
    const sign = this.signHere();
    if (NO_SIGN.test(sign)) throw refuse('sign', this.place(), nameOf(sign));
    this.at += sign.length;
    return sign;
  }

  private escaped(): string {
    const written = this.source.slice(this.at, this.at + 2);
    const sign = ESCAPES[written[1] ?? ''];
    if (sign === undefined) throw refuse('escape', this.place(), written);
    this.at += 2;
    return sign;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private signHere(): string {
    return String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
  }

  /** Counted on from where it was last asked. */
  private place(): Place {
    for (const sign of this.source.slice(this.placed.at, this.at)) {
      this.placed.column = sign === '\n' ? 1 : this.placed.column + 1;
      if (sign === '\n') this.placed.line++;
    }
    this.placed.at = this.at;
    const { line, column } = this.placed;
    return { line, column };
  }
}

const nameOf = (sign: string) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
