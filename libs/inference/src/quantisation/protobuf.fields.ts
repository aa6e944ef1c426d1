import { ModelFetchError } from '../inference.errors.js';

/** How a field's value is written, by the numbers of the protocol buffers' wire format. */
const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;

/** One field of a message as it was read. */
export interface ProtobufField {
  readonly number: number;
  /** Of a field that is a whole number. */
  readonly int: bigint;
  /** Of a text, a message, packed numbers, or a number of fixed width: a view into what was read. */
  readonly bytes: Uint8Array;
}

const NO_BYTES = new Uint8Array();

/** The fields of a message in their order. Throws `model-not-converted` for bytes that are no message. */
export function readFields(message: Uint8Array): readonly ProtobufField[] {
  const reader = new FieldReader(message);
  const fields: ProtobufField[] = [];
  while (!reader.atEnd) fields.push(reader.field());
  return fields;
}

/** Whole numbers of a repeated field, packed or one by one. */
export function wholeNumbers(fields: readonly ProtobufField[]): readonly bigint[] {
  return fields.flatMap(({ int, bytes }) => (bytes === NO_BYTES ? [int] : unpacked(bytes)));
}

export const textOf = ({ bytes }: ProtobufField) => new TextDecoder().decode(bytes);

function unpacked(bytes: Uint8Array): readonly bigint[] {
  const reader = new FieldReader(bytes);
  const numbers: bigint[] = [];
  while (!reader.atEnd) numbers.push(reader.varint());
  return numbers;
}

class FieldReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  field(): ProtobufField {
    const key = Number(this.varint());
    const number = key >> 3;
    switch (key & 7) {
      case VARINT:
        return { number, int: this.varint(), bytes: NO_BYTES };
      case FIXED_64:
        return { number, int: 0n, bytes: this.take(8) };
      case LENGTH:
        return { number, int: 0n, bytes: this.take(Number(this.varint())) };
      case FIXED_32:
        return { number, int: 0n, bytes: this.take(4) };
      default:
        throw unreadable('it is no protocol buffer');
    }
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw unreadable('it ends too early');
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asIntN(64, value);
    }
    throw unreadable('it holds a number that does not end');
  }

  private take(count: number): Uint8Array {
    const from = this.at;
    this.at += count;
    if (count < 0 || this.at > this.bytes.length) throw unreadable('it ends too early');
    return this.bytes.subarray(from, this.at);
  }
}

export function unreadable(reason: string): ModelFetchError {
  return new ModelFetchError('model-not-converted', `The ONNX file cannot be quantised: ${reason}.`);
}
