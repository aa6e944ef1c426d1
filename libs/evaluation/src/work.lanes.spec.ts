import { expect, it } from 'vitest';
import { inLanes } from './work.lanes.js';

it('works on each item once, in order, never on more than its lanes at once', async () => {
  const began: number[] = [];
  let running = 0;
  let most = 0;
  await inLanes([1, 2, 3, 4, 5], 2, async (item) => {
    began.push(item);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running--;
  });
  expect(began).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

it('passes a failure on and begins nothing after it', async () => {
  const began: number[] = [];
  const work = inLanes([1, 2, 3], 1, async (item) => {
    began.push(item);
    if (item === 2) throw new Error('broken');
  });
  await expect(work).rejects.toThrow('broken');
  expect(began).toEqual([1, 2]);
});
