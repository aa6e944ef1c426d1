import type { Locale } from '@zhike/contracts';
import { HEADS, type Head } from './head.names.js';

/** Of one text: by the model of its language, and by the one that both languages share. */
export interface TextVectors {
  readonly own: Float32Array;
  readonly shared: Float32Array;
}

/** Matrices lie row by row: the weights of one input to all hidden units stand together. */
export interface NetworkWeights {
  readonly width: number;
  /** Inputs of the language's own model × width. */
  readonly own: Readonly<Record<Locale, Float32Array>>;
  /** Inputs of the shared model × width, one for each language, as each was scaled by itself. */
  readonly shared: Readonly<Record<Locale, Float32Array>>;
  readonly bias: Readonly<Record<Locale, Float32Array>>;
  /** width × heads. */
  readonly out: Float32Array;
  readonly outBias: Float32Array;
}

/** One hidden layer of rectified units over two frozen embeddings; what the shared one learned in one language serves in the other. */
export class HeadNetwork {
  constructor(readonly weights: NetworkWeights) {}

  /** Log-odds by head, as they were learned, not yet calibrated. */
  logits(locale: Locale, { own, shared }: TextVectors): Float32Array {
    const { width, out, outBias } = this.weights;
    const hidden = Float32Array.from(this.weights.bias[locale]);
    addProduct(hidden, own, this.weights.own[locale]);
    addProduct(hidden, shared, this.weights.shared[locale]);
    const logits = Float32Array.from(outBias);
    for (let unit = 0; unit < width; unit++) {
      const value = hidden[unit] ?? 0;
      if (value <= 0) continue;
      for (let head = 0; head < HEADS.length; head++)
        logits[head] = (logits[head] ?? 0) + value * (out[unit * HEADS.length + head] ?? 0);
    }
    return logits;
  }

  /** Whether vectors of these lengths can be read. */
  fits(locale: Locale, { own, shared }: TextVectors): boolean {
    const { width } = this.weights;
    return (
      own.length * width === this.weights.own[locale].length &&
      shared.length * width === this.weights.shared[locale].length
    );
  }
}

/** sums += inputs · matrix */
export function addProduct(sums: Float32Array, inputs: Float32Array, matrix: Float32Array): void {
  const width = sums.length;
  for (let row = 0, at = 0; row < inputs.length; row++) {
    const input = inputs[row] ?? 0;
    for (let unit = 0; unit < width; unit++, at++) sums[unit] = (sums[unit] ?? 0) + input * (matrix[at] ?? 0);
  }
}

export const headAt = (head: Head): number => HEADS.indexOf(head);
