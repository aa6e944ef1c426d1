import { describe, expect, it } from 'vitest';
import { TerminalProgress } from './pull.progress.js';

const TOTAL = 20_000_000;

function progressOn(stream: { isTTY?: boolean; columns?: number }) {
  const written: string[] = [];
  return { written, progress: new TerminalProgress({ ...stream, write: (text: string) => written.push(text) }) };
}

describe('progress in a log', () => {
  it('says a line for each tenth', () => {
    const { written, progress } = progressOn({});
    for (let bytes = 0; bytes <= TOTAL; bytes += 50_000) progress.advance('model.onnx', bytes, TOTAL);
    expect(written).toHaveLength(10);
    expect(written[0]).toBe('model.onnx:  10 % of 20.0 MB\n');
    expect(written[9]).toBe('model.onnx: 100 % of 20.0 MB\n');
  });

  it('counts anew when a file begins again', () => {
    const { written, progress } = progressOn({});
    for (const bytes of [TOTAL / 2, 0, TOTAL / 2]) progress.advance('model.onnx', bytes, TOTAL);
    expect(written).toHaveLength(2);
  });

  it('says nothing about the tenths of a small file', () => {
    const { written, progress } = progressOn({});
    progress.advance('tokenizer.json', 400_000, 400_000);
    expect(written).toEqual([]);
  });
});

describe('progress on a terminal', () => {
  it('draws one line over itself, no wider than the terminal, and leaves none behind', () => {
    const { written, progress } = progressOn({ isTTY: true, columns: 40 });
    for (const share of [0.25, 0.5, 1]) progress.advance('a-model-with-a-long-name/model.onnx', TOTAL * share, TOTAL);
    expect(written[0]).toContain('██████░░░░░░░░░░░░░░░░░░  25 % of 20.0');
    expect(written.join('')).not.toContain('\n');
    for (const text of written) expect(text.replace('\r\u001b[K', '').length).toBeLessThan(40);
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('clears the bar before a sentence', () => {
    const { written, progress } = progressOn({ isTTY: true });
    progress.advance('model.onnx', TOTAL / 2, TOTAL);
    progress.say('another source is tried');
    progress.say('and another');
    expect(written.slice(1)).toEqual(['\r\u001b[Kanother source is tried\n', 'and another\n']);
  });
});
