import { InferenceSession, Tensor } from 'onnxruntime-node';
import { cacheNames, type DecoderLayout, readLayout } from './decoder.layout.js';
import { DecoderFailure } from './decoder.failure.js';
import { type CacheNumbers, copyTokens, KeyValueStates } from './key-value.states.js';
import type { ModelConfig } from './model.directory.js';

/** What goes wrong is thrown; it need not be printed as well. */
const QUIET = { logSeverityLevel: 4 } as const;

/** Where the unmasked columns of a row stand, the new tokens' among them; all others are padding. */
export interface RowColumns {
  readonly start: number;
  readonly length: number;
}

/** One run of the network over some rows. */
export interface NetworkPass {
  /** New tokens, equally many a row. */
  readonly tokens: readonly (readonly number[])[];
  readonly rows: readonly RowColumns[];
  /** Columns of the mask: the past ones and the new. */
  readonly columns: number;
  /** In place: longer than the past, first rows used. Otherwise exactly the past's columns and the pass's rows. */
  readonly past: KeyValueStates;
  /** The new states are written into `past` instead of a copy that is one step longer. */
  readonly inPlace: boolean;
}

export interface NetworkResult {
  /** After each row's last token, one number a word of the vocabulary. */
  readonly logits: readonly Float32Array[];
  readonly states: KeyValueStates;
}

/** A decoder's graph in a session of its own; one run at a time. */
export class DecoderNetwork {
  private readonly names: readonly string[];

  private constructor(
    private readonly session: InferenceSession,
    readonly layout: DecoderLayout,
  ) {
    this.names = cacheNames(layout.cache);
  }

  /** `graph` is a path, so that weights kept in a file beside it are found, or the bytes of one. */
  static async open(graph: string | Uint8Array, config: ModelConfig, threads: number): Promise<DecoderNetwork> {
    const options: InferenceSession.SessionOptions = {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
    };
    const session = await (typeof graph === 'string'
      ? InferenceSession.create(graph, options)
      : InferenceSession.create(graph, options));
    return new DecoderNetwork(session, readLayout(session.inputMetadata, session.outputMetadata, config));
  }

  run(pass: NetworkPass): Promise<NetworkResult> {
    return this.layout.states === 'new' ? this.runForNew(pass) : this.runForAll(pass);
  }

  /** The graph gives the new states alone, and is given all columns of the old ones. */
  private async runForNew(pass: NetworkPass): Promise<NetworkResult> {
    const { tokens, rows, past, columns } = pass;
    const added = tokens[0]?.length ?? 0;
    // Before the first token there is nothing to attend to, however much room there is.
    const isFirst = rows.every(({ length }) => length === added);
    const old = isFirst ? new KeyValueStates(this.layout.cache, tokens.length, 0) : past;
    const caches = this.cacheTensors({ ...pass, past: old });
    const feeds: Record<string, Tensor> = { ...this.tokenTensors(pass, old.capacity + added) };
    this.names.forEach((name, at) => (feeds[`past_key_values.${name}`] = caches[at] as Tensor));
    const fetches = ['logits', ...this.names.map((name) => `new.${name}`)];
    const output = await this.session.run(feeds, fetches, QUIET);
    const arrays = this.names.map((name) => output[`new.${name}`]?.data as CacheNumbers);
    const given = new KeyValueStates(this.layout.cache, tokens.length, added, arrays);
    const states = pass.inPlace ? past : new KeyValueStates(this.layout.cache, tokens.length, columns);
    rows.forEach(({ start, length }, row) => {
      const before = length - added;
      if (!pass.inPlace) copyTokens({ states: past, row, column: start }, { states, row, column: start }, before);
      copyTokens({ states: given, row, column: 0 }, { states, row, column: start + before }, added);
    });
    return { logits: lastLogits(output['logits'], tokens.length), states };
  }

  private async runForAll(pass: NetworkPass): Promise<NetworkResult> {
    const caches = this.cacheTensors(pass);
    const feeds: Record<string, Tensor> = { ...this.tokenTensors(pass, pass.columns) };
    const fetches: Record<string, Tensor | null> = { logits: null };
    this.names.forEach((name, at) => {
      const cache = caches[at];
      if (cache) feeds[`past_key_values.${name}`] = cache;
      fetches[`present.${name}`] = pass.inPlace ? (cache ?? null) : null;
    });
    const output = await this.session.run(feeds, fetches, QUIET);
    const logits = lastLogits(output['logits'], pass.tokens.length);
    if (pass.inPlace) return { logits, states: pass.past };
    const arrays = this.names.map((name) => output[`present.${name}`]?.data as CacheNumbers);
    return { logits, states: new KeyValueStates(this.layout.cache, pass.tokens.length, pass.columns, arrays) };
  }

  close(): Promise<void> {
    return this.session.release();
  }

  private tokenTensors({ tokens, rows }: NetworkPass, columns: number): Record<string, Tensor> {
    const width = tokens[0]?.length ?? 0;
    const { takesPositions, logitsCountInput } = this.layout;
    const mask = new BigInt64Array(rows.length * columns);
    rows.forEach(({ start, length }, row) => {
      // Old tokens where they lie, new ones in the last columns; in a row without a gap these are neighbours.
      mask.fill(1n, row * columns + start, row * columns + start + length - width);
      const end = this.layout.states === 'new' ? columns : start + length;
      mask.fill(1n, row * columns + end - width, row * columns + end);
    });
    const positions = rows.flatMap(({ length }) => tokens[0]?.map((_, at) => length - width + at) ?? []);
    const integers = (values: BigInt64Array, size: number) => new Tensor('int64', values, [rows.length, size]);
    return {
      input_ids: integers(BigInt64Array.from(tokens.flat(), BigInt), width),
      attention_mask: integers(mask, columns),
      ...(takesPositions ? { position_ids: integers(BigInt64Array.from(positions, BigInt), width) } : {}),
      ...(logitsCountInput === undefined ? {} : { [logitsCountInput]: new Tensor('int64', BigInt64Array.of(1n), []) }),
    };
  }

  private cacheTensors({ past, tokens }: NetworkPass): readonly Tensor[] {
    const { heads, headSize, element } = this.layout.cache;
    const dimensions = [tokens.length, heads, past.capacity, headSize];
    return past.firstRows(tokens.length).map((numbers) => new Tensor(element, numbers, dimensions));
  }
}

function lastLogits(output: Tensor | undefined, rows: number): readonly Float32Array[] {
  const [, positions = 0, words = 0] = output?.dims ?? [];
  if (!output || output.dims[0] !== rows || words === 0)
    throw new DecoderFailure('decoder-failed', `The network gave logits of shape ${output?.dims.join('×') ?? 'none'}.`);
  const data = output.data as CacheNumbers;
  return Array.from({ length: rows }, (_, row) => {
    const end = (row * positions + positions) * words;
    const numbers = data.subarray(end - words, end);
    return numbers instanceof Float32Array ? numbers : singles(numbers);
  });
}

/** IEEE half to single precision, the infinities too: a masked word is one. */
function singles(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}
