import type { Products, StateRange } from './bert.products.js';
import type { BertWeights } from './bert.weights.js';
import { type Divisors, EvenedProducts } from './evened.products.js';
import { measureRanges, observeStates, type RangeMeasuring } from './state.ranges.js';

/** What the states of an encoder are like: all that a quantised graph needs beside the weights. */
export interface Calibration {
  /** By the name of the states, after their outliers were divided. */
  readonly ranges: Readonly<Record<string, StateRange>>;
  /** By the name of the states and the place of a number among them: the binary logarithm of what it is divided by. */
  readonly outliers: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** An outlier is more than this many times as large as the middle number beside it; it is divided to about that size. */
const FAR = 4;

/** Runs the encoder in single precision on some texts. */
export async function calibrate(bert: BertWeights, measuring: Omit<RangeMeasuring, 'within'>): Promise<Calibration> {
  const largest = new Map<string, Float32Array>();
  await observeStates(bert, measuring, (name, values) => {
    const known = largest.get(name) ?? new Float32Array(widthOf(bert, name));
    values.forEach((value, at) => {
      const place = at % known.length;
      known[place] = Math.max(known[place] ?? 0, Math.abs(value));
    });
    largest.set(name, known);
  });
  const outliers = Object.fromEntries([...largest].map(([name, sizes]) => [name, outliersOf(sizes)]));
  const within = evening(bert, outliers);
  return { ranges: Object.fromEntries(await measureRanges(bert, { ...measuring, within })), outliers };
}

/** Puts the division of outliers between states and products. */
export function evening(bert: BertWeights, outliers: Calibration['outliers']): (products: Products) => Products {
  const divisors: Divisors = new Map(
    Object.entries(outliers)
      .filter(([, powers]) => Object.keys(powers).length > 0)
      .map(([name, powers]) => [
        name,
        Float32Array.from({ length: widthOf(bert, name) }, (_, place) => 2 ** (powers[place] ?? 0)),
      ]),
  );
  return (products) => new EvenedProducts(products, divisors);
}

function outliersOf(sizes: Float32Array): Readonly<Record<string, number>> {
  const middle = sizes.toSorted()[Math.floor(sizes.length / 2)] ?? 1;
  const powers = [...sizes].map((size, place) => [place, Math.round(Math.log2(size / middle / FAR))] as const);
  return Object.fromEntries(powers.filter(([, power]) => power > 0));
}

/** Only within the wide layer there are more numbers than elsewhere. */
function widthOf({ hidden, layers }: BertWeights, name: string): number {
  return name.endsWith('.bent') ? (layers[0]?.wide.outputs ?? hidden) : hidden;
}
