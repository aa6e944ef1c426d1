import type { Locale } from '@zhike/contracts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HEADS, OUTPUTS } from './head.names.js';
import { HeadNetworks, outputAt } from './head.network.js';
import { type HeadPlan, learnHeads, type TaughtText } from './head.training.js';
import { type Calibration, readSemanticHeads, type SemanticHeads, writtenHeads } from './heads.file.js';

/** Numbers that are the same in each run, and look like none. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Harm is where the product of two shared inputs is positive: no straight line tells it from the rest. */
function taughtTexts(count: number, seed: number, of: readonly Locale[] = ['zh', 'en']): TaughtText[] {
  const random = noise(seed);
  return Array.from({ length: count }, (_, at) => {
    const [one, two] = [random() * 2 - 1, random() * 2 - 1];
    const locale = of[at % of.length] ?? 'zh';
    const own = Float32Array.from({ length: locale === 'zh' ? 3 : 2 }, () => random());
    return {
      locale,
      vectors: { own, shared: Float32Array.of(one, two) },
      targets: OUTPUTS.map((head) => (head === 'harm' ? (one * two > 0 ? 1 : 0) : undefined)),
    };
  });
}

const plan: HeadPlan = { outputs: ['harm'], width: 24, epochs: 400, dropout: 0.3, decay: 0.01 };
const others = { ...plan, outputs: OUTPUTS.filter((output) => output !== 'harm'), epochs: 1 };
const learn = (texts: readonly TaughtText[]) =>
  new HeadNetworks([learnHeads(texts, plan, noise(7)), learnHeads(texts, others, noise(7))]);
const learned = learn(taughtTexts(600, 1));
const isRight = ({ locale, vectors, targets }: TaughtText) =>
  (learned.logits(locale, vectors)[outputAt('harm')] ?? 0) > 0 === (targets[outputAt('harm')] === 1);
const calibration = Object.fromEntries(
  HEADS.map((head) => [head, { scale: 1, shift: 0, threshold: 0.5 } satisfies Calibration]),
) as SemanticHeads['calibration'];
const models = { own: { zh: 'zh-model', en: 'en-model' }, shared: { zh: 'both', en: 'both' } };
const written = () => writtenHeads({ network: learned, models, calibration }, 1);

function fileWith(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'zhike-heads-')), 'weights.json');
  writeFileSync(file, content);
  return file;
}

describe('learnHeads', () => {
  it('learns what no straight line divides, and knows it in texts it has not seen', () => {
    const unseen = taughtTexts(400, 2);
    expect(unseen.filter(isRight).length / unseen.length).toBeGreaterThan(0.9);
  });

  it('takes what was learned in one language to the other', () => {
    const untold = taughtTexts(200, 9, ['en']).map((text) => ({ ...text, targets: OUTPUTS.map(() => undefined) }));
    const onlyChinese = learn([...taughtTexts(600, 1, ['zh']), ...untold]);
    const english = taughtTexts(200, 3, ['en']).filter(
      ({ locale, vectors, targets }) =>
        (onlyChinese.logits(locale, vectors)[outputAt('harm')] ?? 0) > 0 === (targets[outputAt('harm')] === 1),
    );
    expect(english.length / 200).toBeGreaterThan(0.7);
  });

  it('gives the same weights for the same texts and numbers', () => {
    const again = learn(taughtTexts(600, 1));
    expect(writtenHeads({ network: again, models, calibration }, 1)).toBe(written());
  });
});

describe('the file of the heads', () => {
  it('is read as it was written', () => {
    const { heads, problem } = readSemanticHeads(fileWith(written()));
    expect(problem).toBeUndefined();
    for (const { locale, vectors } of taughtTexts(20, 4))
      expect(heads?.network.logits(locale, vectors)).toEqual(learned.logits(locale, vectors));
  });

  it('is not believed when it was damaged', () => {
    const damaged = written().replace(/"out": "../u, '"out": "AA');
    expect(readSemanticHeads(fileWith(damaged))).toMatchObject({ problem: expect.stringContaining('sha256') });
  });

  it('may be absent: then the reason is told', () => {
    expect(readSemanticHeads('/nowhere/weights.json')).toMatchObject({
      problem: expect.stringContaining('rules and words alone'),
    });
  });
});
