import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRanking } from './ranking.file.js';
import { RankingBook, type RankingWeights, writeUsual } from './ranking.weights.js';

const zh = {
  model: 'm1',
  features: { words: 2 },
  usual: writeUsual(Float32Array.of(1, 0.5)),
  confidence: { offset: -1, weights: { meaning: 3 } },
};
const weights: RankingWeights = { version: 1, seed: 1, locales: { zh } };

describe('RankingBook', () => {
  it('gives what was learned to the language and the model it was learned with, and to no other', () => {
    const book = new RankingBook(weights);
    expect(book.of('zh', 'm1')).toMatchObject({ name: 'learned', features: { words: 2 } });
    expect(book.of('zh', 'm1').usual).toEqual(Float32Array.of(1, 0.5));
    expect(book.of('zh', 'm2').name).toBe('fusion by place');
    expect(book.of('zh', undefined).name).toBe('fusion by place');
    expect(book.of('en', 'm1').name).toBe('fusion by place');
  });

  it('has other weights for questions that no adapter teaches, where it was learned with one', () => {
    const untaught = { features: { words: 9 }, confidence: { offset: 0, weights: {} } };
    const both: RankingWeights = { ...weights, locales: { zh: { ...zh, untaught } } };
    expect(new RankingBook(both).of('zh', 'm1', true).features).toEqual({ words: 2 });
    expect(new RankingBook(both).of('zh', 'm1', false).features).toEqual({ words: 9 });
    expect(new RankingBook(weights).of('zh', 'm1', false).features).toEqual({ words: 2 });
  });

  it('believes words alone where there is no model, and the cosine where there is one', () => {
    const book = new RankingBook();
    expect(book.of('en', undefined).confidence.weights).not.toHaveProperty('meaning');
    expect(book.of('en', 'm2').confidence.weights).toHaveProperty('meaning');
  });
});

describe('readRanking', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhike-ranking-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (text: string) => {
    const file = join(folder, 'weights.json');
    writeFileSync(file, text);
    return readRanking(file);
  };

  it('reads the file that training wrote', () => {
    const { book, problem } = written(JSON.stringify(weights));
    expect(problem).toBeUndefined();
    expect(book.of('zh', 'm1').name).toBe('learned');
  });

  it('goes on without a file, with half a file and with weights of a feature it does not know, and says why', () => {
    const broken = [
      readRanking(join(folder, 'absent.json')),
      written(JSON.stringify(weights).slice(0, 40)),
      written(JSON.stringify(weights).replace('words', 'wrds')),
      written(JSON.stringify({ ...weights, version: 2 })),
    ];
    for (const { book, problem } of broken) {
      expect(problem).toMatch(/cannot be used/u);
      expect(book.of('zh', 'm1').name).toBe('fusion by place');
    }
  });
});
