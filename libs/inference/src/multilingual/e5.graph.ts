import { bertGraph, type BertReading } from '../quantisation/bert.graph.js';
import { QuantisedProducts } from '../quantisation/bert.products.js';
import type { BertWeights } from '../quantisation/bert.weights.js';
import { type Calibration, evening } from '../quantisation/calibration.js';
import type { OnnxGraph } from './onnx.bytes.js';

/**
 * The encoder with eight-bit products. Its own weights have four bits, but products of four-bit weights take four times as
 * long on this runtime (100 characters on one thread: 45 ms, 12 so).
 */
export function e5Graph(
  bert: BertWeights,
  { ranges, outliers }: Calibration,
  layers?: BertReading['layers'],
): OnnxGraph {
  const products = evening(bert, outliers)(new QuantisedProducts(new Map(Object.entries(ranges))));
  return bertGraph(bert, products, layers ? { layers } : {});
}
