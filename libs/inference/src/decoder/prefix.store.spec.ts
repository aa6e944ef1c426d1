import { describe, expect, it } from 'vitest';
import { KeyValueStates } from './key-value.states.js';
import { PrefixStore } from './prefix.store.js';

const LAYOUT = { layers: 1, heads: 1, headSize: 1, element: 'float32' } as const;
const TOKEN_BYTES = 8;
const tokens = (first: number, length: number) => Array.from({ length }, (_, at) => first + at);
const row = (length: number) => ({ states: new KeyValueStates(LAYOUT, 1, length), length });

describe('the prefix store', () => {
  it('finds the longest common beginning, up to the limit, where it is worth a copy', () => {
    const store = new PrefixStore(10_000);
    store.keep([...tokens(100, 30), 1, 2], row(32));
    store.keep([...tokens(100, 20), 3, 4], row(22));
    expect(store.find([...tokens(100, 30), 9, 9], 31)?.length).toBe(30);
    expect(store.find([...tokens(100, 30), 9, 9], 25)?.length).toBe(25);
    expect(store.find([...tokens(100, 20), 3, 4, 5], 22)?.length).toBe(22);
    expect(store.find([...tokens(100, 15), 9, 9], 16)).toBeUndefined();
    expect(store.find(tokens(500, 40), 39)).toBeUndefined();
  });

  it('holds no more than it may: what was used longest ago goes first', () => {
    const store = new PrefixStore(3 * 20 * TOKEN_BYTES);
    for (const first of [100, 200, 300]) store.keep(tokens(first, 20), row(20));
    store.find(tokens(100, 21), 20);
    store.keep(tokens(400, 20), row(20));
    expect([100, 200, 300, 400].map((first) => store.find(tokens(first, 21), 20)?.length)).toEqual([
      20,
      undefined,
      20,
      20,
    ]);
    expect(store.heldBytes).toBe(3 * 20 * TOKEN_BYTES);
    store.keep(tokens(900, 80), row(80));
    expect(store.find(tokens(900, 80), 79)).toBeUndefined();
  });

  it('keeps one of two rows where one is the beginning of the other', () => {
    const store = new PrefixStore(10_000);
    store.keep(tokens(100, 20), row(20));
    store.keep(tokens(100, 40), row(40));
    store.keep(tokens(100, 30), row(30));
    expect(store.heldBytes).toBe(40 * TOKEN_BYTES);
    expect(store.find(tokens(100, 41), 40)?.length).toBe(40);
  });
});
