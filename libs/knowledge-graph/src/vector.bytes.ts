import { endianness } from 'node:os';

const IS_LITTLE_ENDIAN = endianness() === 'LE';
const FLOAT_BYTES = 4;

/** A vector in bytes: 32-bit floats, little-endian. */
export function writeVector(vector: Float32Array): Uint8Array {
  return inOrder(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength).slice());
}

/** Copied as a whole: a question reads a hundred of them, and they need not begin where floats may. */
export function readVector(bytes: Uint8Array | Int8Array): Float32Array {
  const copy = new Uint8Array(bytes.byteLength - (bytes.byteLength % FLOAT_BYTES));
  copy.set(new Uint8Array(bytes.buffer, bytes.byteOffset, copy.length));
  return new Float32Array(inOrder(copy).buffer);
}

/** Turns the bytes of each float round where the machine has them the other way. */
function inOrder(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return IS_LITTLE_ENDIAN ? bytes : new Uint8Array(Buffer.from(bytes).swap32());
}

/** Values of a unit vector lie within −1 and 1; in steps of 1/127 a cosine moves by less than 0.002. */
const STEPS = 127;

/** Vectors of one length as signed bytes, one after the other, behind their length (two bytes, little-endian). */
export function packVectors(vectors: readonly Float32Array[] | undefined): Int8Array | undefined {
  const dimension = vectors?.[0]?.length;
  if (!vectors || !dimension) return undefined;
  const bytes = new Int8Array(HEADER + vectors.length * dimension);
  new DataView(bytes.buffer).setUint16(0, dimension, true);
  vectors.forEach((vector, row) => {
    if (vector.length !== dimension) throw new RangeError(`vectors of ${dimension} and ${vector.length} values`);
    vector.forEach((value, at) => (bytes[HEADER + row * dimension + at] = Math.round(value * STEPS)));
  });
  return bytes;
}

/** The vectors again, of length one. */
export function unpackVectors({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array): Float32Array[] {
  if (!byteLength) return [];
  const dimension = new DataView(buffer, byteOffset, byteLength).getUint16(0, true);
  const count = (byteLength - HEADER) / dimension;
  return Array.from({ length: count }, (_, row) =>
    unitOf(new Int8Array(buffer, byteOffset + HEADER + row * dimension, dimension)),
  );
}

/** Written as a loop, because a question unpacks hundreds of them. */
function unitOf(bytes: Int8Array): Float32Array {
  let squares = 0;
  for (let at = 0; at < bytes.length; at++) squares += (bytes[at] ?? 0) ** 2;
  const scale = 1 / (Math.sqrt(squares) || 1);
  const vector = new Float32Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) vector[at] = (bytes[at] ?? 0) * scale;
  return vector;
}

const HEADER = 2;
