import { expect, it } from 'vitest';
import { mulberry32 } from './mulberry32.js';

it('gives the numbers that mulberry32 gives elsewhere', () => {
  const first = (seed: number, count: number) => {
    const random = mulberry32(seed);
    return Array.from({ length: count }, () => random() * 2 ** 32);
  };
  expect(first(0, 4)).toEqual([1144304738, 1416247, 958946056, 627933444]);
  expect(first(1985, 2)).toEqual([3527837133, 3112574143]);
});
