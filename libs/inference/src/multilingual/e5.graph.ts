import { BLOCK, type E5File, repack, toSingle } from './e5.file.js';
import { ELEMENT, type OnnxGraph, type OnnxNode, type OnnxTensor } from './onnx.bytes.js';

const CONTRIB = 'com.microsoft';
/** Products are computed in eight-bit integers: several times faster, and what the weights' own package does. */
const INTEGER_PRODUCTS = 4;
const IDS = 'input_ids';
const MASK = 'attention_mask';

/**
 * The encoder as one ONNX graph: BERT with twelve layers over four-bit weights, which stay as they are (`MatMulNBits`,
 * `GatherBlockQuantized`), and at its end the mean of the tokens' states. That mean is given as the only state of
 * `last_hidden_state`, so that whoever runs the model takes the first state of every model in the catalogue.
 */
export function e5Graph(file: E5File, wanted: readonly number[]): OnnxGraph {
  const build = new GraphBuilder(file);
  let states = build.embedding(wanted);
  for (let layer = 0; layer < file.layers; layer++) states = build.layer(layer, states);
  build.mean(states);
  return {
    name: 'multilingual-e5-small',
    nodes: build.nodes,
    tensors: build.tensors,
    inputs: [IDS, MASK, 'token_type_ids'].map((name) => ({ name, element: ELEMENT.int64, shape: ['rows', 'tokens'] })),
    outputs: [{ name: 'last_hidden_state', element: ELEMENT.float, shape: ['rows', 1, file.hidden] }],
    operators: { '': 17, [CONTRIB]: 1 },
  };
}

class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly tensors: OnnxTensor[] = [];

  constructor(private readonly file: E5File) {}

  /** Words, positions and the one segment there is; then the first norm. */
  embedding(wanted: readonly number[]): string {
    const { file } = this;
    const { packed, scales } = repack(file.matrix('emb.word'), wanted);
    const words = this.tensor('words', [wanted.length, file.hidden / 2], ELEMENT.uint8, packed);
    const halves = this.tensor('words.scales', [wanted.length, file.hidden / BLOCK], ELEMENT.half, scales);
    const chosen = this.contrib('GatherBlockQuantized', [words, IDS, halves], 'word.halves', {
      gather_axis: 0,
      quantize_axis: 1,
      block_size: BLOCK,
    });
    this.add('Cast', [chosen], 'word.states', { to: ELEMENT.float });
    const segment = file.floats('emb.type');
    const places = file.floats('emb.pos').map((value, at) => value + (segment[at % file.hidden] ?? 0));
    const table = this.tensor('places', [file.positions, file.hidden], ELEMENT.float, places);
    this.add('Shape', [IDS], 'tokens', { start: 1, end: 2 });
    const zero = this.tensor('zero', [1], ELEMENT.int64, BigInt64Array.of(0n));
    this.add('Slice', [table, zero, 'tokens', zero], 'place.states');
    this.add('Add', ['word.states', 'place.states'], 'embedded');
    this.add('Cast', [MASK], 'mask.int', { to: ELEMENT.int32 });
    const norm = [this.floats('emb.ln.w'), this.floats('emb.ln.b')];
    this.nodes.push({
      type: 'LayerNormalization',
      inputs: ['embedded', ...norm],
      outputs: ['states'],
      attributes: [{ name: 'epsilon', float: file.epsilon }],
    });
    return 'states';
  }

  layer(layer: number, states: string): string {
    const at = `l${layer}`;
    const { hidden, inner } = this.file;
    const [query, key, value] = ['q', 'k', 'v'].map((part) => this.product(`${at}.${part}.w`, states, hidden, hidden));
    const biases = ['q', 'k', 'v'].flatMap((part) => [...this.file.floats(`${at}.${part}.b`)]);
    const bias = this.tensor(`${at}.qkv.b`, [biases.length], ELEMENT.float, Float32Array.from(biases));
    const attended = this.contrib(
      'MultiHeadAttention',
      [query ?? '', key ?? '', value ?? '', bias, 'mask.int'],
      `${at}.attended`,
      { num_heads: this.file.heads },
    );
    const mixed = this.product(`${at}.ao.w`, attended, hidden, hidden);
    const middle = this.norm(`${at}.aln`, [mixed, states], `${at}.ao.b`);
    const wide = this.product(`${at}.fi.w`, middle, inner, hidden);
    const bent = this.contrib('BiasGelu', [wide, this.floats(`${at}.fi.b`)], `${at}.bent`);
    const narrow = this.product(`${at}.fo.w`, bent, hidden, inner);
    return this.norm(`${at}.oln`, [narrow, middle], `${at}.fo.b`);
  }

  /** The mean over the tokens that the mask leaves. */
  mean(states: string): void {
    const last = this.tensor('last.axis', [1], ELEMENT.int64, BigInt64Array.of(2n));
    const tokens = this.tensor('token.axis', [1], ELEMENT.int64, BigInt64Array.of(1n));
    this.add('Cast', [MASK], 'mask.float', { to: ELEMENT.float });
    this.add('Unsqueeze', ['mask.float', last], 'mask.column');
    this.add('Mul', [states, 'mask.column'], 'spoken');
    this.add('ReduceSum', ['spoken', tokens], 'sum', { keepdims: 1 });
    this.add('ReduceSum', ['mask.column', tokens], 'count', { keepdims: 1 });
    this.add('Div', ['sum', 'count'], 'last_hidden_state');
  }

  /** States × weights, transposed as stored: one row of weights an output. */
  private product(name: string, states: string, outputs: number, inputs: number): string {
    const { packed, scales } = repack(this.file.matrix(name));
    const blocks = inputs / BLOCK;
    const weights = this.tensor(name, [outputs, blocks, BLOCK / 2], ELEMENT.uint8, packed);
    const factors = this.tensor(`${name}.scales`, [outputs, blocks], ELEMENT.float, toSingle(scales));
    return this.contrib('MatMulNBits', [states, weights, factors], `${name}.states`, {
      K: inputs,
      N: outputs,
      bits: 4,
      block_size: BLOCK,
      accuracy_level: INTEGER_PRODUCTS,
    });
  }

  /** The norm of a sum of two states and a bias. */
  private norm(name: string, [added, states]: readonly [string, string], bias: string): string {
    const output = `${name}.states`;
    this.nodes.push({
      type: 'SkipLayerNormalization',
      inputs: [added, states, this.floats(`${name}.w`), this.floats(`${name}.b`), this.floats(bias)],
      outputs: [output],
      attributes: [{ name: 'epsilon', float: this.file.epsilon }],
      domain: CONTRIB,
    });
    return output;
  }

  private floats(name: string): string {
    const values = this.file.floats(name);
    return this.tensor(name, [values.length], ELEMENT.float, values);
  }

  private tensor(name: string, dimensions: readonly number[], element: number, values: ArrayBufferView): string {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.tensors.push({ name, dimensions, element, bytes });
    return name;
  }

  private contrib(type: string, inputs: readonly string[], output: string, integers: Integers = {}): string {
    return this.add(type, inputs, output, integers, CONTRIB);
  }

  private add(
    type: string,
    inputs: readonly string[],
    output: string,
    integers: Integers = {},
    domain?: string,
  ): string {
    const attributes = Object.entries(integers).map(([name, int]) => ({ name, int }));
    this.nodes.push({ type, inputs, outputs: [output], attributes, ...(domain === undefined ? {} : { domain }) });
    return output;
  }
}

type Integers = Readonly<Record<string, number>>;
