import { type Expression, type Grammar, grammarRefused, repeat, type SignRange } from './grammar.js';
import type { TextAutomaton } from './text.automaton.js';

/** What is still to be written, the next first. Equal ones are the same object, so that states can be compared. */
interface Stack {
  readonly id: number;
  readonly top: Expression;
  readonly below: Stack | undefined;
  /** What is to be written after a sign of ASCII: asked for again and again. */
  readonly after: Map<number, GrammarState>;
}

/** The ways a text may go on; each stack has signs on top. */
export interface GrammarState {
  readonly stacks: readonly Stack[];
  readonly mayEnd: boolean;
}

/** Deeper than any sensible grammar unfolds before a sign is written. */
const MOST_UNFOLDED = 2_000;
const ASCII = 128;

/**
 * Reads a context-free grammar with a set of stacks (as llama.cpp's grammars do): ambiguity is no trouble, and nothing is
 * decided before the sign that decides it.
 */
export class GrammarAutomaton implements TextAutomaton<GrammarState> {
  readonly start: GrammarState;
  private readonly ids = new Map<Expression, number>();
  private readonly stacks = new Map<string, Stack>();
  /** Repetitions with what is left of their counts, by the repetition they come from. */
  private readonly repetitions = new Map<string, Expression>();

  /** Throws `decoder-request-refused` for a rule that is missing or begins with itself. */
  constructor(private readonly grammar: Grammar) {
    this.start = this.unfold(this.push({ kind: 'rule', name: grammar.root }, undefined));
  }

  next(state: GrammarState, sign: number): GrammarState | undefined {
    const followers = state.stacks.filter(({ top }) => matches(top, sign, sign));
    const states = followers.map((stack) => this.afterSign(stack, sign));
    const [only] = states;
    return states.length <= 1 ? only : join(states);
  }

  mayFollow(state: GrammarState, low: number, high: number): boolean {
    return state.stacks.some(({ top }) => matches(top, low, high));
  }

  mayPause(): boolean {
    return true;
  }

  mayEnd({ mayEnd }: GrammarState): boolean {
    return mayEnd;
  }

  keyOf({ stacks, mayEnd }: GrammarState): string {
    return `${stacks.map(({ id }) => id).join(',')}${mayEnd ? '.' : ''}`;
  }

  private afterSign(stack: Stack, sign: number): GrammarState {
    const known = stack.after.get(sign);
    if (known) return known;
    const state = this.unfold(stack.below);
    if (sign < ASCII) stack.after.set(sign, state);
    return state;
  }

  /** Unfolds rules, choices and repetitions until every stack begins with signs. */
  private unfold(stack: Stack | undefined): GrammarState {
    const found = new Map<number, Stack>();
    const seen = new Set<Stack>();
    const open = [stack];
    let mayEnd = false;
    for (let left = MOST_UNFOLDED; open.length > 0; left--) {
      if (left === 0) throw grammarRefused('a rule begins with itself, or repeats what may be empty');
      const next = open.pop();
      if (next === undefined) mayEnd = true;
      else if (next.top.kind === 'signs') found.set(next.id, next);
      else if (!seen.has(next)) {
        seen.add(next);
        open.push(...this.unfoldOne(next));
      }
    }
    const stacks = [...found.values()].sort((left, right) => left.id - right.id);
    return { stacks, mayEnd };
  }

  private unfoldOne({ top, below }: Stack): readonly (Stack | undefined)[] {
    switch (top.kind) {
      case 'signs':
        return [];
      case 'sequence':
        return [top.parts.reduceRight<Stack | undefined>((rest, part) => this.push(part, rest), below)];
      case 'choice':
        return top.options.map((option) => this.push(option, below));
      case 'repeat': {
        const again = top.most > 0 ? [this.push(top.part, this.push(this.lessOf(top), below))] : [];
        return top.least > 0 ? again : [below, ...again];
      }
      case 'rule':
        return [this.push(this.ruleOf(top.name), below)];
    }
  }

  private ruleOf(name: string): Expression {
    const expression = this.grammar.rules.get(name);
    if (!expression) throw grammarRefused(`there is no rule ${name}`);
    return expression;
  }

  private lessOf({ part, least, most }: Extract<Expression, { kind: 'repeat' }>): Expression {
    const [fewer, rest] = [Math.max(0, least - 1), most - 1];
    const key = `${this.idOf(part)} ${fewer} ${rest}`;
    const known = this.repetitions.get(key) ?? repeat(part, fewer, rest);
    this.repetitions.set(key, known);
    return known;
  }

  private push(top: Expression, below: Stack | undefined): Stack {
    const key = `${this.idOf(top)} ${below?.id ?? ''}`;
    const known = this.stacks.get(key);
    if (known) return known;
    const stack: Stack = { id: this.stacks.size, top, below, after: new Map() };
    this.stacks.set(key, stack);
    return stack;
  }

  private idOf(expression: Expression): number {
    const known = this.ids.get(expression);
    if (known !== undefined) return known;
    const id = this.ids.size;
    this.ids.set(expression, id);
    return id;
  }
}

function join(states: readonly GrammarState[]): GrammarState {
  const stacks = new Map(states.flatMap((state) => state.stacks.map((stack) => [stack.id, stack] as const)));
  return {
    stacks: [...stacks.values()].sort((left, right) => left.id - right.id),
    mayEnd: states.some(({ mayEnd }) => mayEnd),
  };
}

const overlaps = ([from, to]: SignRange, low: number, high: number) => from <= high && to >= low;
const matches = (top: Expression, low: number, high: number) =>
  top.kind === 'signs' && top.ranges.some((range) => overlaps(range, low, high));
