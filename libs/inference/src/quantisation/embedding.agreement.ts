import type { Locale } from '@zhike/contracts';
import type { Embedder } from '@zhike/ports';
import { AGREEMENT_TEXTS } from './agreement.texts.js';

/** How alike the vectors of two makes of one model are, text by text. */
export interface Agreement {
  readonly mean: number;
  /** Of the text they differ most about. */
  readonly least: number;
  readonly texts: number;
}

type EmbedsTexts = Pick<Embedder, 'embed'>;

/** Cosines of the same texts by two embedders. Throws when one of them has no model. */
export async function agreementOf(left: EmbedsTexts, right: EmbedsTexts, locale: Locale): Promise<Agreement> {
  const texts = AGREEMENT_TEXTS[locale];
  const [ours, theirs] = [await vectorsOf(left, texts, locale), await vectorsOf(right, texts, locale)];
  const cosines = ours.map((vector, at) => cosine(vector, theirs[at] ?? new Float32Array()));
  const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
  return { mean, least: Math.min(...cosines), texts: texts.length };
}

/** Texts a second: `rows` of them handed over at once, the median of the rounds after one that warms up. */
export async function textsPerSecond(
  embedder: EmbedsTexts,
  locale: Locale,
  rows: number,
  rounds: number,
): Promise<number> {
  const texts = AGREEMENT_TEXTS[locale];
  const speeds: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const startedAt = performance.now();
    for (let from = 0; from < texts.length; from += rows)
      await vectorsOf(embedder, texts.slice(from, from + rows), locale);
    if (round > 0) speeds.push((1_000 * texts.length) / (performance.now() - startedAt));
  }
  return speeds.sort((a, b) => a - b)[Math.floor(speeds.length / 2)] ?? NaN;
}

async function vectorsOf(embedder: EmbedsTexts, texts: readonly string[], locale: Locale) {
  // As passages: questions are remembered, and what is remembered takes no time.
  const vectors = await embedder.embed(texts, { locale, as: 'passage' });
  if (!vectors) throw new Error(`there is no embedding model for ${locale}`);
  return vectors;
}

/** Of vectors of length 1. */
function cosine(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}
