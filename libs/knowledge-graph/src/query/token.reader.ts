import { type Place, refuse } from './query.problem.js';
import { type Token, tokensOf } from './query.tokens.js';

const WRITING = new Set('CREATE MERGE SET DELETE DETACH REMOVE DROP ALTER GRANT REVOKE DENY FOREACH INSERT'.split(' '));
const OTHER_CLAUSES = new Set(
  'CALL LOAD UNWIND WITH UNION OPTIONAL USE USING YIELD EXPLAIN PROFILE SHOW TERMINATE START FINISH CASE XOR EXISTS IS ALL ANY NONE SINGLE NULL'.split(
    ' ',
  ),
);
const KEYWORDS = new Set(
  'MATCH WHERE RETURN DISTINCT ORDER BY SKIP LIMIT AND OR NOT AS ASC ASCENDING DESC DESCENDING CONTAINS STARTS ENDS IN TRUE FALSE'.split(
    ' ',
  ),
);

/** Reads tokens one after another. A word that would write, or is not of this language, is refused wherever it stands. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(source: string) {
    this.tokens = tokensOf(source);
    for (const [at, token] of this.tokens.entries()) {
      const word = wordOf(token);
      if (WRITING.has(word)) throw refuse('writes', token, word);
      const isOperator = word === 'WITH' && ['STARTS', 'ENDS'].includes(wordOf(this.tokens[at - 1]));
      if (OTHER_CLAUSES.has(word) && !isOperator) throw refuse('unsupported', token, word);
    }
  }

  get next(): Token {
    return this.after(0);
  }

  after(count: number): Token {
    return this.tokens[this.at + count] ?? this.last;
  }

  take(): Token {
    const token = this.next;
    this.at++;
    return token;
  }

  isSign(text: string, count = 0): boolean {
    const token = this.after(count);
    return token.kind === 'sign' && token.text === text;
  }

  takeSign(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.at++;
    return true;
  }

  expectSign(text: string): Token {
    if (!this.isSign(text)) throw this.unexpected(text);
    return this.take();
  }

  isKeyword(word: string): boolean {
    return this.next.kind === 'word' && this.next.text.toUpperCase() === word;
  }

  takeKeyword(...words: readonly string[]): boolean {
    const found = words.find((word) => this.isKeyword(word));
    if (found !== undefined) this.at++;
    return found !== undefined;
  }

  expectKeyword(word: string): void {
    if (!this.takeKeyword(word)) throw this.unexpected(word);
  }

  /** A word that is no keyword. */
  get isName(): boolean {
    return this.next.kind === 'word' && !KEYWORDS.has(this.next.text.toUpperCase());
  }

  expectName(expected: string): Token {
    if (!this.isName) throw this.unexpected(expected);
    return this.take();
  }

  expectNumber(expected: string, within: readonly [low: number, high: number]): number {
    const token = this.next;
    if (token.kind !== 'number') throw this.unexpected(expected);
    this.at++;
    const number = Number(token.text);
    if (!Number.isSafeInteger(number) || number < within[0] || number > within[1])
      throw refuse('number-range', token, token.text, `${within[0]}–${within[1]}`);
    return number;
  }

  unexpected(expected: string, token: Token = this.next) {
    return refuse('unexpected', token, written(token), expected);
  }

  private get last(): Token {
    return this.tokens.at(-1) ?? { kind: 'end', text: '', ...BEGINNING };
  }
}

const wordOf = (token: Token | undefined) => (token?.kind === 'word' ? token.text.toUpperCase() : '');
const BEGINNING: Place = { line: 1, column: 1 };

function written({ kind, text }: Token): string {
  if (kind === 'end') return '…';
  return kind === 'text' ? `'${text}'` : text;
}
