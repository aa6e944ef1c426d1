import { ELEMENT, type OnnxGraph } from '../multilingual/onnx.bytes.js';
import type { Table } from '../quantisation/bert.weights.js';
import { stackRows, unpackBlocks } from './block.weights.js';
import { floatsOf, type GgufFile } from './gguf.file.js';
import { GraphBuilder } from './graph.builder.js';
import { LlamaAttention } from './llama.attention.js';
import { ALL, type LlamaShape, NEW, OLD, ROWS, shapeOf } from './llama.shape.js';
import { TwoPartProducts, type TwoParts } from './two-part.products.js';

const IDS = 'input_ids';
const MASK = 'attention_mask';
const POSITIONS = 'position_ids';

/** Hears how many layers of how many have been written. */
export type LayerListener = (done: number, layers: number) => void;

/**
 * A llama model as one ONNX graph: `input_ids`, `attention_mask`, `position_ids` and `past_key_values.N.key|value` in as usual,
 * `logits` of the last position and the states of the new tokens alone, `new.N.key|value`, out. The mask has a column for
 * each old state that is given, and then the new ones. Rows may be padded anywhere: positions come from `position_ids`, and
 * masked columns are left out by a bias.
 */
export function llamaGraph(file: GgufFile, onLayer: LayerListener = () => {}): OnnxGraph {
  const shape = shapeOf(file);
  const build = new LlamaBuilder(file, shape);
  build.attention.mask();
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
    shape: [ROWS, shape.keyHeads, tokens, shape.headSize],
  });
  const caches = Array.from({ length: shape.layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
  const integers = (name: string, tokens: string) => ({ name, element: ELEMENT.int64, shape: [ROWS, tokens] });
  return {
    name: 'llama',
    nodes: build.graph.nodes,
    tensors: build.graph.tensors,
    values: build.graph.values,
    inputs: [
      integers(IDS, NEW),
      integers(MASK, ALL),
      integers(POSITIONS, NEW),
      ...caches.map((cache) => past(`past_key_values.${cache}`, OLD)),
    ],
    outputs: [
      { name: 'logits', element: ELEMENT.float, shape: [ROWS, 1, shape.vocabulary] },
      ...caches.map((cache) => past(`new.${cache}`, NEW)),
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
  readonly attention: LlamaAttention;
  private readonly products: TwoPartProducts;

  constructor(
    private readonly file: GgufFile,
    private readonly shape: LlamaShape,
  ) {
    this.graph = new GraphBuilder(shape.epsilon);
    this.attention = new LlamaAttention(this.graph, shape);
    this.products = new TwoPartProducts(this.graph);
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
    return { added: this.products.words(this.table('token_embd'), IDS), sum: '' };
  }

  layer(layer: number, states: States): States {
    const { graph, shape, products } = this;
    const at = `blk.${layer}`;
    const [entering, before] = this.norm(`${at}.attn_norm`, states);
    const all = stackRows(['attn_q', 'attn_k', 'attn_v'].map((part) => this.table(`${at}.${part}`)));
    const projected = products.product(all, entering, `${at}.qkv`);
    const [turning, values] = [`${at}.turning`, `${at}.values`];
    const keyWidth = shape.keyHeads * shape.headSize;
    graph.split(projected, [shape.heads * shape.headSize + keyWidth, keyWidth], [turning, values]);
    // llama.cpp stores the two coordinates that turn together as neighbours.
    const turned = graph.contrib('RotaryEmbedding', [turning, POSITIONS, 'cosines', 'sines'], `${at}.turned`, {
      interleaved: 1,
    });
    const attended = products.enter(
      this.attention.attend(layer, turned, values),
      this.mostOf(`${at}.attn_v`, `${at}.attn_norm`),
    );
    const mixed = products.product(this.table(`${at}.attn_output`), attended, `${at}.mixed`);
    const [middle, sum] = this.norm(`${at}.ffn_norm`, { added: mixed, sum: before });
    const both = stackRows([this.table(`${at}.ffn_gate`), this.table(`${at}.ffn_up`)]);
    graph.split(products.product(both, middle, `${at}.both`), [shape.inner, shape.inner], [`${at}.gate`, `${at}.wide`]);
    graph.contrib('QuickGelu', [`${at}.gate`], `${at}.gated`, {}, { alpha: 1 });
    const inner = products.enterUnbounded(graph.add('Mul', [`${at}.gated`, `${at}.wide`], `${at}.inner`));
    return { added: products.product(this.table(`${at}.ffn_down`), inner, `${at}.down`), sum };
  }

  /** Of the last position only; the words' own matrix answers where the model has no other. */
  logits(states: States): void {
    const { graph, file, products } = this;
    const [normed] = this.normed('output_norm', states);
    const [last, end] = [graph.integers('last', [-1]), graph.integers('end', [Number.MAX_SAFE_INTEGER])];
    graph.add('Slice', [normed, last, end, graph.integers('token.axis', [1])], 'last.states');
    const entered = products.enter('last.states', mostNormed(this.gain('output_norm')), 1);
    if (file.has('output.weight')) products.product(this.table('output'), entered, 'logits');
    else products.wordProduct(entered, file.tensor('token_embd.weight'), 'logits');
  }

  /** The normed sum, to be multiplied, and the sum itself. */
  private norm(name: string, states: States): readonly [TwoParts, string] {
    const [normed, sum] = this.normed(name, states);
    return [this.products.enter(normed, mostNormed(this.gain(name))), sum];
  }

  private normed(name: string, { added, sum }: States): readonly [string, string] {
    const gain = this.graph.floats(name, this.gain(name));
    return this.graph.norm(name, sum === '' ? [added] : [added, sum], gain);
  }

  /** The furthest from nought that a projection of normed states can lie (Cauchy and Schwarz), and so any mean of it. */
  private mostOf(projection: string, norm: string): number {
    const { rows, columns, values } = this.table(projection);
    const gain = this.gain(norm);
    let most = 0;
    for (let row = 0; row < rows; row++) {
      let squares = 0;
      for (let at = 0; at < columns; at++) squares += ((values[row * columns + at] ?? 0) * (gain[at] ?? 0)) ** 2;
      most = Math.max(most, Math.sqrt(squares * columns));
    }
    return most;
  }

  private gain(name: string): Float32Array {
    return floatsOf(this.file.tensor(`${name}.weight`));
  }

  private table(name: string): Table {
    return unpackBlocks(this.file.tensor(`${name}.weight`));
  }
}

/** A state whose squares have the mean 1 is at most the root of their number, and then its gain. */
function mostNormed(gain: Float32Array): number {
  return Math.sqrt(gain.length) * gain.reduce((most, factor) => Math.max(most, Math.abs(factor)), 0);
}
