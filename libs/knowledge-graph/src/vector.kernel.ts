/**
 * The two innermost loops of the vector search, as a few vector instructions of WebAssembly that are written down here one by
 * one: ten times as fast as the same with the numbers of JavaScript. A machine without them counts in JavaScript.
 */
export interface VectorKernel {
  /** Holds all that the two are asked about; grows, after which views of it are to be made anew. Places are bytes in it. */
  readonly memory: WebAssembly.Memory;
  /**
   * Counts in how many bits many codes differ from a question. Some bits of the question count twice, some once and some not
   * at all: a block of it is its code, then the bits that count, then those that count again. `blocks` are those of sixteen
   * bytes in a code; a count takes two bytes. Behind the question's last block lies a histogram, four bytes
   * for each count: how many rows have it is added there.
   */
  count(question: number, codes: number, counts: number, rows: number, blocks: number): void;
  /** The product of two vectors of 32-bit floats, whose length is so many times eight. */
  dot(left: number, right: number, eights: number): number;
}

export const BLOCK_BYTES = 16;
export const QUESTION_BLOCK_BYTES = 3 * BLOCK_BYTES;
export const EIGHT_BYTES = 32;
const PAGE_BYTES = 65_536;

export function makeVectorKernel(): VectorKernel {
  const memory = new WebAssembly.Memory({ initial: 1 });
  if (!WebAssembly.validate(MODULE)) return inJavaScript(memory);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { m: { m: memory } });
  return { memory, count: exports['c'] as VectorKernel['count'], dot: exports['d'] as VectorKernel['dot'] };
}

/** Makes sure that the memory holds so many bytes. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}

const WORD_BYTES = 4;
const WORDS = BLOCK_BYTES / WORD_BYTES;

/** The same in plain words; also what the instructions are tested against. */
export function inJavaScript(memory: WebAssembly.Memory): VectorKernel {
  return {
    memory,
    count(question, codes, counts, rows, blocks) {
      const words = new Uint32Array(memory.buffer);
      const out = new Uint16Array(memory.buffer, counts, rows);
      const rowsWith = words.subarray((question + blocks * QUESTION_BLOCK_BYTES) / WORD_BYTES);
      for (let row = 0; row < rows; row++) {
        const code = codes / WORD_BYTES + row * blocks * WORDS;
        const bits = differingBits(words, question / WORD_BYTES, code, blocks);
        out[row] = bits;
        rowsWith[bits] = (rowsWith[bits] ?? 0) + 1;
      }
    },
    dot(left, right, eights) {
      const values = new Float32Array(memory.buffer);
      const [one, other] = [left / WORD_BYTES, right / WORD_BYTES];
      let sum = 0;
      for (let at = 0; at < eights * 8; at++) sum += (values[one + at] ?? 0) * (values[other + at] ?? 0);
      return sum;
    },
  };
}

function differingBits(words: Uint32Array, question: number, code: number, blocks: number): number {
  let bits = 0;
  for (let word = 0; word < blocks * WORDS; word++) {
    const asked = question + 3 * WORDS * Math.floor(word / WORDS) + (word % WORDS);
    const different = (words[asked] ?? 0) ^ (words[code + word] ?? 0);
    bits += bitsOf(different & (words[asked + WORDS] ?? 0)) + bitsOf(different & (words[asked + 2 * WORDS] ?? 0));
  }
  return bits;
}

/** Set bits of a whole number: added up in pairs, in fours, in eights, and the four eights at once. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

// The module in WebAssembly's binary format (webassembly.github.io/spec/core/binary). Numbers of more than seven bits are
// written out in LEB128.
const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const i32 = (value: number) => [0x41, value];
const ADD = [0x6a];
const SUBTRACT = [0x6b];
const ADD_FLOAT = [0x92];
const load = (number = 0) => [0xfd, 0x00, 0x00, number * BLOCK_BYTES];
const ZEROS = [0xfd, 0x0c, ...Array.from({ length: BLOCK_BYTES }, () => 0)];
const AND = [0xfd, 0x4e];
const XOR = [0xfd, 0x51];
const BITS_OF_BYTES = [0xfd, 0x62];
const ADD_BYTES = [0xfd, 0x6e];
const ADD_PAIRS_OF_BYTES = [0xfd, 0x7d];
const ADD_PAIRS_OF_SHORTS = [0xfd, 0x7f];
const ADD_SHORTS = [0xfd, 0x8e, 0x01];
const ADD_FLOATS = [0xfd, 0xe4, 0x01];
const MULTIPLY_FLOATS = [0xfd, 0xe6, 0x01];
const lane = (number: number) => [0xfd, 0x1b, number];
const floatLane = (number: number) => [0xfd, 0x1f, number];
const STORE_SHORT = [0x3b, 0x01, 0x00];
const LOAD_WORD = [0x28, 0x02, 0x00];
const STORE_WORD = [0x36, 0x02, 0x00];
const TIMES_WORD_BYTES = [...i32(2), 0x74];
const LOOP = [0x03, 0x40];
const AGAIN_IF = [0x0d, 0x00];
const END = [0x0b];
const advance = (local: number, by: number) => [...get(local), ...i32(by), ...ADD, ...set(local)];
const countDown = (local: number) => [...get(local), ...i32(1), ...SUBTRACT, 0x22, local, ...AGAIN_IF];

function countBody(): number[] {
  const [question, codes, counts, rows, blocks, at, left, sum, different] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  return [
    ...LOOP,
    ...[...ZEROS, ...set(sum), ...get(question), ...set(at), ...get(blocks), ...set(left)],
    ...LOOP,
    ...[...get(at), ...load(), ...get(codes), ...load(), ...XOR, ...set(different), ...get(sum)],
    ...[...get(different), ...get(at), ...load(1), ...AND, ...BITS_OF_BYTES],
    ...[...get(different), ...get(at), ...load(2), ...AND, ...BITS_OF_BYTES],
    ...[...ADD_BYTES, ...ADD_PAIRS_OF_BYTES, ...ADD_SHORTS, ...set(sum)],
    ...[...advance(at, QUESTION_BLOCK_BYTES), ...advance(codes, BLOCK_BYTES), ...countDown(left)],
    ...END,
    ...[...get(sum), ...ADD_PAIRS_OF_SHORTS, ...set(sum)],
    ...[...get(sum), ...lane(0), ...get(sum), ...lane(1), ...ADD],
    ...[...get(sum), ...lane(2), ...ADD, ...get(sum), ...lane(3), ...ADD, ...set(left)],
    ...[...get(counts), ...get(left), ...STORE_SHORT],
    // The last block of the question left this place behind it: that of the histogram.
    ...[...get(at), ...get(left), ...TIMES_WORD_BYTES, ...ADD, ...set(at)],
    ...[...get(at), ...get(at), ...LOAD_WORD, ...i32(1), ...ADD, ...STORE_WORD],
    ...[...advance(counts, 2), ...countDown(rows)],
    ...END,
  ];
}

/** Two sums of four side by side, so that one addition need not wait for the other. */
function dotBody(): number[] {
  const [left, right, eights, first, second] = [0, 1, 2, 3, 4] as const;
  const addProduct = (sum: number, number: number) => [
    ...[...get(sum), ...get(left), ...load(number), ...get(right), ...load(number)],
    ...[...MULTIPLY_FLOATS, ...ADD_FLOATS, ...set(sum)],
  ];
  return [
    ...LOOP,
    ...[...addProduct(first, 0), ...addProduct(second, 1)],
    ...[...advance(left, EIGHT_BYTES), ...advance(right, EIGHT_BYTES), ...countDown(eights)],
    ...END,
    ...[...get(first), ...get(second), ...ADD_FLOATS, ...set(first)],
    ...[...get(first), ...floatLane(0), ...get(first), ...floatLane(1), ...ADD_FLOAT],
    ...[...get(first), ...floatLane(2), ...ADD_FLOAT, ...get(first), ...floatLane(3), ...ADD_FLOAT],
  ];
}

/** A list is its length and what it holds; so is a section behind its number, a name and the body of a function. */
const listOf = (...items: readonly (readonly number[])[]) => [items.length, ...items.flat()];
const sized = (bytes: readonly number[]) => [...leb128(bytes.length), ...bytes];
const section = (number: number, bytes: readonly number[]) => [number, ...sized(bytes)];
const leb128 = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb128(value >>> 7)]);
const name = (text: string) => sized(Array.from(text, (sign) => sign.charCodeAt(0)));
const typeOf = (parameters: number, ...results: number[]) => [
  ...[0x60, parameters, ...Array.from({ length: parameters }, () => I32)],
  ...listOf(...results.map((result) => [result])),
];

const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, listOf(typeOf(5), typeOf(3, F32))),
  ...section(2, listOf([...name('m'), ...name('m'), 0x02, 0x00, 0x01])),
  ...section(3, listOf([0], [1])),
  ...section(7, listOf([...name('c'), 0x00, 0], [...name('d'), 0x00, 1])),
  ...section(
    10,
    listOf(
      sized([...listOf([2, I32], [2, V128]), ...countBody(), ...END]),
      sized([...listOf([2, V128]), ...dotBody(), ...END]),
    ),
  ),
]);
