/**
 * A trie with failure links in one array (double array: Aoe 1989; links: Aho and Corasick 1975). A state is an offset into
 * `cells`, of which it owns four: where its children begin, the code that leads to it, the state to go on from when no child
 * fits, and the first of its outputs. The root is state 0. As no two states share a beginning, the code alone proves a child.
 */
export interface DoubleArray {
  readonly cells: Int32Array;
  /** Sequence that ends here; place 0 is nobody's. */
  readonly outputs: Int32Array;
  /** The next output of the same state, or 0. */
  readonly nextOutputs: Int32Array;
}

/** Sequences of codes, one behind the other; that of place n lies from `starts[n]` to `starts[n + 1]`. Codes begin at 1. */
export interface CodeSequences {
  readonly codes: Uint16Array;
  readonly starts: Int32Array;
}

/** The state after a code. A search copies these lines where a call would cost more than the step itself. */
export function step(cells: Int32Array, state: number, code: number): number {
  let from = state;
  let to = (cells[from] as number) + (code << 2);
  while (cells[to + 1] !== code) {
    if (from === 0) return 0;
    from = cells[from + 2] as number;
    to = (cells[from] as number) + (code << 2);
  }
  return to;
}
