import { describe, expect, it } from 'vitest';
import { type AdapterExample, type AdapterSettings, trainQueryAdapter } from './adapter.training.js';

const DIMENSION = 6;

/** The same numbers on every machine; how good they are does not matter here. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

const settings = (seed = 7): AdapterSettings => ({
  rank: 2,
  steps: 200,
  temperature: 0.1,
  restraint: 0.001,
  random: numbersFrom(seed),
});

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

/**
 * Customers call by the second number what clauses write with the third: the question's own direction leads to the wrong clause
 * every time. The first number tells the clauses apart.
 */
function examples(count: number, seed: number): AdapterExample[] {
  const random = numbersFrom(seed);
  return Array.from({ length: count }, () => {
    const subject = random();
    return {
      question: unit([subject, 1, 0, 0, 0, 0]),
      candidates: [
        unit([subject, 0.4, 0, 0.5, 0, 0]),
        unit([subject, 0, 1, 0, 0, 0]),
        unit([subject, 0, 0, 0, random(), 1]),
      ],
      isRight: [false, true, false],
    };
  });
}

function nearest(question: Float32Array, candidates: readonly Float32Array[]): number {
  const cosines = candidates.map((candidate) =>
    candidate.reduce((sum, value, at) => sum + value * (question[at] ?? 0), 0),
  );
  return cosines.indexOf(Math.max(...cosines));
}

describe('trainQueryAdapter', () => {
  it('learns the words of the clauses from questions, and finds clauses that it never saw', () => {
    const adapter = trainQueryAdapter('a-model', examples(40, 3), settings());
    for (const { question, candidates } of examples(20, 11)) {
      expect(nearest(question, candidates)).toBe(0);
      expect(nearest(adapter.adapt(question), candidates)).toBe(1);
    }
    expect(adapter).toMatchObject({ model: 'a-model', dimension: DIMENSION, rank: 2 });
  });

  it('gives the same adapter for the same seed', () => {
    const [first, again] = [1, 2].map(() => trainQueryAdapter('a-model', examples(10, 3), settings()).values);
    expect(again).toEqual(first);
  });

  it('goes against the slope: a small step makes the right clause nearer', () => {
    const [example] = examples(1, 3);
    if (!example) throw new Error('there is one');
    const cosine = (steps: number) => {
      const adapted = trainQueryAdapter('a-model', [example], { ...settings(), steps }).adapt(example.question);
      return (example.candidates[1] ?? adapted).reduce((sum, value, at) => sum + value * (adapted[at] ?? 0), 0);
    };
    const course = [0, 1, 5, 20].map(cosine);
    expect(course).toEqual([...course].sort((a, b) => a - b));
    expect(new Set(course).size).toBe(course.length);
  });

  it('moves questions less where it is held back more', () => {
    const far = (restraint: number) => {
      const adapter = trainQueryAdapter('a-model', examples(20, 3), { ...settings(), restraint });
      return Math.max(...examples(5, 9).map(({ question }) => distance(question, adapter.adapt(question))));
    };
    expect(far(100)).toBeLessThan(far(1));
    expect(far(1)).toBeLessThan(far(0));
  });

  it('learns nothing from a question that nothing answers', () => {
    const unanswered = examples(5, 3).map((example) => ({ ...example, isRight: [false, false, false] }));
    const answered = examples(5, 9);
    const [alone, together] = [answered, [...unanswered, ...answered]].map((all) =>
      trainQueryAdapter('a-model', all, settings()),
    );
    expect(together?.values).toEqual(alone?.values);
  });

  it('leaves questions as they are before its first step', () => {
    const adapter = trainQueryAdapter('a-model', examples(5, 3), { ...settings(), steps: 0 });
    for (const { question } of examples(5, 9)) expect(distance(question, adapter.adapt(question))).toBeLessThan(1e-6);
  });
});

const distance = (left: Float32Array, right: Float32Array) =>
  Math.hypot(...left.map((value, at) => value - (right[at] ?? 0)));
