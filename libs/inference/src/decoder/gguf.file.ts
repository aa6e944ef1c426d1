import { ModelFetchError } from '../inference.errors.js';

const MAGIC = 'GGUF';
const VERSION = 3;
const DEFAULT_ALIGNMENT = 32;
/** Numbers of the element types this product reads, as in ggml. */
export const GGML = { f32: 0, q4_1: 3, q8_0: 8 } as const;
/** Weights of one block, and the bytes they take. */
const STORAGE: Readonly<Record<number, { readonly weights: number; readonly bytes: number }>> = {
  [GGML.f32]: { weights: 1, bytes: 4 },
  [GGML.q4_1]: { weights: 32, bytes: 20 },
  [GGML.q8_0]: { weights: 32, bytes: 34 },
};

/** What people call the kinds of weights that cannot be converted, by ggml's numbers. */
const TYPE_NAMES: Readonly<Record<number, string>> = {
  ...{ 1: 'F16', 2: 'Q4_0', 6: 'Q5_0', 7: 'Q5_1', 10: 'Q2_K', 11: 'Q3_K', 12: 'Q4_K', 13: 'Q5_K', 14: 'Q6_K' },
  ...{ 15: 'Q8_K', 16: 'IQ2_XXS', 17: 'IQ2_XS', 18: 'IQ3_XXS', 20: 'IQ4_NL', 21: 'IQ3_S', 23: 'IQ4_XS', 30: 'BF16' },
};

export type GgufValue = number | boolean | string | readonly GgufValue[];

/** A matrix as stored: row after row, each row a whole number of blocks. A vector has one row. */
export interface GgufTensor {
  readonly name: string;
  /** One of `GGML`. */
  readonly type: number;
  readonly rows: number;
  readonly columns: number;
  readonly bytes: Uint8Array;
}

/** A weight file of llama.cpp: what it says of the model, and its tensors by name. */
export interface GgufFile {
  number(key: string): number;
  text(key: string): string;
  list<Value extends GgufValue>(key: string): readonly Value[];
  tensor(name: string): GgufTensor;
  has(name: string): boolean;
}

/**
 * Reads a GGUF file, version 3, little endian (the format is described in ggml's docs/gguf.md). Tensors are views into
 * `bytes`. Throws `model-not-converted` for another make, another element type, or a file cut short.
 */
export function readGguf(bytes: Uint8Array): GgufFile {
  const reader = new Reader(bytes);
  if (new TextDecoder().decode(reader.take(4)) !== MAGIC) throw broken('it does not begin with GGUF');
  const version = reader.u32();
  if (version !== VERSION) throw broken(`it is of version ${version}, not ${VERSION}`);
  const tensorCount = reader.u64();
  const metadata = new Map<string, GgufValue>();
  for (let left = reader.u64(); left > 0; left--) {
    const key = reader.text();
    metadata.set(key, reader.value(reader.u32()));
  }
  const tensors = readDirectory(reader, tensorCount, Number(metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT));
  const known = (key: string) => {
    const value = metadata.get(key);
    if (value === undefined) throw broken(`it does not say ${key}`);
    return value;
  };
  return {
    number: (key) => Number(known(key)),
    text: (key) => String(known(key)),
    list: <Value extends GgufValue>(key: string) => {
      const value = known(key);
      if (!Array.isArray(value)) throw broken(`${key} is no list`);
      return value as readonly Value[];
    },
    has: (name) => tensors.has(name),
    tensor: (name) => {
      const tensor = tensors.get(name);
      if (!tensor) throw broken(`it has no tensor ${name}`);
      return tensor;
    },
  };
}

function readDirectory(reader: Reader, count: number, alignment: number): Map<string, GgufTensor> {
  const entries = Array.from({ length: count }, () => {
    const name = reader.text();
    const sizes = Array.from({ length: reader.u32() }, () => reader.u64());
    return { name, sizes, type: reader.u32(), offset: reader.u64() };
  });
  const start = Math.ceil(reader.position / alignment) * alignment;
  return new Map(
    entries.map(({ name, sizes, type, offset }) => {
      const [columns = 1, rows = 1] = sizes;
      const storage = STORAGE[type];
      if (!storage)
        throw broken(
          `${name} is stored as ${TYPE_NAMES[type] ?? `type ${type}`}; only F32, Q4_1 and Q8_0 can be converted`,
        );
      if (sizes.length > 2 || columns % storage.weights !== 0) throw broken(`${name} has the shape ${sizes.join('×')}`);
      const size = ((rows * columns) / storage.weights) * storage.bytes;
      return [name, { name, type, rows, columns, bytes: reader.slice(start + offset, size) }];
    }),
  );
}

/** A float tensor as numbers; a copy, because the stored one need not be aligned. */
export function floatsOf({ name, type, bytes }: GgufTensor): Float32Array {
  if (type !== GGML.f32) throw broken(`${name} is stored as type ${type}, not as F32`);
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

class Reader {
  private readonly view: DataView;
  position = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(count: number): Uint8Array {
    const part = this.slice(this.position, count);
    this.position += count;
    return part;
  }

  slice(from: number, count: number): Uint8Array {
    if (from + count > this.bytes.length) throw broken('it ends too early');
    return this.bytes.subarray(from, from + count);
  }

  text(): string {
    return new TextDecoder().decode(this.take(this.u64()));
  }

  u32(): number {
    return this.view.getUint32(this.next(4), true);
  }

  u64(): number {
    return Number(this.view.getBigUint64(this.next(8), true));
  }

  /** A value by the number of its type. */
  value(type: number): GgufValue {
    if (type === 8) return this.text();
    if (type === 9) {
      const element = this.u32();
      const count = this.u64();
      const values: GgufValue[] = [];
      while (values.length < count) values.push(this.value(element));
      return values;
    }
    const read = SCALARS[type];
    if (!read) throw broken(`it holds a value of type ${type}`);
    return read(this.view, (size) => this.next(size));
  }

  private next(count: number): number {
    this.take(count);
    return this.position - count;
  }
}

type ReadScalar = (view: DataView, next: (size: number) => number) => number | boolean;

const SCALARS: Readonly<Record<number, ReadScalar>> = {
  0: (view, next) => view.getUint8(next(1)),
  1: (view, next) => view.getInt8(next(1)),
  2: (view, next) => view.getUint16(next(2), true),
  3: (view, next) => view.getInt16(next(2), true),
  4: (view, next) => view.getUint32(next(4), true),
  5: (view, next) => view.getInt32(next(4), true),
  6: (view, next) => view.getFloat32(next(4), true),
  7: (view, next) => view.getUint8(next(1)) !== 0,
  10: (view, next) => Number(view.getBigUint64(next(8), true)),
  11: (view, next) => Number(view.getBigInt64(next(8), true)),
  12: (view, next) => view.getFloat64(next(8), true),
};

function broken(reason: string): ModelFetchError {
  return new ModelFetchError('model-not-converted', `The GGUF file cannot be converted: ${reason}.`);
}
