import { ELEMENT, type OnnxTensor } from '../multilingual/onnx.bytes.js';
import { type OnnxFile, singlesOf } from './onnx.file.js';
import { unreadable } from './protobuf.fields.js';

/** A matrix as a graph multiplies by it: `inputs × outputs`, row after row; and what is added to the product. */
export interface Projection {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface Norm {
  readonly gain: Float32Array;
  readonly offset: Float32Array;
}

export interface BertLayer {
  readonly query: Projection;
  readonly key: Projection;
  readonly value: Projection;
  readonly mixed: Projection;
  readonly attentionNorm: Norm;
  readonly wide: Projection;
  readonly narrow: Projection;
  readonly outputNorm: Norm;
}

/** A table of rows, one after another. */
export interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** The weights of a BERT encoder by what they are for. */
export interface BertWeights {
  readonly hidden: number;
  readonly heads: number;
  readonly epsilon: number;
  readonly words: Table;
  readonly positions: Table;
  readonly segments: Table;
  readonly embeddingNorm: Norm;
  readonly layers: readonly BertLayer[];
}

const WORDS = 'embeddings.word_embeddings.weight';

/**
 * Finds the weights of a BERT encoder in an export of it. PyTorch keeps the names of biases, norms and tables but not of
 * matrices: a matrix is what the sum with its bias multiplies by. Throws `model-not-converted` with the name that is missing.
 */
export function readBertWeights(file: OnnxFile): BertWeights {
  const words = [...file.tensors.keys()].find((name) => name.endsWith(WORDS));
  if (words === undefined) throw unreadable(`it is no BERT encoder: it has no ${WORDS}`);
  const finder = new WeightFinder(file, words.slice(0, -WORDS.length));
  const table = (name: string) => finder.table(`embeddings.${name}_embeddings.weight`);
  const positions = table('position');
  const layers: BertLayer[] = [];
  while (finder.has(`${at(layers.length)}.output.dense.bias`)) layers.push(readLayer(finder, at(layers.length)));
  if (layers.length === 0) throw unreadable(`it is no BERT encoder: it has no ${at(0)}.output.dense.bias`);
  return {
    hidden: positions.columns,
    heads: finder.heads(positions.columns),
    epsilon: finder.epsilon(),
    words: table('word'),
    positions,
    segments: table('token_type'),
    embeddingNorm: finder.norm('embeddings.LayerNorm'),
    layers,
  };
}

const at = (layer: number) => `encoder.layer.${layer}`;

function readLayer(finder: WeightFinder, layer: string): BertLayer {
  const dense = (name: string) => finder.projection(`${layer}.${name}.bias`);
  return {
    query: dense('attention.self.query'),
    key: dense('attention.self.key'),
    value: dense('attention.self.value'),
    mixed: dense('attention.output.dense'),
    attentionNorm: finder.norm(`${layer}.attention.output.LayerNorm`),
    wide: dense('intermediate.dense'),
    narrow: dense('output.dense'),
    outputNorm: finder.norm(`${layer}.output.LayerNorm`),
  };
}

class WeightFinder {
  constructor(
    private readonly file: OnnxFile,
    private readonly prefix: string,
  ) {}

  has(name: string): boolean {
    return this.file.tensors.has(this.prefix + name);
  }

  table(name: string): Table {
    const tensor = this.tensor(name);
    const [rows = 0, columns = 0] = tensor.dimensions;
    return { rows, columns, values: singlesOf(tensor) };
  }

  norm(name: string): Norm {
    return { gain: singlesOf(this.tensor(`${name}.weight`)), offset: singlesOf(this.tensor(`${name}.bias`)) };
  }

  projection(biasName: string): Projection {
    const bias = this.tensor(biasName);
    const sum = this.file.nodes.find(({ type, inputs }) => type === 'Add' && inputs.includes(bias.name));
    const product = sum?.inputs.map((input) => this.file.makers.get(input)).find((node) => node?.type === 'MatMul');
    const matrix = product?.inputs.map((input) => this.constant(input)).find((tensor) => tensor !== undefined);
    if (!matrix) throw unreadable(`the matrix that belongs to ${biasName} was not found`);
    const [inputs = 0, outputs = 0] = matrix.dimensions;
    return { inputs, outputs, weights: singlesOf(matrix), bias: singlesOf(bias) };
  }

  /** What is added before a root is drawn: an attribute of the norms, or the only tiny number the graph adds. */
  epsilon(): number {
    const norms = this.file.nodes.flatMap(({ floats }) => floats.get('epsilon') ?? []);
    const sums = this.file.nodes.filter(({ type }) => type === 'Add').flatMap(({ inputs }) => inputs);
    const added = sums.flatMap((input) => this.constant(input) ?? []).filter(({ bytes }) => bytes.length === 4);
    const [epsilon] = [...norms, ...added.flatMap((tensor) => [...singlesOf(tensor)])].filter(isTiny);
    if (epsilon === undefined) throw unreadable('it does not say the epsilon of its norms');
    return epsilon;
  }

  /** The graph cuts states into heads: two of its constants, one after the other, make up the width. */
  heads(hidden: number): number {
    for (const { type, inputs } of this.file.nodes) {
      if (type !== 'Concat' && type !== 'Reshape') continue;
      const [heads = 0, size = 0] = inputs.flatMap((input) => this.integers(input)).slice(-2);
      if (heads > 1 && size > 1 && heads * size === hidden) return heads;
    }
    throw unreadable('it does not say how many heads it has');
  }

  private integers(name: string): readonly number[] {
    const tensor = this.constant(name);
    if (tensor?.element !== ELEMENT.int64) return [];
    return [...new BigInt64Array(Uint8Array.from(tensor.bytes).buffer)].map(Number);
  }

  private constant(name: string): OnnxTensor | undefined {
    const known = this.file.tensors.get(name);
    if (known) return known;
    const maker = this.file.makers.get(name);
    return maker?.type === 'Constant' ? maker.tensors.get('value') : undefined;
  }

  private tensor(name: string): OnnxTensor {
    const tensor = this.file.tensors.get(this.prefix + name);
    if (!tensor) throw unreadable(`it is no BERT encoder: it has no ${name}`);
    return tensor;
  }
}

const isTiny = (value: number) => value > 0 && value < 1e-3;
