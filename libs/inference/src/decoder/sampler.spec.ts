import { describe, expect, it } from 'vitest';
import { Sampler, type SamplingSettings } from './sampler.js';

const logits = (...values: number[]) => Float32Array.from(values);
const EVEN = logits(1, 1, 1, 1, 1, 1, 1, 1);

/** How often each token is drawn. */
function counts(numbers: Float32Array, settings: SamplingSettings, draws = 4_000): readonly number[] {
  const sampler = new Sampler({ temperature: 1, seed: 7, ...settings });
  const found = [...numbers].map(() => 0);
  for (let left = draws; left > 0; left--) {
    const token = sampler.next(numbers, []);
    found[token] = (found[token] ?? 0) + 1;
  }
  return found;
}

const draw = (seed: number, count = 40) => {
  const sampler = new Sampler({ temperature: 1, seed });
  return Array.from({ length: count }, () => sampler.next(EVEN, []));
};

describe('the sampler', () => {
  it('takes the likeliest at temperature 0, the first of equals', () => {
    expect(new Sampler().next(logits(0, 3, 1, 3), [])).toBe(1);
    expect(new Sampler({ topK: 3, topP: 0.1 }).next(logits(-5, -4, -Infinity), [])).toBe(1);
  });

  it('draws the same with the same seed and otherwise with another', () => {
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it('draws as often as the logits say, and more evenly the higher the temperature', () => {
    const thrice = logits(Math.log(3), 0);
    const [often = 0] = counts(thrice, {});
    expect(often / 4_000).toBeCloseTo(0.75, 1);
    const [hot = 0] = counts(thrice, { temperature: 2 });
    expect(hot / 4_000).toBeCloseTo(Math.sqrt(3) / (1 + Math.sqrt(3)), 1);
  });

  it('keeps the k likeliest', () => {
    const found = counts(logits(1, 1.2, 1.1, 0.9), { topK: 2 });
    expect(found.map((count) => count > 0)).toEqual([false, true, true, false]);
  });

  it('keeps the likeliest that together have the share p, the one that reaches it included', () => {
    const shares = logits(...[0.5, 0.3, 0.15, 0.05].map(Math.log));
    expect(counts(shares, { topP: 0.5 }).map((count) => count > 0)).toEqual([true, false, false, false]);
    expect(counts(shares, { topP: 0.6 }).map((count) => count > 0)).toEqual([true, true, false, false]);
  });

  it('keeps those at least a share as likely as the likeliest', () => {
    const shares = logits(...[0.5, 0.3, 0.15, 0.05].map(Math.log));
    expect(counts(shares, { minP: 0.25 }).map((count) => count > 0)).toEqual([true, true, true, false]);
  });

  it('makes tokens of the answer less likely, whatever the sign of their logit', () => {
    const sampler = new Sampler({ repetitionPenalty: 2 });
    expect(sampler.next(logits(3, 2), [])).toBe(0);
    expect(sampler.next(logits(3, 2), [0])).toBe(1);
    expect(sampler.next(logits(-1, -1.5), [0, 0])).toBe(1);
  });

  it('draws among the allowed tokens only, and asks with the answer so far', () => {
    const asked: (readonly number[])[] = [];
    const constrain = (answer: readonly number[]) => {
      asked.push(answer);
      return new Set([2, 3]);
    };
    expect(new Sampler({}, constrain).next(logits(9, 8, 1, 2), [5])).toBe(3);
    expect(asked).toEqual([[5]]);
    const sampler = new Sampler({ temperature: 2 }, constrain);
    const drawn = new Set(Array.from({ length: 60 }, () => sampler.next(logits(9, 8, 1, 2), [])));
    expect([...drawn].sort()).toEqual([2, 3]);
  });

  it('fails where nothing can be drawn, and refuses settings out of their range', () => {
    expect(() => new Sampler({}, () => []).next(EVEN, [])).toThrow(/allows no token/u);
    expect(() => new Sampler().next(logits(NaN, NaN), [])).toThrow(/no finite number/u);
    expect(() => new Sampler({ temperature: -1 })).toThrow(/temperature is -1/u);
    expect(() => new Sampler({ topP: NaN })).toThrow(/topP is NaN/u);
    expect(() => new Sampler({ topP: 0 })).toThrow(/topP/u);
  });
});
