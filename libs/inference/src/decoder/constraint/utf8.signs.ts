/** A sign of UTF-8 of which some bytes were read. */
export interface SignBytes {
  /** The bits so far. */
  readonly value: number;
  /** Bytes that are still to come. */
  readonly left: number;
  /** The smallest code point that takes as many bytes: a shorter one written longer is no UTF-8. */
  readonly least: number;
}

/** One byte more; `left` is 0 when the sign is whole. Undefined where the byte cannot stand. */
export function readByte(sign: SignBytes | undefined, byte: number): SignBytes | undefined {
  if (!sign) return firstByte(byte);
  if (byte >> 6 !== 2) return undefined;
  const read = { value: (sign.value << 6) | (byte & 63), left: sign.left - 1, least: sign.least };
  if (endOf(read) < read.least || continuing(read) > 0x10ffff) return undefined;
  const isSurrogate = read.left === 0 && read.value >= 0xd800 && read.value <= 0xdfff;
  return isSurrogate ? undefined : read;
}

function firstByte(byte: number): SignBytes | undefined {
  if (byte < 0x80) return { value: byte, left: 0, least: 0 };
  if (byte >= 0xc2 && byte < 0xe0) return { value: byte & 31, left: 1, least: 0x80 };
  if (byte >= 0xe0 && byte < 0xf0) return { value: byte & 15, left: 2, least: 0x800 };
  if (byte >= 0xf0 && byte < 0xf5) return { value: byte & 7, left: 3, least: 0x10000 };
  return undefined;
}

/** The first sign that the bytes may still become. */
export const continuing = ({ value, left, least }: SignBytes) => Math.max(least, value << (6 * left));
/** The last one. */
export const endOf = ({ value, left }: SignBytes) => (value << (6 * left)) | ((1 << (6 * left)) - 1);
