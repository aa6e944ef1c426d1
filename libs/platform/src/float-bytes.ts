const BYTES = 4;

/** 32-bit floats, little-endian, as files and columns hold them on every machine. */
export function floatBytes(values: ArrayLike<number>): Buffer {
  const bytes = Buffer.alloc(BYTES * values.length);
  for (let at = 0; at < values.length; at++) bytes.writeFloatLE(values[at] ?? 0, BYTES * at);
  return bytes;
}

/** What `floatBytes` wrote; bytes left over at the end make no number. */
export function floatsOf(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: Math.floor(bytes.length / BYTES) }, (_, at) => bytes.readFloatLE(BYTES * at));
}
