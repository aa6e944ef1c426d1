import { ELEMENT, onnxModel } from '../multilingual/onnx.bytes.js';
import { GraphBuilder } from './graph.builder.js';
import type { CacheLayout } from './key-value.states.js';

export interface ToySettings {
  readonly element: CacheLayout['element'];
  /** Reckons with the columns of the mask, padding included, as no export should. */
  readonly countsPadding?: boolean;
  /** Wants to be told of how many positions logits are wanted. */
  readonly logitsCount?: string;
}

const VOCABULARY = 16;
const SIZE = 4;
const QUARTER_TURN = 0.7;

/**
 * A network in the layout of exports that join old and new states themselves: its logits are a projection of the sum over
 * all unmasked tokens of a word's vector, shifted by its position. No attention, but wrong for every mistake in mask,
 * positions or states.
 */
export function toyGraph({ element, countsPadding = false, logitsCount }: ToySettings): Uint8Array {
  const graph = new GraphBuilder(0);
  const cache = element === 'float16' ? ELEMENT.half : ELEMENT.float;
  const wave = (count: number, step: number) =>
    Float32Array.from({ length: count }, (_, at) => Math.sin(step * (at + 1)));
  graph.tensor('words', [VOCABULARY, SIZE], ELEMENT.float, wave(VOCABULARY * SIZE, 1.3));
  graph.tensor('projection', [SIZE, VOCABULARY], ELEMENT.float, wave(SIZE * VOCABULARY, 2.1));
  graph.add('Gather', ['words', 'input_ids'], 'embedded', { axis: 0 });
  graph.add('Cast', ['position_ids'], 'places', { to: ELEMENT.float });
  graph.add('Unsqueeze', ['places', graph.integers('last.axis', [2])], 'places.column');
  graph.add('Mul', ['places.column', graph.floats('turn', [QUARTER_TURN])], 'angles');
  graph.add('Sin', ['angles'], 'shift');
  graph.add('Add', ['embedded', 'shift'], 'shifted');
  graph.add('Unsqueeze', ['shifted', graph.integers('head.axis', [1])], 'head');
  graph.add('Cast', ['head'], 'new', { to: cache });
  for (const kind of ['key', 'value'])
    graph.add('Concat', [`past_key_values.0.${kind}`, 'new'], `present.0.${kind}`, { axis: 2 });
  graph.add('Cast', ['attention_mask'], 'mask', { to: cache });
  graph.add('Unsqueeze', ['mask', graph.integers('mask.axes', [1, 3])], 'mask.states');
  graph.add('Mul', ['present.0.value', 'mask.states'], 'unmasked');
  graph.add('ReduceSum', ['unmasked', graph.integers('token.axis', [2])], 'sum', { keepdims: 0 });
  graph.add('Cast', ['sum'], 'sum.float', { to: ELEMENT.float });
  if (countsPadding) {
    graph.add('Shape', ['attention_mask'], 'columns', { start: 1, end: 2 });
    graph.add('Cast', ['columns'], 'columns.float', { to: ELEMENT.float });
    graph.add('Div', ['sum.float', 'columns.float'], 'mean');
  }
  graph.add('MatMul', [countsPadding ? 'mean' : 'sum.float', 'projection'], 'projected');
  graph.add('Cast', ['projected'], 'logits', { to: cache });
  return onnxModel({ name: 'toy', nodes: graph.nodes, tensors: graph.tensors, ...ends(cache, logitsCount) });
}

function ends(cache: number, logitsCount: string | undefined) {
  const integers = (name: string, tokens: string) => ({ name, element: ELEMENT.int64, shape: ['rows', tokens] });
  const states = (name: string, tokens: string) => ({ name, element: cache, shape: ['rows', 1, tokens, SIZE] });
  return {
    inputs: [
      integers('input_ids', 'new'),
      integers('attention_mask', 'all'),
      integers('position_ids', 'new'),
      ...(logitsCount === undefined ? [] : [{ name: logitsCount, element: ELEMENT.int64, shape: [] }]),
      ...['key', 'value'].map((kind) => states(`past_key_values.0.${kind}`, 'past')),
    ],
    outputs: [
      { name: 'logits', element: cache, shape: ['rows', 1, VOCABULARY] },
      ...['key', 'value'].map((kind) => states(`present.0.${kind}`, 'all')),
    ],
    operators: { '': 17 },
  };
}
