import { expect, it } from 'vitest';
import { Progress } from './progress.js';

function watch(isTTY: boolean, total: number) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const sink = { isTTY, write: (text: string) => written.push(text) };
  return { written, clock, progress: new Progress(sink, 'asked', total, () => clock.ms) };
}

it('writes a line for every tenth, with rate and time left, where there is no terminal', () => {
  const { written, clock, progress } = watch(false, 200);
  for (let done = 0; done < 200; done++) {
    clock.ms += 100;
    progress.advance();
  }
  expect(written).toHaveLength(10);
  expect(written[0]).toBe('asked 20/200 (10 %), 10 a second, 18 s left\n');
  expect(written[9]).toBe('asked 200/200 (100 %) in 20 s\n');
});

it('draws one bar over and over on a terminal, not more often than the eye sees, and ends its line', () => {
  const { written, clock, progress } = watch(true, 1_000);
  for (let done = 0; done < 1_000; done++) {
    clock.ms += 10;
    progress.advance();
  }
  expect(written.length).toBeLessThan(110);
  expect(written.slice(0, -1).every((text) => text.startsWith('\r') && !text.endsWith('\n'))).toBe(true);
  expect(written.at(-1)).toMatch(/█{24} asked 1000\/1000 \(100 %\) in 10 s\n$/);
});

it('says nothing where there is nothing to do', () => {
  const { written, progress } = watch(false, 0);
  progress.advance();
  expect(written).toEqual([]);
});
