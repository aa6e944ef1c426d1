import { z } from 'zod';
import { DecoderFailure } from '../decoder.failure.js';

/** What each token writes, by its number; undefined for control tokens and gaps. */
export type TokenBytes = readonly (Uint8Array | undefined)[];

const Description = z.object({
  added_tokens: z.array(z.object({ id: z.int(), content: z.string(), special: z.boolean() })).default([]),
  model: z.object({ type: z.string(), vocab: z.record(z.string(), z.int()) }),
  decoder: z.looseObject({}).nullish(),
});

const SPACE = '▁';
const BYTE_PIECE = /^<0x([0-9A-F]{2})>$/u;

/**
 * The bytes behind the pieces of a `tokenizer.json`, for byte-level BPE (GPT-2, Qwen, SmolLM) and SentencePiece-like BPE
 * (Llama, Mistral). Throws `decoder-request-refused` for a tokenizer that constraints cannot be laid upon.
 */
export function tokenBytes(description: object): TokenBytes {
  const parsed = Description.safeParse(description);
  if (!parsed.success)
    throw new DecoderFailure(
      'decoder-request-refused',
      'Constraints need a tokenizer with a vocabulary of BPE pieces.',
    );
  const { added_tokens: added, model, decoder } = parsed.data;
  const toBytes = JSON.stringify(decoder ?? {}).includes('ByteLevel') ? byteLevelBytes() : spacedBytes;
  const bytes: (Uint8Array | undefined)[] = [];
  for (const [piece, id] of Object.entries(model.vocab)) bytes[id] = toBytes(piece);
  for (const { id, content, special } of added) bytes[id] = special ? undefined : new TextEncoder().encode(content);
  return bytes;
}

function spacedBytes(piece: string): Uint8Array {
  const byte = BYTE_PIECE.exec(piece)?.[1];
  return byte === undefined
    ? new TextEncoder().encode(piece.replaceAll(SPACE, ' '))
    : Uint8Array.of(parseInt(byte, 16));
}

/** GPT-2's alphabet: bytes that can be printed stand for themselves, the others for the code points from 256 on. */
function byteLevelBytes(): (piece: string) => Uint8Array {
  const byteOf = new Map<number, number>();
  let moved = 256;
  for (let byte = 0; byte < 256; byte++) {
    const isPlain = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    byteOf.set(isPlain ? byte : moved++, byte);
  }
  return (piece) => Uint8Array.from(piece, (sign) => byteOf.get(sign.codePointAt(0) ?? 0) ?? 63);
}
