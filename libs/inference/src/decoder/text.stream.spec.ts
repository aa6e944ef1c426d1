import { describe, expect, it } from 'vitest';
import { StopStrings } from './stop.strings.js';
import { TextStream } from './text.stream.js';

/** Every token is one byte. */
const bytes = (tokens: readonly number[]) => new TextDecoder().decode(Uint8Array.from(tokens));
const pieces = (text: string | readonly number[]) => {
  const stream = new TextStream(bytes);
  const tokens = typeof text === 'string' ? [...new TextEncoder().encode(text)] : text;
  return [...tokens.map((token) => stream.push(token)), stream.end()];
};

describe('the text stream', () => {
  it('gives a sign with the token that completes it, never a part', () => {
    expect(pieces('a退é')).toEqual(['a', '', '', '退', '', 'é', '']);
    expect(pieces('👍🏽')).toEqual(['', '', '', '👍', '', '', '', '🏽', '']);
  });

  it('gives a broken sign at the end, and does not wait for ever in the middle', () => {
    expect(pieces([0x61, 0xe9, 0x80])).toEqual(['a', '', '', '\uFFFD']);
    const text = pieces([0x80, 0x80, 0x80, 0x80, 0x80, 0x61]).join('');
    expect(text.endsWith('a')).toBe(true);
    expect(pieces([0x80, 0x80, 0x80, 0x80, 0x80, 0x61]).slice(0, 4).join('')).not.toBe('');
  });

  it('keeps the space a tokenizer drops at the beginning of a text', () => {
    const words = ['▁how', '▁are', '▁you'];
    const decode = (tokens: readonly number[]) =>
      tokens
        .map((token) => words[token])
        .join('')
        .replaceAll('▁', ' ')
        .trimStart();
    const stream = new TextStream(decode);
    expect([0, 1, 2].map((token) => stream.push(token))).toEqual(['how', ' are', ' you']);
  });
});

describe('the stop strings', () => {
  const run = (strings: readonly string[], ...texts: readonly string[]) => {
    const stop = new StopStrings(strings);
    const given: string[] = [];
    for (const text of texts) {
      const pushed = stop.push(text);
      given.push(pushed.text);
      if (pushed.stopped) return { given, stopped: true };
    }
    return { given: [...given, stop.end()], stopped: false };
  };

  it('end the text before the first of them, also across pieces', () => {
    expect(run(['\n\n', 'Customer:'], 'Yes.', '\n', '\nNo')).toEqual({ given: ['Yes.', '', ''], stopped: true });
    expect(run(['END', 'x'], 'a xEND')).toEqual({ given: ['a '], stopped: true });
  });

  it('hold back what may be their beginning, and give it when it is not', () => {
    expect(run(['stop'], 'it s', 'to', 'od')).toEqual({ given: ['it ', '', 'stood', ''], stopped: false });
    expect(run(['aab'], 'aa', 'aab')).toEqual({ given: ['', 'aa'], stopped: true });
    expect(run(['stop'], 'sto')).toEqual({ given: ['', 'sto'], stopped: false });
  });

  it('do nothing when there are none or an empty one', () => {
    expect(run([''], 'all of it')).toEqual({ given: ['all of it', ''], stopped: false });
  });
});
