import { type BatchLayout, DecodingBatch } from './decoding.batch.js';
import type { DecoderNetwork } from './decoder.network.js';
import { beginRow, type ReadTokens, type TokenModel } from './token.model.js';

/** How far the logits of a row in a batch may lie from those of the same row alone, as a share of their spread. */
const NEAR = 0.02;

/** Rows share runs as the network allows; `alone` where it allows neither kind of padding. */
export class OnnxTokenModel implements TokenModel {
  readonly contextTokens: number;
  private readonly batches: DecodingBatch[] = [];

  constructor(
    private readonly network: DecoderNetwork,
    readonly batching: BatchLayout | 'alone',
    contextTokens = network.layout.contextTokens,
  ) {
    this.contextTokens = Math.min(contextTokens, network.layout.contextTokens);
  }

  /**
   * Finds out by running it how the network may be batched: some exports turn positions by a row's own count and are wrong
   * for rows padded on the left without any sign of it, others compute over the whole batch at once.
   */
  static async open(network: DecoderNetwork, contextTokens?: number): Promise<OnnxTokenModel> {
    for (const layout of ['in-place', 'left-padded'] as const)
      if (await isRight(network, layout)) return new OnnxTokenModel(network, layout, contextTokens);
    return new OnnxTokenModel(network, 'alone', contextTokens);
  }

  get rows(): number {
    return this.batches.reduce((sum, { rows }) => sum + rows, 0);
  }

  begin(capacity: number, beginning?: ReadTokens): ReadTokens {
    const room = this.batching === 'in-place' ? capacity : (beginning?.length ?? 0);
    return beginRow(this.network.layout.cache, room, beginning);
  }

  async read(
    { states, length }: ReadTokens,
    tokens: readonly number[],
  ): Promise<{ row: ReadTokens; logits: Float32Array }> {
    const columns = length + tokens.length;
    const result = await this.network.run({
      tokens: [tokens],
      rows: [{ start: 0, length: columns }],
      columns,
      past: states,
      inPlace: this.batching === 'in-place',
    });
    return { row: { states: result.states, length: columns }, logits: result.logits[0] ?? new Float32Array() };
  }

  join(row: ReadTokens): void {
    const [first] = this.batches;
    const batch = this.batching === 'alone' || !first ? this.openBatch() : first;
    batch.join(row);
  }

  copyOf(at: number): ReadTokens {
    return this.batching === 'alone' ? this.batch(at).copyOf(0) : this.batch(0).copyOf(at);
  }

  leave(at: number): void {
    if (this.batching !== 'alone') return this.batch(0).leave(at);
    const last = this.batches.pop();
    if (last && at < this.batches.length) this.batches[at] = last;
  }

  async step(tokens: readonly number[]): Promise<readonly Float32Array[]> {
    if (this.batching !== 'alone') return this.batch(0).step(tokens);
    const logits: Float32Array[] = [];
    for (const [at, token] of tokens.entries()) logits.push(...(await this.batch(at).step([token])));
    return logits;
  }

  private openBatch(): DecodingBatch {
    const batch = new DecodingBatch(this.network, this.batching === 'in-place' ? 'in-place' : 'left-padded');
    this.batches.push(batch);
    return batch;
  }

  private batch(at: number): DecodingBatch {
    return this.batches[at] ?? this.openBatch();
  }
}

/** Two rows of different length, step by step, against each of them alone. */
async function isRight(network: DecoderNetwork, layout: BatchLayout): Promise<boolean> {
  const prompts = [
    [5, 9, 7, 11, 6, 8, 5],
    [9, 6, 7],
  ];
  try {
    const together = new OnnxTokenModel(network, layout);
    const alone = new OnnxTokenModel(network, 'alone');
    for (const model of [together, alone])
      for (const prompt of prompts) model.join((await model.read(model.begin(prompt.length), prompt)).row);
    for (const tokens of [
      [7, 5],
      [6, 10],
    ]) {
      const [rows, expected] = [await together.step(tokens), await alone.step(tokens)];
      if (!rows.every((row, at) => areNear(row, expected[at]))) return false;
    }
    return true;
  } catch {
    return false; // a graph that joins old and new states itself refuses memory that is longer than its mask
  }
}

function areNear(left: Float32Array, right: Float32Array | undefined): boolean {
  if (left.length !== right?.length) return false;
  let [most, low, high] = [0, Infinity, -Infinity];
  for (let at = 0; at < left.length; at++) {
    const [value, other] = [left[at] ?? 0, right[at] ?? 0];
    if (Number.isFinite(other)) [low, high] = [Math.min(low, other), Math.max(high, other)];
    if (value !== other) most = Math.max(most, Math.abs(value - other));
  }
  return most <= NEAR * (high - low);
}
