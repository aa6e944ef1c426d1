import {
  choice,
  type Expression,
  type Grammar,
  grammarRefused,
  literal,
  noneOf,
  oneOf,
  repeat,
  rule,
  sequence,
  type SignRange,
} from './grammar.js';

const NAME = /[\p{L}_][\p{L}\p{Nd}_-]*/uy;
const COUNT = /\{(\d+)(?:(,)(\d*))?\}/uy;
const BLANK = /(?:\s|#[^\n]*)*/uy;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const HYPHEN = 45;

interface WrittenSign {
  readonly sign: string;
  readonly isEscaped: boolean;
}

/**
 * Reads a small EBNF: `name ::= …` with `"text"`, `[a-z]`, `[^"]`, `( … )`, `|`, `* + ? {2,5}` and `# comments`; the rule
 * `root` is the whole text. Throws `decoder-request-refused` with the place of what cannot be read.
 */
export function parseEbnf(source: string): Grammar {
  const rules = new Parser(source).grammar();
  if (!rules.has('root')) throw grammarRefused('the grammar has no rule named root');
  return { rules, root: 'root' };
}

class Parser {
  private at = 0;

  constructor(private readonly source: string) {}

  grammar(): Map<string, Expression> {
    const rules = new Map<string, Expression>();
    this.skipBlank();
    while (this.at < this.source.length) {
      const name = this.match(NAME)?.[0];
      this.skipBlank();
      if (name === undefined || !this.take('::=')) throw this.unreadable('a rule: name ::= …');
      if (rules.has(name)) throw grammarRefused(`the rule ${name} is there twice`);
      rules.set(name, this.options());
    }
    return rules;
  }

  private options(): Expression {
    const options = [this.series()];
    while (this.take('|')) options.push(this.series());
    return options.length === 1 ? (options[0] ?? sequence()) : choice(...options);
  }

  private series(): Expression {
    const parts: Expression[] = [];
    for (;;) {
      this.skipBlank();
      const part = this.part();
      if (!part) return sequence(...parts);
      parts.push(this.counted(part));
    }
  }

  private part(): Expression | undefined {
    if (this.take('"'))
      return literal(
        this.signsUntil('"')
          .map(({ sign }) => sign)
          .join(''),
      );
    if (this.take('[')) return this.signClass();
    if (this.take('(')) {
      const inner = this.options();
      if (!this.take(')')) throw this.unreadable('")"');
      return inner;
    }
    const before = this.at;
    const name = this.match(NAME)?.[0];
    if (name === undefined) return undefined;
    // The next rule begins here.
    this.skipBlank();
    if (!this.source.startsWith('::=', this.at)) return rule(name);
    this.at = before;
    return undefined;
  }

  private counted(part: Expression): Expression {
    if (this.take('*')) return repeat(part, 0);
    if (this.take('+')) return repeat(part, 1);
    if (this.take('?')) return repeat(part, 0, 1);
    const count = this.match(COUNT);
    if (!count) return part;
    const least = Number(count[1]);
    if (count[2] === undefined) return repeat(part, least, least);
    return repeat(part, least, count[3] ? Number(count[3]) : Infinity);
  }

  private signClass(): Expression {
    const isNegated = this.take('^');
    const signs = this.signsUntil(']');
    const ranges: SignRange[] = [];
    for (let at = 0; at < signs.length; at++) {
      const [low = 0, dash, high] = [signs[at], signs[at + 1], signs[at + 2]].map((found) =>
        found?.sign.codePointAt(0),
      );
      const isRange = dash === HYPHEN && signs[at + 1]?.isEscaped === false && high !== undefined;
      ranges.push([low, isRange ? high : low]);
      if (isRange) at += 2;
    }
    return isNegated ? noneOf(ranges) : oneOf(ranges);
  }

  private signsUntil(end: string): readonly WrittenSign[] {
    const signs: WrittenSign[] = [];
    while (!this.take(end)) {
      const isEscaped = this.take('\\');
      if (this.at >= this.source.length) throw this.unreadable(end);
      const sign = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
      this.at += sign.length;
      signs.push({ sign: isEscaped ? (ESCAPES[sign] ?? sign) : sign, isEscaped });
    }
    return signs;
  }

  private take(text: string): boolean {
    if (text === '|' || text === ')') this.skipBlank();
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  private skipBlank(): void {
    this.match(BLANK);
  }

  private unreadable(wanted: string): Error {
    const line = this.source.slice(0, this.at).split('\n').length;
    return grammarRefused(
      `line ${line} of the grammar: ${wanted} was expected at ${JSON.stringify(this.source.slice(this.at, this.at + 20))}`,
    );
  }
}
