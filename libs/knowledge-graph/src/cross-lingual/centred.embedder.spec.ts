import type { EmbedRequest, Embedder } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { CentredEmbedder } from './centred.embedder.js';
import { crossLingualConfidence } from './cross-lingual.confidence.js';
import { NEUTRAL_PASSAGES, NEUTRAL_QUESTIONS } from './neutral.sentences.js';

/** Every Chinese text lies far along the first axis, every English one far along the second; the third says what it is about. */
class LopsidedEmbedder implements Embedder {
  neutralRuns = 0;
  failures = 0;

  async embed(texts: readonly string[], { locale }: EmbedRequest): Promise<readonly Float32Array[] | undefined> {
    if (texts.length === NEUTRAL_QUESTIONS.length) {
      this.neutralRuns++;
      if (this.failures-- > 0) throw new Error('not now');
      return texts.map(() => this.vector(locale === 'zh', 0));
    }
    return texts.map((text) => this.vector(locale === 'zh', text === 'returns' || text === '退货' ? 0.2 : -0.2));
  }

  modelId = () => 'lopsided';
  status = () => [];
  close = async () => {};

  private readonly vector = (isChinese: boolean, topic: number) =>
    Float32Array.of(isChinese ? 0.9 : 0, isChinese ? 0 : 0.9, topic);
}

const dot = (left: Float32Array | undefined, right: Float32Array | undefined) =>
  (left ?? new Float32Array()).reduce((sum, value, at) => sum + value * (right?.[at] ?? 0), 0);

describe('vectors without the middle of their language', () => {
  it('of texts that say the same lie together, whatever the language', async () => {
    const embedder = new CentredEmbedder(new LopsidedEmbedder());
    const [question] = (await embedder.embed(['退货'], { locale: 'zh', as: 'query' })) ?? [];
    const passages = await embedder.embed(['returns', 'delivery'], { locale: 'en', as: 'passage' });
    expect(dot(question, passages?.[0])).toBeCloseTo(1, 5);
    expect(dot(question, passages?.[1])).toBeCloseTo(-1, 5);
  });

  it('are named apart from the raw ones of the same model', () => {
    expect(new CentredEmbedder(new LopsidedEmbedder()).modelId('zh')).toBe('lopsided/centred-1');
  });

  it('cost the neutral sentences once for each language and kind, and again only after a failure', async () => {
    const inner = new LopsidedEmbedder();
    const embedder = new CentredEmbedder(inner);
    inner.failures = 1;
    await expect(embedder.embed(['退货'], { locale: 'zh', as: 'query' })).rejects.toThrow('not now');
    const embed = () => embedder.embed(['退货'], { locale: 'zh', as: 'query' });
    await Promise.all([embed(), embed()]);
    await embed();
    expect(inner.neutralRuns).toBe(2);
    expect(NEUTRAL_PASSAGES).toHaveLength(NEUTRAL_QUESTIONS.length);
  });
});

describe('the confidence in a clause of the other language', () => {
  const signs = { nearest: 0.3, cosines: [0.3, 0.2, 0.1], sentence: 0.35 };
  const of = (more: Partial<typeof signs>) => crossLingualConfidence({ ...signs, ...more });

  it('grows with how far the clause stands out and how near its sentence is', () => {
    expect(of({ sentence: 0.45 })).toBeGreaterThan(of({}));
    expect(of({ nearest: 0.4 })).toBeGreaterThan(of({}));
    expect(of({ cosines: Array.from({ length: 40 }, () => 0.25) })).toBeLessThan(of({}));
  });

  it('stays below what is answered where nothing is near', () => {
    expect(of({ nearest: 0.1, cosines: [0.1, 0.1], sentence: 0.15 })).toBeLessThan(0.05);
  });
});
