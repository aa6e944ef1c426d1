import type { GraphBuilder } from '../decoder/graph.builder.js';
import { ELEMENT } from '../multilingual/onnx.bytes.js';
import type { Projection } from './bert.weights.js';
import { quantiseColumns } from './weight.codes.js';

/** From the smallest to the largest number that states had, nought among them. */
export interface StateRange {
  readonly least: number;
  readonly most: number;
}

/** By the name of the states. */
export type StateRanges = ReadonlyMap<string, StateRange>;

/** How a graph multiplies by its weights. */
export interface Products {
  /** Prepares states for one product or several. Answers the name of what `product` takes. */
  enter(graph: GraphBuilder, states: string): string;
  /** The states times the weights, and the bias. */
  product(graph: GraphBuilder, output: string, projection: Projection, entered: string): string;
}

/** In single precision; remembers which states are multiplied. */
export class SingleProducts implements Products {
  private readonly entered = new Set<string>();

  get states(): readonly string[] {
    return [...this.entered];
  }

  enter(_graph: GraphBuilder, states: string): string {
    this.entered.add(states);
    return states;
  }

  product(graph: GraphBuilder, output: string, { inputs, outputs, weights, bias }: Projection, states: string): string {
    const matrix = graph.tensor(`${output}.weights`, [inputs, outputs], ELEMENT.float, weights);
    const product = graph.add('MatMul', [states, matrix], `${output}.product`);
    return graph.add('Add', [product, graph.floats(`${output}.bias`, bias)], output);
  }
}

/** Values of eight bits, beyond nought. */
const MOST_BYTE = 255;

/**
 * In whole numbers. The states of a place in the graph have one scale for ever, found before: nothing that stands beside a token
 * changes its numbers, and no pass over the states is spent on finding one.
 */
export class QuantisedProducts implements Products {
  constructor(private readonly ranges: StateRanges) {}

  enter(graph: GraphBuilder, states: string): string {
    const range = this.ranges.get(states);
    if (!range) throw new Error(`the range of ${states} was not measured`);
    const scale = (range.most - range.least) / MOST_BYTE;
    graph.tensor(scaleOf(states), [], ELEMENT.float, Float32Array.of(scale));
    graph.tensor(zeroOf(states), [], ELEMENT.uint8, Uint8Array.of(Math.round(-range.least / scale)));
    graph.add('QuantizeLinear', [states, scaleOf(states), zeroOf(states)], `${states}.codes`);
    return states;
  }

  product(graph: GraphBuilder, output: string, projection: Projection, states: string): string {
    const { codes, scales } = quantiseColumns(projection);
    const matrix = graph.tensor(`${output}.weights`, [projection.inputs, projection.outputs], ELEMENT.int8, codes);
    const factors = graph.floats(`${output}.scales`, scales);
    const bias = graph.floats(`${output}.bias`, projection.bias);
    const inputs = [`${states}.codes`, matrix, scaleOf(states), factors, zeroOf(states), '', bias];
    return graph.contrib('MatMulIntegerToFloat', inputs, output);
  }
}

const scaleOf = (states: string) => `${states}.scale`;
const zeroOf = (states: string) => `${states}.zero`;
