import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES, inJavaScript, makeVectorKernel, QUESTION_BLOCK_BYTES, reserve } from './vector.kernel.js';

/** Bits set in the question's second and third part of each block. */
function weightOf(bytes: Uint8Array, blocks: number): number {
  const question = [...bytes.subarray(0, blocks * QUESTION_BLOCK_BYTES)];
  const counting = question.filter((_, at) => at % QUESTION_BLOCK_BYTES >= BLOCK_BYTES);
  return counting.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
}

describe('the kernel', () => {
  it('counts differing bits as plain words do, for codes of any length', () => {
    const kernel = makeVectorKernel();
    for (const blocks of [1, 3, 4, 8]) {
      const rows = 301;
      const width = blocks * BLOCK_BYTES;
      const histogram = blocks * QUESTION_BLOCK_BYTES;
      const entries = 2 * 8 * width + 1;
      const codes = histogram + BLOCK_BYTES * Math.ceil((4 * entries) / BLOCK_BYTES);
      const counts = codes + rows * width;
      reserve(kernel.memory, counts + 2 * rows);
      const bytes = new Uint8Array(kernel.memory.buffer);
      let state = blocks;
      for (let at = 0; at < counts; at++) bytes[at] = (state = (state * 48_271) % 2_147_483_647) >>> 7;
      bytes.fill(0x00, codes, codes + width);
      bytes.fill(0xff, codes + width, codes + 2 * width);
      const counted = (count: typeof kernel.count) => {
        new Uint16Array(kernel.memory.buffer, counts, rows).fill(9_999);
        const rowsWith = new Uint32Array(kernel.memory.buffer, histogram, entries).fill(0);
        count(0, codes, counts, rows, blocks);
        const found = [...new Uint16Array(kernel.memory.buffer, counts, rows)];
        const expected = new Uint32Array(entries);
        for (const bits of found) expected[bits] = (expected[bits] ?? 0) + 1;
        expect(rowsWith, 'as many rows of each count as there are').toEqual(expected);
        return found;
      };
      const quick = counted(kernel.count);
      const [nothing = 0, everything = 0] = quick;
      expect(nothing + everything, 'each bit that counts differs from one of them').toBe(weightOf(bytes, blocks));
      expect(quick).toEqual(counted(inJavaScript(kernel.memory).count));
    }
  });

  it('multiplies vectors as plain numbers do, of any length and wherever they lie', () => {
    const kernel = makeVectorKernel();
    const values = new Float32Array(kernel.memory.buffer);
    let state = 5;
    for (let at = 0; at < 4_000; at++) values[at] = (state = (state * 48_271) % 2_147_483_647) / 2 ** 30 - 1;
    for (const eights of [1, 2, 48, 64])
      for (const [left, right] of [
        [0, 4_096],
        [32, 32],
        [4_000, 2_048],
      ] as const)
        expect(kernel.dot(left, right, eights)).toBeCloseTo(inJavaScript(kernel.memory).dot(left, right, eights), 4);
  });

  it('reserves memory beyond its first page, and never gives any back', () => {
    const { memory } = makeVectorKernel();
    reserve(memory, 200_000);
    expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(200_000);
    const { byteLength } = memory.buffer;
    reserve(memory, 10);
    expect(memory.buffer.byteLength).toBe(byteLength);
  });
});
