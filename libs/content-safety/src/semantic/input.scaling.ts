import type { Locale } from '@zhike/contracts';
import type { NetworkWeights, TextVectors } from './head.network.js';

interface InputText {
  readonly locale: Locale;
  readonly vectors: TextVectors;
}

/** Means and deviations of the inputs by language. */
export class InputScaling {
  private readonly own: Record<Locale, Moments>;
  private readonly shared: Record<Locale, Moments>;

  constructor(texts: readonly InputText[]) {
    const of = (locale: Locale, part: keyof TextVectors) =>
      momentsOf(texts.filter((text) => text.locale === locale).map(({ vectors }) => vectors[part]));
    this.own = { zh: of('zh', 'own'), en: of('en', 'own') };
    this.shared = { zh: of('zh', 'shared'), en: of('en', 'shared') };
  }

  apply(locale: Locale, { own, shared }: TextVectors): TextVectors {
    return { own: scale(own, this.own[locale]), shared: scale(shared, this.shared[locale]) };
  }

  /** Weights that take inputs as they come. */
  fold({ width, own, shared, bias, out, outBias }: NetworkWeights): NetworkWeights {
    const folded = (locale: Locale) => {
      const shifted = Float32Array.from(bias.zh);
      const ownMatrix = foldInto(own[locale], this.own[locale], shifted);
      const sharedMatrix = foldInto(shared.zh, this.shared[locale], shifted);
      return { ownMatrix, sharedMatrix, shifted };
    };
    const [zh, en] = [folded('zh'), folded('en')];
    return {
      width,
      own: { zh: zh.ownMatrix, en: en.ownMatrix },
      shared: { zh: zh.sharedMatrix, en: en.sharedMatrix },
      bias: { zh: zh.shifted, en: en.shifted },
      out,
      outBias,
    };
  }
}

interface Moments {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

function momentsOf(vectors: readonly Float32Array[]): Moments {
  const size = vectors[0]?.length ?? 0;
  const [sum, squares] = [new Float64Array(size), new Float64Array(size)];
  for (const vector of vectors)
    for (let at = 0; at < size; at++) {
      const value = vector[at] ?? 0;
      sum[at] = (sum[at] ?? 0) + value;
      squares[at] = (squares[at] ?? 0) + value * value;
    }
  const count = Math.max(1, vectors.length);
  const average = Float32Array.from(sum, (value) => value / count);
  const deviation = Float32Array.from(squares, (value, at) => {
    const variance = value / count - (average[at] ?? 0) ** 2;
    return Math.sqrt(Math.max(variance, 0)) + 1e-6;
  });
  return { mean: average, deviation };
}

const scale = (vector: Float32Array, { mean: center, deviation }: Moments) =>
  vector.map((value, at) => (value - (center[at] ?? 0)) / (deviation[at] ?? 1));

/** The matrix for inputs that are not scaled; what the means came to goes into the bias. */
function foldInto(matrix: Float32Array, { mean: center, deviation }: Moments, bias: Float32Array): Float32Array {
  const folded = new Float32Array(matrix.length);
  for (let unit = 0, at = 0; unit < bias.length; unit++)
    for (let input = 0; input < center.length; input++, at++) {
      folded[at] = (matrix[at] ?? 0) / (deviation[input] ?? 1);
      bias[unit] = (bias[unit] ?? 0) - (center[input] ?? 0) * (folded[at] ?? 0);
    }
  return folded;
}
