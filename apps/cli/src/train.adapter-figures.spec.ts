import { mulberry32 } from '@zhike/evaluation';
import { describe, expect, it } from 'vitest';
import { adapterFigures, heldOutAdapters } from './train.adapter-figures.js';
import { type AdapterMaterial, learnAdapter } from './train.adapter-material.js';

const DIMENSION = 8;
const COUNT = 24;
const SEED = 3;

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

/** Clauses say on the second axis what questions ask on the first; two questions share each clause. */
function invented(): AdapterMaterial {
  const random = mulberry32(SEED);
  const clauses = new Map<string, Float32Array>();
  const questions = Array.from({ length: COUNT }, (_, at) => {
    const key = `clause ${Math.floor(at / 2)}`;
    const subject = Array.from({ length: DIMENSION - 2 }, () => random() - 0.5);
    if (!clauses.has(key)) clauses.set(key, unit([0, 1, ...subject]));
    return { id: `question ${at}`, vector: unit([1, 0, ...subject]), right: new Set([key]) };
  });
  return { model: 'a-model', clauses, questions };
}

describe('heldOutAdapters', () => {
  const material = invented();

  it('tries every question on an adapter that never saw the clauses that answer it, nor questions about them', () => {
    const held = heldOutAdapters(material, { folds: 3, seed: SEED, hidden: 'clauses' });
    expect([...held.keys()].sort()).toEqual(material.questions.map(({ id }) => id).sort());
    for (const adapter of new Set(held.values())) {
      const tried = material.questions.filter(({ id }) => held.get(id) === adapter);
      const hidden = new Set(tried.flatMap(({ right }) => [...right]));
      const without: AdapterMaterial = {
        ...material,
        clauses: new Map([...material.clauses].filter(([key]) => !hidden.has(key))),
        questions: material.questions.filter(({ right }) => ![...right].some((key) => hidden.has(key))),
      };
      expect(without.questions.length).toBeLessThan(COUNT);
      expect(adapter.values).toEqual(learnAdapter(without, without.questions, { random: mulberry32(SEED) }).values);
    }
  });

  it('leaves out only the questions where clauses may be known', () => {
    const held = heldOutAdapters(material, { folds: 3, seed: SEED, hidden: 'questions' });
    for (const adapter of new Set(held.values())) {
      const others = material.questions.filter(({ id }) => held.get(id) !== adapter);
      expect(others.length).toBeGreaterThan(0);
      expect(others.length).toBeLessThan(COUNT);
      expect(adapter.values).toEqual(learnAdapter(material, others, { random: mulberry32(SEED) }).values);
    }
  });
});

describe('adapterFigures', () => {
  it('says what is found without and with the adapter, and how sure the gain is', () => {
    const lines = adapterFigures(invented(), { folds: 3, seed: SEED }).split('\n');
    expect(lines).toHaveLength(6);
    for (const line of lines)
      expect(line).toMatch(
        /^(questions|clauses) not seen, hit@\d+ +[01]\.\d{3} → [01]\.\d{3} {2}[+−]\d\.\d{3} \[[+−]\d\.\d{3}, [+−]\d\.\d{3}\]$/u,
      );
  });
});
