import { KeyValueStates } from './key-value.states.js';
import { beginRow, type ReadTokens, type TokenModel } from './token.model.js';

/** One number a token: the states of the fake are the tokens themselves, so that a wrong copy changes what follows. */
const LAYOUT = { layers: 1, heads: 1, headSize: 1, element: 'float32' } as const;
const VOCABULARY = 64;

/** The token that follows; what a spec reckons a lone request against. */
export function followerOf(tokens: readonly number[]): number {
  return 2 + (tokens.reduce((sum, token, at) => (sum * 31 + token * (at + 1)) % 7919, 7) % (VOCABULARY - 2));
}

/** The answer of so many tokens to a prompt that nobody else disturbs. */
export function loneAnswer(prompt: readonly number[], count: number): readonly number[] {
  const tokens = [...prompt];
  for (let left = count; left > 0; left--) tokens.push(followerOf(tokens));
  return tokens.slice(prompt.length);
}

/** A model whose next token is a sum over all tokens before it; it notes what it was asked. */
export class FakeTokenModel implements TokenModel {
  readonly contextTokens = 1_000;
  /** Tokens of each read, in order. */
  readonly reads: (readonly number[])[] = [];
  /** Rows of each step, in order. */
  readonly steps: number[] = [];
  private readonly batch: number[][] = [];
  /** Thrown by the next step. */
  failure: Error | undefined;

  get rows(): number {
    return this.batch.length;
  }

  begin(capacity: number, beginning?: ReadTokens): ReadTokens {
    return beginRow(LAYOUT, capacity, beginning);
  }

  read({ states, length }: ReadTokens, tokens: readonly number[]): Promise<{ row: ReadTokens; logits: Float32Array }> {
    this.reads.push(tokens);
    states.arrays[0]?.set(tokens, length);
    const row = { states, length: length + tokens.length };
    return Promise.resolve({ row, logits: logitsAfter(tokensOf(row)) });
  }

  join(row: ReadTokens): void {
    this.batch.push(tokensOf(row));
  }

  copyOf(at: number): ReadTokens {
    const tokens = this.batch[at] ?? [];
    const states = new KeyValueStates(LAYOUT, 1, tokens.length);
    states.arrays[0]?.set(tokens);
    return { states, length: tokens.length };
  }

  leave(at: number): void {
    const last = this.batch.pop();
    if (last && at < this.batch.length) this.batch[at] = last;
  }

  step(tokens: readonly number[]): Promise<readonly Float32Array[]> {
    const { failure } = this;
    this.failure = undefined;
    if (failure) return Promise.reject(failure);
    if (tokens.length !== this.batch.length) throw new Error(`${tokens.length} tokens for ${this.batch.length} rows`);
    this.steps.push(tokens.length);
    return Promise.resolve(
      this.batch.map((row, at) => {
        row.push(tokens[at] ?? 0);
        return logitsAfter(row);
      }),
    );
  }
}

function tokensOf({ states, length }: ReadTokens): number[] {
  return [...(states.arrays[0]?.subarray(0, length) ?? [])];
}

function logitsAfter(tokens: readonly number[]): Float32Array {
  const logits = new Float32Array(VOCABULARY);
  logits[followerOf(tokens)] = 5;
  return logits;
}
