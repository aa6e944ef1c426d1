/**
 * Counts in how many bits many codes differ from a question. Some bits of the question count twice, some once and some not at
 * all: a block of it is its code, then the bits that count, then those that count again. The counting is done by a few vector instructions of WebAssembly,
 * written down here one by one: sixteen bytes at a time, ten times as fast as with the whole numbers of JavaScript.
 * A machine without them counts in JavaScript.
 */
export interface HammingKernel {
  /** Shared by codes and counts; grows, after which views of it are to be made anew. */
  readonly memory: WebAssembly.Memory;
  /**
   * All places are bytes in the memory. `blocks` are those of sixteen bytes in a code; each is three times as long in the
   * question. A count takes two bytes.
   */
  count(query: number, codes: number, counts: number, rows: number, blocks: number): void;
}

export const BLOCK_BYTES = 16;
export const QUESTION_BLOCK_BYTES = 3 * BLOCK_BYTES;
const PAGE_BYTES = 65_536;

export function makeHammingKernel(): HammingKernel {
  const memory = new WebAssembly.Memory({ initial: 1 });
  if (!WebAssembly.validate(MODULE)) return { memory, count: inJavaScript(memory) };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { m: { m: memory } });
  return { memory, count: exports['f'] as HammingKernel['count'] };
}

/** Makes sure that the memory holds so many bytes. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}

/** The same in plain words; also what the instructions are tested against. */
export function inJavaScript(memory: WebAssembly.Memory): HammingKernel['count'] {
  return (query, codes, counts, rows, blocks) => {
    const words = new Uint32Array(memory.buffer);
    const out = new Uint16Array(memory.buffer, counts, rows);
    for (let row = 0, at = codes / WORD_BYTES; row < rows; row++) {
      let bits = 0;
      for (let block = 0; block < blocks; block++)
        for (let word = 0; word < WORDS; word++, at++) {
          const asked = query / WORD_BYTES + 3 * WORDS * block + word;
          const different = (words[asked] ?? 0) ^ (words[at] ?? 0);
          bits += bitsOf(different & (words[asked + WORDS] ?? 0)) + bitsOf(different & (words[asked + 2 * WORDS] ?? 0));
        }
      out[row] = bits;
    }
  };
}

const WORD_BYTES = 4;
const WORDS = BLOCK_BYTES / WORD_BYTES;

/** Set bits of a whole number: added up in pairs, in fours, in eights, and the four eights at once. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

// The module in WebAssembly's binary format (webassembly.github.io/spec/core/binary). Numbers of more than seven bits are written out in LEB128.
const I32 = 0x7f;
const V128 = 0x7b;
const [QUERY, CODES, COUNTS, ROWS, BLOCKS, AT, LEFT, SUM, DIFFERENT] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const i32 = (value: number) => [0x41, value];
const ADD = [0x6a];
const SUBTRACT = [0x6b];
const loadBlock = (number = 0) => [0xfd, 0x00, 0x00, number * BLOCK_BYTES];
const NO_BITS = [0xfd, 0x0c, ...Array.from({ length: BLOCK_BYTES }, () => 0)];
const AND = [0xfd, 0x4e];
const XOR = [0xfd, 0x51];
const BITS_OF_BYTES = [0xfd, 0x62];
const ADD_BYTES = [0xfd, 0x6e];
const ADD_PAIRS_OF_BYTES = [0xfd, 0x7d];
const ADD_SHORTS = [0xfd, 0x8e, 0x01];
const ADD_PAIRS_OF_SHORTS = [0xfd, 0x7f];
const lane = (number: number) => [0xfd, 0x1b, number];
const STORE_SHORT = [0x3b, 0x01, 0x00];
const LOOP = [0x03, 0x40];
const AGAIN_IF = [0x0d, 0x00];
const END = [0x0b];
const advance = (local: number, by: number) => [...get(local), ...i32(by), ...ADD, ...set(local)];
const countDown = (local: number) => [...get(local), ...i32(1), ...SUBTRACT, 0x22, local, ...AGAIN_IF];

const BODY = [
  ...LOOP,
  ...[...NO_BITS, ...set(SUM), ...get(QUERY), ...set(AT), ...get(BLOCKS), ...set(LEFT)],
  ...LOOP,
  ...[...get(AT), ...loadBlock(), ...get(CODES), ...loadBlock(), ...XOR, ...set(DIFFERENT), ...get(SUM)],
  ...[...get(DIFFERENT), ...get(AT), ...loadBlock(1), ...AND, ...BITS_OF_BYTES],
  ...[...get(DIFFERENT), ...get(AT), ...loadBlock(2), ...AND, ...BITS_OF_BYTES],
  ...[...ADD_BYTES, ...ADD_PAIRS_OF_BYTES, ...ADD_SHORTS, ...set(SUM)],
  ...[...advance(AT, QUESTION_BLOCK_BYTES), ...advance(CODES, BLOCK_BYTES), ...countDown(LEFT)],
  ...END,
  ...[...get(SUM), ...ADD_PAIRS_OF_SHORTS, ...set(SUM)],
  ...[...get(COUNTS), ...get(SUM), ...lane(0), ...get(SUM), ...lane(1), ...ADD],
  ...[...get(SUM), ...lane(2), ...ADD, ...get(SUM), ...lane(3), ...ADD, ...STORE_SHORT],
  ...[...advance(COUNTS, 2), ...countDown(ROWS)],
  ...END,
];

/** A list is its length and what it holds; so is a section behind its number, a name and the body of a function. */
const listOf = (...items: readonly (readonly number[])[]) => [items.length, ...items.flat()];
const sized = (bytes: readonly number[]) => [...leb128(bytes.length), ...bytes];
const section = (number: number, bytes: readonly number[]) => [number, ...sized(bytes)];
const leb128 = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb128(value >>> 7)]);
const name = (text: string) => sized(Array.from(text, (sign) => sign.charCodeAt(0)));
const LOCALS = listOf([2, I32], [2, V128]);

const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, listOf([0x60, ...listOf([I32], [I32], [I32], [I32], [I32]), ...listOf()])),
  ...section(2, listOf([...name('m'), ...name('m'), 0x02, 0x00, 0x01])),
  ...section(3, listOf([0x00])),
  ...section(7, listOf([...name('f'), 0x00, 0x00])),
  ...section(10, listOf(sized([...LOCALS, ...BODY, ...END]))),
]);
