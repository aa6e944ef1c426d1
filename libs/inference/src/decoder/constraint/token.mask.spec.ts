import { describe, expect, it } from 'vitest';
import type { TextAutomaton } from './text.automaton.js';
import { tokenBytes } from './token.bytes.js';
import { TokenMask, TokenMasks, TokenOrder } from './token.mask.js';

const PIECES = ['a', 'ab', 'abc', 'b', 'bc', 'c', 'aé', '\xc3', '\xa9', '\xe9\x80', '\x80', ''];
const bytesOf = PIECES.map((piece) =>
  piece === 'aé' ? Buffer.from(piece) : Uint8Array.from(piece, (sign) => sign.charCodeAt(0)),
);
const END = 99;

/** One text only. */
const only = (text: string): TextAutomaton<number> => {
  const signs = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  return {
    start: 0,
    next: (at, sign) => (signs[at] === sign ? at + 1 : undefined),
    mayFollow: (at, low, high) => (signs[at] ?? -1) >= low && (signs[at] ?? -1) <= high,
    mayPause: () => true,
    mayEnd: (at) => at === signs.length,
    keyOf: String,
  };
};

const allowedAfter = (text: string, tokens: readonly number[]) => {
  const { constrain } = new TokenMask(new TokenMasks(only(text), new TokenOrder(bytesOf), [END]));
  return [...(constrain(tokens) ?? [])].sort((left, right) => left - right);
};

describe('the token mask', () => {
  it('allows the tokens that go on with a text, and the end where it may end', () => {
    expect(allowedAfter('abcb', [])).toEqual([0, 1, 2]);
    expect(allowedAfter('abcb', [0])).toEqual([3, 4]);
    expect(allowedAfter('abcb', [0, 4])).toEqual([3]);
    expect(allowedAfter('abcb', [2, 3])).toEqual([END]);
  });

  it('reads signs whose bytes stand in several tokens', () => {
    expect(allowedAfter('aé', [])).toEqual([0, 6]);
    expect(allowedAfter('aé', [0])).toEqual([7]);
    expect(allowedAfter('aé', [0, 7])).toEqual([8]);
    expect(allowedAfter('退', [])).toEqual([9]);
    expect(allowedAfter('退', [9])).toEqual([10]);
    expect(allowedAfter('退', [9, 10])).toEqual([END]);
  });

  it('allows no token that ends where the language does not let one end', () => {
    const language = { ...only('abcb'), mayPause: (at: number) => at !== 2 };
    const { constrain } = new TokenMask(new TokenMasks(language, new TokenOrder(bytesOf), [END]));
    expect([...(constrain([]) ?? [])]).toEqual([0, 2]);
  });

  it('gives the same for a state that comes again', () => {
    const { constrain } = new TokenMask(new TokenMasks(only('abab'), new TokenOrder(bytesOf), [END]));
    expect([...(constrain([]) ?? [])]).toEqual([...(constrain([]) ?? [])]);
    expect([...(constrain([1]) ?? [])]).toEqual([0, 1]);
  });
});

describe('the bytes of tokens', () => {
  it('are those of the byte-level alphabet, or of pieces with a sign for the space', () => {
    const special = [{ id: 3, content: '<|end|>', special: true }];
    const level = tokenBytes({
      added_tokens: special,
      model: { type: 'BPE', vocab: { Ġhi: 0, éĢĢ: 1, Ċ: 2, '<|end|>': 3 } },
      decoder: { type: 'ByteLevel' },
    });
    const decoder = new TextDecoder();
    expect(level.map((bytes) => bytes && decoder.decode(bytes))).toEqual([' hi', '退', '\n', undefined]);
    const spaced = tokenBytes({
      model: { type: 'BPE', vocab: { '▁hi': 0, '<0x0A>': 1 } },
      decoder: { type: 'Sequence' },
    });
    expect(spaced.map((bytes) => bytes && decoder.decode(bytes))).toEqual([' hi', '\n']);
    expect(() => tokenBytes({ model: { type: 'Unigram', vocab: [['a', 0]] } })).toThrow(/BPE pieces/u);
  });
});
