import type { DecoderNetwork } from './decoder.network.js';
import { copyTokens, KeyValueStates, type StatesPlace } from './key-value.states.js';
import { beginRow, type ReadTokens } from './token.model.js';

/**
 * How rows of different length share a run. `in-place`: rows begin at column 0, the padding is behind them, and new states
 * are written where the old ones lie. `left-padded`: rows end at the last column and every step copies all states.
 */
export type BatchLayout = 'in-place' | 'left-padded';

/**
 * Columns that memory grows by. The runtime's binding copies all bound outputs after every run, unwritten columns too (measured: ten rows of 256
 * columns, 118 MB, 40 ms a step): room that is not needed costs more than to lay the states out anew every few steps.
 */
const GROWTH = 32;

/** The rows that are being written. */
export class DecodingBatch {
  private states: KeyValueStates;
  private readonly lengths: number[] = [];

  constructor(
    private readonly network: DecoderNetwork,
    private readonly layout: BatchLayout,
  ) {
    this.states = this.empty();
  }

  get rows(): number {
    return this.lengths.length;
  }

  join(row: ReadTokens): void {
    const at = this.rows;
    this.lengths.push(row.length);
    this.makeRoom(at, row.length);
    copyTokens({ states: row.states, row: 0, column: 0 }, this.place(at), row.length);
  }

  copyOf(at: number): ReadTokens {
    const length = this.lengths[at] ?? 0;
    const copy = beginRow(this.states.layout, length);
    copyTokens(this.place(at), { states: copy.states, row: 0, column: 0 }, length);
    return { states: copy.states, length };
  }

  leave(at: number): void {
    const last = this.rows - 1;
    const length = this.lengths[last] ?? 0;
    if (at !== last) {
      // Both places are reckoned before the lengths change.
      const from = this.place(last);
      copyTokens(from, { ...from, row: at }, length);
      this.lengths[at] = length;
    }
    this.lengths.pop();
    const longest = Math.max(0, ...this.lengths);
    if (this.rows === 0) this.states = this.empty();
    else if (this.layout === 'left-padded') this.layOut(this.rows, longest, this.rows);
    else if (this.states.capacity > 2 * roomFor(longest + 1)) this.layOut(this.rows, roomFor(longest + 1), this.rows);
  }

  async step(tokens: readonly number[]): Promise<readonly Float32Array[]> {
    const inPlace = this.layout === 'in-place';
    const columns = Math.max(...this.lengths) + 1;
    if (inPlace && columns > this.states.capacity) this.layOut(this.states.rows, roomFor(columns), this.rows);
    const { logits, states } = await this.network.run({
      tokens: tokens.map((token) => [token]),
      rows: this.lengths.map((length) => ({ start: inPlace ? 0 : columns - length - 1, length: length + 1 })),
      columns,
      past: this.states,
      inPlace,
    });
    this.states = states;
    this.lengths.forEach((length, at) => (this.lengths[at] = length + 1));
    return logits;
  }

  /** The row `at` was just counted; the rows before it are kept. */
  private makeRoom(at: number, length: number): void {
    const longest = Math.max(...this.lengths);
    if (this.layout === 'left-padded') return this.layOut(this.rows, longest, at);
    const { rows, capacity } = this.states;
    if (at < rows && length < capacity) return;
    this.layOut(at < rows ? rows : Math.max(1, 2 * rows), Math.max(capacity, roomFor(longest + 1)), at);
  }

  /** Other memory for the batch, its first `kept` rows in it. */
  private layOut(rows: number, capacity: number, kept: number): void {
    const before = Array.from({ length: kept }, (_, at) => this.place(at));
    this.states = new KeyValueStates(this.states.layout, rows, capacity);
    before.forEach((from, at) => copyTokens(from, this.place(at), this.lengths[at] ?? 0));
  }

  private place(at: number): StatesPlace {
    const column = this.layout === 'in-place' ? 0 : this.states.capacity - (this.lengths[at] ?? 0);
    return { states: this.states, row: at, column };
  }

  private empty(): KeyValueStates {
    return new KeyValueStates(this.network.layout.cache, 0, 0);
  }
}

const roomFor = (columns: number) => GROWTH * Math.ceil(columns / GROWTH);
