import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../clause.confidence.js';
import { FEATURE_NAMES, type Features } from './clause.features.js';
import { applied, crossValidate, type RankingQuestion, SILENT_SHARE, trainRanking, USABLE } from './ranking.trainer.js';

const train = (all: readonly RankingQuestion[]) => trainRanking(all, crossValidate(all, 4, 1));
const none = Object.fromEntries(FEATURE_NAMES.map((name) => [name, 0])) as Features;
/** The same numbers on every machine. */
const noise = (at: number) => ((at * 7919) % 101) / 101;

/** The right clause has the nearest sentence; what cannot be answered has nothing near. Words say nothing. */
function questions(count: number): RankingQuestion[] {
  return Array.from({ length: count }, (_, at) => {
    const answerable = at % 4 !== 0;
    const candidates = [0, 1, 2, 3].map((place) => {
      const isRight = answerable && place === at % 3;
      const sentence = (isRight ? 0.8 : 0.6) + 0.1 * noise(at * 5 + place);
      const meaning = (answerable ? 0.75 : 0.55) + 0.1 * noise(at * 3 + place);
      return { features: { ...none, sentence, meaning, words: noise(at + place) }, isRight };
    });
    return {
      group: `g${at >> 1}`,
      candidates,
      rankWeight: 1,
      answerable,
      answerWeight: 1,
      isAsAsked: true,
      clauses: 50,
    };
  });
}

describe('trainRanking', () => {
  it('learns which sign tells the right clause', () => {
    const { features } = train(questions(80));
    const [question] = questions(2).slice(1);
    expect(question && applied(question, features).ranked[0]?.isRight).toBe(true);
    expect(features.sentence).toBeGreaterThan(Math.abs(features.words ?? 0));
  });

  it('moves the confidence so that all but the silent share of the answerable reach the plan’s threshold', () => {
    const all = questions(200);
    const { features, confidence } = train(all);
    const passing = (answerable: boolean) => {
      const some = all.filter((question) => question.answerable === answerable);
      return (
        some.filter((question) => confidenceOf(applied(question, features).signs, confidence) >= USABLE).length /
        some.length
      );
    };
    expect(passing(true)).toBeCloseTo(1 - SILENT_SHARE, 1);
    expect(passing(false)).toBeLessThan(0.3);
  });

  it('gives equal weights for equal data and seed', () => {
    expect(train(questions(40))).toEqual(train(questions(40)));
  });

  it('leaves out what weighs nothing', () => {
    const misleading = questions(40).map((question) => ({
      ...question,
      candidates: question.candidates.map(({ features, isRight }) => ({ features, isRight: !isRight })),
      rankWeight: 0,
      answerable: !question.answerable,
      answerWeight: 0,
      isAsAsked: false,
    }));
    const { features } = train([...questions(40), ...misleading]);
    expect(features.sentence).toBeGreaterThan(0);
  });
});

describe('crossValidate', () => {
  it('holds every question out once', () => {
    const all = questions(30);
    const held = crossValidate(all, 5, 1);
    expect(new Set(held.map(({ question }) => question))).toEqual(new Set(all));
    expect(held).toHaveLength(all.length);
  });

  it('never learns from the group it ranks', () => {
    // The one group that could teach that words decide is held out while it is ranked.
    const teacher: RankingQuestion = {
      group: 'alone',
      candidates: [
        { features: { ...none, words: 1 }, isRight: true },
        { features: none, isRight: false },
      ],
      rankWeight: 1,
      answerWeight: 0,
      isAsAsked: false,
      clauses: 50,
    };
    const rest = questions(20).map((question) => ({
      ...question,
      candidates: question.candidates.map(({ features, isRight }) => ({
        features: { ...features, words: 0 },
        isRight,
      })),
    }));
    const own = crossValidate([teacher, ...rest], 5, 1).find(({ question }) => question === teacher);
    expect(own?.ranked[0]?.rating.score).toBeCloseTo(own?.ranked[1]?.rating.score ?? 1);
  });
});
