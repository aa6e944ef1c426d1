import type { GraphBuilder } from '../decoder/graph.builder.js';
import type { Products } from './bert.products.js';
import type { Projection } from './bert.weights.js';

/** By the name of the states: what each of their numbers is divided by before it is rounded. */
export type Divisors = ReadonlyMap<string, Float32Array>;

const EVENED = '.evened';

/**
 * A few numbers of the states are tens of times as large as the others in every text; rounded on one scale with them, the others
 * lose nearly all their bits. Each is divided by a factor, and the weights it meets are multiplied by it: the product is the
 * same, and the rounding finer. After SmoothQuant (Xiao and others 2023, arXiv 2211.10438).
 */
export class EvenedProducts implements Products {
  constructor(
    private readonly inner: Products,
    private readonly divisors: Divisors,
  ) {}

  enter(graph: GraphBuilder, states: string): string {
    const divisors = this.divisors.get(states);
    if (!divisors) return this.inner.enter(graph, states);
    const inverse = divisors.map((divisor) => 1 / divisor);
    const evened = graph.add('Mul', [states, graph.floats(`${states}.inverse`, inverse)], `${states}${EVENED}`);
    return this.inner.enter(graph, evened);
  }

  product(graph: GraphBuilder, output: string, projection: Projection, entered: string): string {
    const divisors = entered.endsWith(EVENED) ? this.divisors.get(entered.slice(0, -EVENED.length)) : undefined;
    return this.inner.product(graph, output, divisors ? raised(projection, divisors) : projection, entered);
  }
}

/** The weights of each input times its factor. */
function raised(projection: Projection, factors: Float32Array): Projection {
  const { outputs, weights } = projection;
  const products = new Float32Array(weights.length);
  for (let at = 0; at < weights.length; at++)
    products[at] = (weights[at] ?? 0) * (factors[Math.floor(at / outputs)] ?? 1);
  return { ...projection, weights: products };
}
