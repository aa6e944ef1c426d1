import { ELEMENT, type OnnxGraph } from '../multilingual/onnx.bytes.js';
import { repackBlocks, stackRows } from './block.weights.js';
import { floatsOf, type GgufFile } from './gguf.file.js';
import { GraphBuilder } from './graph.builder.js';
import { type LlamaShape, shapeOf } from './llama.shape.js';

/** Added to the score of a masked position: far enough below every score, and finite in single precision. */
const MASKED = -1e9;
const IDS = 'input_ids';
const MASK = 'attention_mask';
const POSITIONS = 'position_ids';

/** Hears how many layers of how many have been written. */
export type LayerListener = (done: number, layers: number) => void;

/**
 * A llama model as one ONNX graph in the usual layout: `input_ids`, `attention_mask`, `position_ids` and
 * `past_key_values.N.key|value` in, `logits` of the last position and `present.N.key|value` out; weights stay in the
 * blocks they are stored in. Rows may be padded at either end: positions come from `position_ids` and masked columns are
 * left out by a bias. `GroupQueryAttention` may write the new states into the buffers of the old ones when both are bound
 * to the same memory, which then is longer than the mask.
 */
export function llamaGraph(file: GgufFile, onLayer: LayerListener = () => {}): OnnxGraph {
  const shape = shapeOf(file);
  const build = new LlamaBuilder(file, shape);
  build.mask();
  build.rotation();
  let states = build.embedding();
  for (let layer = 0; layer < shape.layers; layer++) {
    states = build.layer(layer, states);
    onLayer(layer + 1, shape.layers);
  }
  build.logits(states);
  const past = (name: string, tokens: string) => ({
    name,
    element: ELEMENT.float,
    shape: ['batch_size', shape.keyHeads, tokens, shape.headSize],
  });
  const caches = Array.from({ length: shape.layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
  const integers = (name: string, tokens: string) => ({ name, element: ELEMENT.int64, shape: ['batch_size', tokens] });
  return {
    name: 'llama',
    nodes: build.graph.nodes,
    tensors: build.graph.tensors,
    inputs: [
      integers(IDS, 'sequence_length'),
      integers(MASK, 'total_sequence_length'),
      integers(POSITIONS, 'sequence_length'),
      ...caches.map((cache) => past(`past_key_values.${cache}`, 'past_sequence_length')),
    ],
    outputs: [
      { name: 'logits', element: ELEMENT.float, shape: ['batch_size', 1, shape.vocabulary] },
      ...caches.map((cache) => past(`present.${cache}`, 'present_sequence_length')),
    ],
    operators: { '': 17, 'com.microsoft': 1 },
  };
}

/** What a layer hands on: what was added last, and the sum of all before it. */
interface States {
  readonly added: string;
  readonly sum: string;
}

class LlamaBuilder {
  readonly graph: GraphBuilder;

  constructor(
    private readonly file: GgufFile,
    private readonly shape: LlamaShape,
  ) {
    this.graph = new GraphBuilder(shape.epsilon);
  }

  /** The length of each row up to its last unmasked column, and the bias that hides its masked ones. */
  mask(): void {
    const { graph } = this;
    graph.add('Shape', [MASK], 'columns', { start: 1, end: 2 });
    graph.add('Squeeze', ['columns'], 'columns.scalar');
    graph.add('Cast', ['columns.scalar'], 'total_length', { to: ELEMENT.int32 });
    graph.add('Range', [graph.integer('one', 1), 'columns.scalar', graph.integer('step', 1)], 'from.second');
    graph.add('Concat', [graph.integers('zero', [0]), 'from.second'], 'column.numbers', { axis: 0 });
    graph.add('Mul', [MASK, 'column.numbers'], 'unmasked.numbers');
    graph.nodes.push({
      type: 'ReduceMax',
      inputs: ['unmasked.numbers'],
      outputs: ['last.column'],
      attributes: [
        { name: 'axes', ints: [1] },
        { name: 'keepdims', int: 0 },
      ],
    });
    graph.add('Cast', ['last.column'], 'lengths', { to: ELEMENT.int32 });
    graph.add('Cast', [MASK], 'mask.float', { to: ELEMENT.float });
    graph.add('Sub', ['mask.float', graph.floats('unmasked', [1])], 'mask.below');
    graph.add('Mul', ['mask.below', graph.floats('masked', [-MASKED])], 'mask.bias');
    graph.add('Unsqueeze', ['mask.bias', graph.integers('query.axes', [1, 2])], 'bias.row');
    graph.add('Shape', [IDS], 'queries', { start: 1, end: 2 });
    graph.add('Concat', [graph.integers('ones', [1, 1]), 'queries', graph.integers('any', [1])], 'bias.shape', {
      axis: 0,
    });
    graph.add('Expand', ['bias.row', 'bias.shape'], 'bias');
  }

  /** Cosines and sines of every position's angles, `context × headSize / 2`. */
  rotation(): void {
    const { context, headSize, ropeBase } = this.shape;
    const half = headSize / 2;
    // Single precision, as the model was trained: the file then comes out the same whatever the machine's mathematics.
    const steps = Float32Array.from({ length: half }, (_, at) => 1 / ropeBase ** ((2 * at) / headSize));
    const angles = Float32Array.from(
      { length: context * half },
      (_, at) => Math.floor(at / half) * (steps[at % half] ?? 0),
    );
    this.graph.tensor('cosines', [context, half], ELEMENT.float, angles.map(Math.cos));
    this.graph.tensor('sines', [context, half], ELEMENT.float, angles.map(Math.sin));
  }

  embedding(): States {
    const words = repackBlocks(this.file.tensor('token_embd.weight'));
    return { added: this.graph.embedding(words, IDS), sum: '' };
  }

  layer(layer: number, states: States): States {
    const { graph, shape } = this;
    const at = `blk.${layer}`;
    const [entering, before] = this.norm(`${at}.attn_norm`, states);
    const projected = this.product(`${at}.qkv`, ['attn_q', 'attn_k', 'attn_v'], entering, layer);
    const [turning, values] = [`${at}.turning`, `${at}.values`];
    const queryWidth = shape.heads * shape.headSize;
    const keyWidth = shape.keyHeads * shape.headSize;
    graph.split(projected, [queryWidth + keyWidth, keyWidth], [turning, values]);
    // llama.cpp stores the two coordinates that turn together as neighbours.
    const turned = graph.contrib('RotaryEmbedding', [turning, POSITIONS, 'cosines', 'sines'], `${at}.turned`, {
      interleaved: 1,
    });
    graph.split(turned, [queryWidth, keyWidth], [`${at}.queries`, `${at}.keys`]);
    graph.nodes.push({
      type: 'GroupQueryAttention',
      domain: 'com.microsoft',
      inputs: [
        ...[`${at}.queries`, `${at}.keys`, values],
        ...[`past_key_values.${layer}.key`, `past_key_values.${layer}.value`],
        ...['lengths', 'total_length', '', '', '', 'bias'],
      ],
      outputs: [`${at}.attended`, `present.${layer}.key`, `present.${layer}.value`],
      attributes: [
        { name: 'num_heads', int: shape.heads },
        { name: 'kv_num_heads', int: shape.keyHeads },
      ],
    });
    const mixed = this.product(`${at}.mixed`, ['attn_output'], `${at}.attended`, layer);
    const [middle, sum] = this.norm(`${at}.ffn_norm`, { added: mixed, sum: before });
    const gate = this.product(`${at}.gate`, ['ffn_gate'], middle, layer);
    const wide = this.product(`${at}.wide`, ['ffn_up'], middle, layer);
    graph.contrib('QuickGelu', [gate], `${at}.gated`, {}, { alpha: 1 });
    graph.add('Mul', [`${at}.gated`, wide], `${at}.inner`);
    return { added: this.product(`${at}.down`, ['ffn_down'], `${at}.inner`, layer), sum };
  }

  /** Of the last position only; the words' own matrix answers where the model has no other. */
  logits(states: States): void {
    const { graph, file } = this;
    const [normed] = this.norm('output_norm', states);
    const [last, end] = [graph.integers('last', [-1]), graph.integers('end', [Number.MAX_SAFE_INTEGER])];
    graph.add('Slice', [normed, last, end, graph.integers('token.axis', [1])], 'last.states');
    if (!file.has('output.weight')) return graph.wordProduct('last.states', 'logits');
    graph.product(repackBlocks(file.tensor('output.weight')), 'last.states', 'logits');
  }

  /** Answers the normed sum and the sum itself. */
  private norm(name: string, { added, sum }: States): readonly [string, string] {
    const gain = this.graph.floats(name, floatsOf(this.file.tensor(`${name}.weight`)));
    return this.graph.norm(name, sum === '' ? [added] : [added, sum], gain);
  }

  private product(output: string, parts: readonly string[], states: string, layer: number): string {
    const tensors = parts.map((part) => repackBlocks(this.file.tensor(`blk.${layer}.${part}.weight`)));
    return this.graph.product(stackRows(tensors), states, output);
  }
}
