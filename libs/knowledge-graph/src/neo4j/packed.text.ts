/**
 * Bytes as base64. The driver reads a property of bytes one by one (two kilobytes take longer than the search that found them)
 * and a text at once.
 */
export const packedText = ({ buffer, byteOffset, byteLength }: Uint8Array | Int8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

const NO_BYTES = new Uint8Array(0);

/** Without bytes where a clause has no such property. */
export const unpackedText = (text: string | null): Uint8Array =>
  text === null ? NO_BYTES : Buffer.from(text, 'base64');
