import { ELEMENT } from '../multilingual/onnx.bytes.js';
import type { Table } from '../quantisation/bert.weights.js';
import { quantiseRows } from '../quantisation/weight.codes.js';
import type { GraphBuilder } from './graph.builder.js';
import { NEW, ROWS } from './llama.shape.js';

/** Whole numbers from −63 to 63, stored around 64. */
const MOST_CODE = 63;
const MIDDLE = 64;
/** A rest is at most half a step of the coarse part, and has its own 63 steps. */
const FINER = 2 * MOST_CODE;
/** States without a bound are divided by their largest; this stands for it where all are nought. */
const LEAST = 1e-9;

const WORDS = 'words';
/** Rows of both parts. */
const BOTH = 'both_parts';

/** States that were cut in two, to be multiplied. */
export interface TwoParts {
  readonly codes: string;
  readonly scale: string;
  /** What each token's states were divided by. */
  readonly largest?: string;
  /** Tokens of a row, a number or a name. */
  readonly tokens: number | string;
}

/**
 * Products in whole numbers that lose next to nothing of the states. A state is a coarse number of seven bits and a fine one for
 * what is left of it; both stand as rows of one product, so that the weights, one byte each, are read once for both. Weights have
 * a scale for each output. Two neighbouring products fit in sixteen bits (127 × 127 × 2), so that processors without an
 * instruction for them give the same numbers.
 */
export class TwoPartProducts {
  private readonly shaped = new Set<string>();

  constructor(private readonly graph: GraphBuilder) {
    graph.tensor('middle', [], ELEMENT.uint8, Uint8Array.of(MIDDLE));
    graph.floats('finer', [1 / FINER]);
    graph.floats('least', [LEAST]);
  }

  /** States that never lie further from nought than `bound`: rows have nothing to do with one another. */
  enter(states: string, bound: number, tokens: number | string = NEW): TwoParts {
    const { graph } = this;
    const scale = this.scalar(`${states}.scale`, bound / MOST_CODE);
    const fine = this.scalar(`${states}.fine.scale`, bound / MOST_CODE / FINER);
    graph.add('QuantizeLinear', [states, scale, 'middle'], `${states}.coarse`);
    graph.add('DequantizeLinear', [`${states}.coarse`, scale, 'middle'], `${states}.rounded`);
    graph.add('Sub', [states, `${states}.rounded`], `${states}.rest`);
    graph.add('QuantizeLinear', [`${states}.rest`, fine, 'middle'], `${states}.fine`);
    const codes = graph.add('Concat', [`${states}.coarse`, `${states}.fine`], `${states}.parts`, { axis: 0 });
    return { codes, scale, tokens };
  }

  /** States of which no bound is known: each token's are divided by their largest. */
  enterUnbounded(states: string): TwoParts {
    const { graph } = this;
    graph.add('Abs', [states], `${states}.sizes`);
    graph.nodes.push({
      type: 'ReduceMax',
      inputs: [`${states}.sizes`],
      outputs: [`${states}.most`],
      attributes: [{ name: 'axes', ints: [-1] }],
    });
    const largest = graph.add('Max', [`${states}.most`, 'least'], `${states}.largest`);
    return { ...this.enter(graph.add('Div', [states, largest], `${states}.shares`), 1), largest };
  }

  /** States × weights, one row of weights an output. */
  product(weights: Table, states: TwoParts, output: string): string {
    const { codes, scales } = quantiseRows(weights);
    const { rows, columns } = weights;
    this.shape(states, columns, rows, output);
    const matrix = this.graph.tensor(`${output}.codes`, [columns, rows], ELEMENT.int8, turned(codes, rows, columns));
    return this.multiply(states, matrix, this.graph.floats(`${output}.scales`, scales), output);
  }

  /** Rows of words by their ids. */
  words(words: Table, ids: string): string {
    const { graph } = this;
    const { codes, scales } = quantiseRows(words);
    graph.tensor(WORDS, [words.rows, words.columns], ELEMENT.int8, codes);
    graph.tensor(`${WORDS}.scales`, [words.rows, 1], ELEMENT.float, scales);
    graph.add('Gather', [WORDS, ids], 'chosen', { axis: 0 });
    graph.add('Gather', [`${WORDS}.scales`, ids], 'chosen.scales', { axis: 0 });
    graph.add('Cast', ['chosen'], 'chosen.numbers', { to: ELEMENT.float });
    return graph.add('Mul', ['chosen.numbers', 'chosen.scales'], 'embedded');
  }

  /** States against every word: the table of `words`, which the file then holds once. */
  wordProduct(states: TwoParts, words: Omit<Table, 'values'>, output: string): string {
    this.shape(states, words.columns, words.rows, output);
    const matrix = this.graph.transpose(WORDS, [1, 0], `${WORDS}.turned`);
    const scales = this.graph.add('Squeeze', [`${WORDS}.scales`], `${WORDS}.column.scales`);
    return this.multiply(states, matrix, scales, output);
  }

  /** Sizes that are twice or half another have no name that the runtime could find. */
  private shape({ codes, tokens }: TwoParts, inputs: number, outputs: number, output: string): void {
    if (!this.shaped.has(codes)) this.graph.shaped(codes, [BOTH, tokens, inputs], ELEMENT.uint8);
    this.shaped.add(codes);
    for (const part of ['coarse', 'fine']) this.graph.shaped(`${output}.${part}`, [ROWS, tokens, outputs]);
  }

  private multiply({ codes, scale, largest }: TwoParts, matrix: string, scales: string, output: string): string {
    const { graph } = this;
    const parts = graph.contrib('MatMulIntegerToFloat', [codes, matrix, scale, scales, 'middle'], `${output}.parts`);
    const [coarse, fine] = [`${output}.coarse`, `${output}.fine`];
    graph.nodes.push({
      type: 'Split',
      inputs: [parts],
      outputs: [coarse, fine],
      attributes: [{ name: 'axis', int: 0 }],
    });
    graph.add('Mul', [fine, 'finer'], `${output}.rest`);
    if (largest === undefined) return graph.add('Add', [coarse, `${output}.rest`], output);
    graph.add('Add', [coarse, `${output}.rest`], `${output}.share`);
    return graph.add('Mul', [`${output}.share`, largest], output);
  }

  private scalar(name: string, value: number): string {
    return this.graph.tensor(name, [], ELEMENT.float, Float32Array.of(value));
  }
}

function turned(codes: Int8Array, rows: number, columns: number): Int8Array {
  const result = new Int8Array(codes.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) result[column * rows + row] = codes[row * columns + column] ?? 0;
  return result;
}
