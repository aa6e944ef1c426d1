/**
 * A language of texts, read sign by sign (a sign is a code point). States are never changed, so that many continuations of
 * one can be tried. Grammars and the evidence constraint are such automata.
 */
export interface TextAutomaton<State> {
  readonly start: State;
  /** The state after one more sign; undefined where no text of the language goes on like this. */
  next(state: State, sign: number): State | undefined;
  /** Whether some sign from `low` to `high` may follow: asked while the bytes of a sign are still coming. */
  mayFollow(state: State, low: number, high: number): boolean;
  /** Whether a token may end here; a language that looks at whole words says no in the middle of one. */
  mayPause(state: State): boolean;
  /** Whether the text may end here. */
  mayEnd(state: State): boolean;
  /** States with equal keys allow the same continuations. */
  keyOf(state: State): string;
}
