import { copyTokens, KeyValueStates } from './key-value.states.js';

/** What a model has read of one row: the keys and values of its first `length` tokens, from column 0 on. */
export interface ReadTokens {
  readonly states: KeyValueStates;
  readonly length: number;
}

/**
 * A network that reads prompts row by row and then writes many rows together, one token a step. The scheduler's only view
 * of a model, so that a few lines of arithmetic stand in for one in its specs. One call at a time.
 */
export interface TokenModel {
  /** Tokens of a row, prompt and answer together. */
  readonly contextTokens: number;
  /** A row before its first token, with room for a prompt of `capacity` tokens; its beginning taken from another row. */
  begin(capacity: number, beginning?: ReadTokens): ReadTokens;
  /** Reads on. Answers the row as it is then, and the logits after the last of these tokens. */
  read(
    row: ReadTokens,
    tokens: readonly number[],
  ): Promise<{ readonly row: ReadTokens; readonly logits: Float32Array }>;
  /** Rows in the batch. */
  readonly rows: number;
  /** Puts a row at the batch's end. The row itself stays as it is. */
  join(row: ReadTokens): void;
  /** A copy of a batch row, to go on with later. */
  copyOf(at: number): ReadTokens;
  /** Takes a row out of the batch; the last row moves into its place. */
  leave(at: number): void;
  /** One token for each row of the batch; answers the logits after it, in order. */
  step(tokens: readonly number[]): Promise<readonly Float32Array[]>;
}

/** A row of its own with room for `capacity` tokens, beginning as another does. */
export function beginRow(layout: KeyValueStates['layout'], capacity: number, beginning?: ReadTokens): ReadTokens {
  const states = new KeyValueStates(layout, 1, capacity);
  if (!beginning) return { states, length: 0 };
  copyTokens({ states: beginning.states, row: 0, column: 0 }, { states, row: 0, column: 0 }, beginning.length);
  return { states, length: beginning.length };
}
