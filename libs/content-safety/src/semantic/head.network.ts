import type { Locale } from '@zhike/contracts';
import { type Kind, KINDS, type Output, OUTPUTS } from './head.names.js';

/** Of one text: by the model of its language, and by the one that both languages share. */
export interface TextVectors {
  readonly own: Float32Array;
  readonly shared: Float32Array;
}

/** The weights of one hidden unit to all inputs stand together. */
export interface NetworkWeights {
  readonly width: number;
  /** width × inputs of the language's own model. */
  readonly own: Readonly<Record<Locale, Float32Array>>;
  /** width × inputs of the shared model, one for each language, as each was scaled by itself. */
  readonly shared: Readonly<Record<Locale, Float32Array>>;
  readonly bias: Readonly<Record<Locale, Float32Array>>;
  /** width × outputs. */
  readonly out: Float32Array;
  readonly outBias: Float32Array;
}

/** One hidden layer of rectified units over two frozen embeddings; what the shared one learned in one language serves in the other. */
export class HeadNetwork {
  constructor(
    readonly outputs: readonly Output[],
    readonly weights: NetworkWeights,
  ) {}

  /** Log-odds by output, as they were learned, not yet calibrated. */
  logits(locale: Locale, { own, shared }: TextVectors): Float32Array {
    const { width, bias, out, outBias } = this.weights;
    const [ownRows, sharedRows] = [this.weights.own[locale], this.weights.shared[locale]];
    const logits = Float32Array.from(outBias);
    for (let unit = 0; unit < width; unit++) {
      const value = (bias[locale][unit] ?? 0) + product(ownRows, unit, own) + product(sharedRows, unit, shared);
      if (value <= 0) continue;
      for (let head = 0; head < logits.length; head++)
        logits[head] = (logits[head] ?? 0) + value * (out[unit * logits.length + head] ?? 0);
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

/** Networks that learned apart, read as one: what one head learns is no other head's burden. */
export class HeadNetworks {
  constructor(readonly networks: readonly HeadNetwork[]) {}

  /** Log-odds in the order of `OUTPUTS`; 0 for what none of the networks tells. */
  logits(locale: Locale, vectors: TextVectors): Float32Array {
    const all = new Float32Array(OUTPUTS.length);
    for (const network of this.networks) {
      const logits = network.logits(locale, vectors);
      network.outputs.forEach((output, at) => (all[outputAt(output)] = logits[at] ?? 0));
    }
    return all;
  }

  fits(locale: Locale, vectors: TextVectors): boolean {
    return this.networks.every((network) => network.fits(locale, vectors));
  }
}

/**
 * Row `row` of the matrix · inputs. Four sums side by side, as each addition waits for the
 * one before it. Within its length a typed array has a number at every place: asking for it costs a fifth of the time.
 */
export function product(matrix: Float32Array, row: number, inputs: Float32Array): number {
  const { length } = inputs;
  const from = row * length;
  const whole = length - (length % 4);
  let [one, two, three, four] = [0, 0, 0, 0];
  for (let at = 0; at < whole; at += 4) {
    one += (inputs[at] as number) * (matrix[from + at] as number);
    two += (inputs[at + 1] as number) * (matrix[from + at + 1] as number);
    three += (inputs[at + 2] as number) * (matrix[from + at + 2] as number);
    four += (inputs[at + 3] as number) * (matrix[from + at + 3] as number);
  }
  for (let at = whole; at < length; at++) one += (inputs[at] as number) * (matrix[from + at] as number);
  return one + two + three + four;
}

export const outputAt = (output: Output): number => OUTPUTS.indexOf(output);

/** 0 where nothing was told. */
export const logitOf = (logits: Float32Array | undefined, output: Output): number => logits?.[outputAt(output)] ?? 0;

export const surestKind = (logits: Float32Array): Kind =>
  KINDS.reduce((best, kind) => (logitOf(logits, kind) > logitOf(logits, best) ? kind : best));
