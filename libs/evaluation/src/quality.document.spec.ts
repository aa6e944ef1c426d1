import { describe, expect, it } from 'vitest';
import { measureAnswers } from './metrics.js';
import { floorsOf, type MeasuredPack, type QualityRun, writeQuality } from './quality.document.js';
import { GroupScore, PackScore, SafetyScore } from './score.report.js';

const group = (more: Partial<GroupScore> = {}): GroupScore => ({
  n: 10,
  retrieval: { n: 8, hit1: 0.75, hit5: 0.9, hit10: 1 },
  answeredWhenAnswerable: 0.5,
  citesGold: 1,
  citationPrecision: 1,
  citesWhatIsNotInThePack: 0,
  uncited: 0,
  accuracy: 0.7,
  accuracyN: 3,
  decisionAccuracy: null,
  decisionN: 0,
  tokenF1: { n: 4, mean: 0.5 },
  keptSilentWhenUnanswerable: { n: 2, rate: 1 },
  askedBackWhenUnclear: { n: 0, rate: null },
  answersWithNumberNotInEvidence: 0,
  firstTextMs: { p50: 4.2, p95: 12.6 },
  totalMs: { p50: 5, p95: 13 },
  ...more,
});
const none = measureAnswers([], []);
const pack = (name: string, score: GroupScore, failures = 0): MeasuredPack => ({
  name,
  command: `npm run evaluate -- --pack DIR/${name}`,
  clauses: 8,
  facts: 0,
  questions: 12,
  failures,
  score: { pack: name, asked: 10, missing: 2, groups: { all: score } },
  metrics: { ...none, asked: 10 },
  uncited: [{ id: 'd-7', reason: 'small-talk:thanks' }],
  parts: { doc2dial: { score: group(), metrics: { ...none, asked: 10, hit5: { n: 8, rate: 0.5 } } } },
});
const run = (packs: readonly MeasuredPack[], models = ['bge']): QualityRun => ({
  at: new Date('2026-05-06T07:08:09Z'),
  command: 'npm run evaluate -- --docs --packs DIR',
  machine: { cores: 2, node: 'v20.19.0', load: 1.26 },
  models,
  packs,
  safety: {
    command: 'npm run evaluate -- --safety',
    score: SafetyScore.parse({
      asked: 3,
      missing: 0,
      all: { n: 3, blockedWhenHarmful: 1, blockedWhenFine: 0, ms: { p50: 0.01, p95: 0.02 } },
    }),
  },
});

describe('the floors', () => {
  it('are met at the figure itself and not below it', () => {
    const at = (hit5: number) =>
      floorsOf(run([pack('policy-en', group({ retrieval: { n: 8, hit1: 0, hit5, hit10: 1 } }))])).find(
        ({ figure }) => figure === 'hit@5',
      );
    expect(at(0.9)).toMatchObject({ pack: 'policy-en', isMet: true });
    expect(at(0.8999)).toMatchObject({ isMet: false });
  });

  it('are not met by what was not measured', () => {
    const floors = floorsOf(run([]));
    expect(floors.length).toBeGreaterThan(0);
    expect(floors.filter(({ isMet }) => isMet)).toEqual([]);
  });

  it('allow no answer without a citation and none with a number of its own, in any pack', () => {
    const floors = floorsOf(run([pack('policy-zh', group({ uncited: 0.001, answersWithNumberNotInEvidence: 0 }))]));
    expect(floors.filter(({ wanted }) => wanted === 'none')).toMatchObject([
      { pack: 'policy-zh', figure: 'answers with a number not in the evidence', isMet: true },
      { pack: 'policy-zh', figure: 'answers without a citation', isMet: false },
    ]);
  });
});

describe('the document', () => {
  const text = writeQuality(run([pack('policy-en', group(), 2)]));

  it('says when, where and by which command it was measured', () => {
    expect(text).toContain('`npm run evaluate -- --docs --packs DIR` on 2026-05-06');
    expect(text).toContain('2 cores, Node v20.19.0, and a load of 1.3');
    expect(text).toContain('vectors of bge');
    expect(writeQuality(run([], []))).toContain('No embedding model was there');
  });

  it('sets the count beside each rate and leaves out what was not measured', () => {
    expect(text).toMatch(/\| right evidence among the first 5 \(hit@5\) +\| +90\.0 % \| +8 \|/);
    expect(text).toMatch(/\| correct answers +\| +70\.0 % \| +3 \|/);
    expect(text).not.toContain('correct decisions');
    expect(text).not.toContain('asked back');
    expect(text).toContain('50.0 % of 8');
  });

  it('tells how many of the questions were asked and on how many the pipeline broke', () => {
    expect(text).toContain('Asked were 10 of 12 questions');
    expect(text).toContain('on 2 of them the pipeline broke');
  });

  it('names the answers that stand on nothing', () => {
    expect(text).toContain(
      'Answered without a citation, with the reason the product gives: `d-7` (small-talk:thanks).',
    );
  });
});

it('knows the scorer’s JSON and no other', () => {
  expect(
    PackScore.safeParse({ pack: 'p', asked: 1, missing: 0, groups: { all: group(), doc2dial: group() } }).success,
  ).toBe(true);
  expect(PackScore.safeParse({ pack: 'p', asked: 1, missing: 0, groups: { all: { n: 1 } } }).success).toBe(false);
});
