import { ELEMENT, onnxModel } from '../multilingual/onnx.bytes.js';
import { GraphBuilder } from './graph.builder.js';

const VOCABULARY = 16;
const SIZE = 16;

/**
 * A network in the layout of exports that write new states where the old ones lie, when both are bound to the same memory
 * (`GroupQueryAttention`): one head of attention over the words' vectors, which are turned by their positions.
 */
export function inPlaceGraph(): Uint8Array {
  const graph = new GraphBuilder(0);
  const wave = (count: number, step: number) =>
    Float32Array.from({ length: count }, (_, at) => Math.sin(step * (at + 1)));
  graph.tensor('words', [VOCABULARY, SIZE], ELEMENT.float, wave(VOCABULARY * SIZE, 1.3));
  graph.tensor('projection', [SIZE, VOCABULARY], ELEMENT.float, wave(SIZE * VOCABULARY, 2.1));
  graph.tensor('cosines', [64, SIZE / 2], ELEMENT.float, wave(32 * SIZE, 0.3));
  graph.tensor('sines', [64, SIZE / 2], ELEMENT.float, wave(32 * SIZE, 0.7));
  graph.add('Gather', ['words', 'input_ids'], 'embedded', { axis: 0 });
  graph.contrib('RotaryEmbedding', ['embedded', 'position_ids', 'cosines', 'sines'], 'turned');
  graph.add('ReduceSum', ['attention_mask', graph.integers('column.axis', [1])], 'counts', { keepdims: 0 });
  graph.add('Sub', ['counts', graph.integer('one', 1)], 'last');
  graph.add('Cast', ['last'], 'lengths', { to: ELEMENT.int32 });
  graph.add('Shape', ['attention_mask'], 'columns', { start: 1, end: 2 });
  graph.add('Squeeze', ['columns'], 'columns.scalar');
  graph.add('Cast', ['columns.scalar'], 'total', { to: ELEMENT.int32 });
  graph.nodes.push({
    type: 'GroupQueryAttention',
    domain: 'com.microsoft',
    inputs: ['turned', 'turned', 'embedded', 'past_key_values.0.key', 'past_key_values.0.value', 'lengths', 'total'],
    outputs: ['attended', 'present.0.key', 'present.0.value'],
    attributes: [
      { name: 'num_heads', int: 1 },
      { name: 'kv_num_heads', int: 1 },
    ],
  });
  graph.add('MatMul', ['attended', 'projection'], 'logits');
  const integers = (name: string, tokens: string) => ({ name, element: ELEMENT.int64, shape: ['rows', tokens] });
  const states = (name: string, tokens: string) => ({ name, element: ELEMENT.float, shape: ['rows', 1, tokens, SIZE] });
  return onnxModel({
    name: 'in-place',
    nodes: graph.nodes,
    tensors: graph.tensors,
    inputs: [
      integers('input_ids', 'new'),
      integers('attention_mask', 'all'),
      integers('position_ids', 'new'),
      ...['key', 'value'].map((kind) => states(`past_key_values.0.${kind}`, 'past')),
    ],
    outputs: [
      { name: 'logits', element: ELEMENT.float, shape: ['rows', 'new', VOCABULARY] },
      ...['key', 'value'].map((kind) => states(`present.0.${kind}`, 'all')),
    ],
    operators: { '': 17, 'com.microsoft': 1 },
  });
}
