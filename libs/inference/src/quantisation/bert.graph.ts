import { GraphBuilder } from '../decoder/graph.builder.js';
import { ELEMENT, type OnnxGraph } from '../multilingual/onnx.bytes.js';
import type { Products } from './bert.products.js';
import type { BertLayer, BertWeights, Norm, Table } from './bert.weights.js';
import { quantiseRows } from './weight.codes.js';

const IDS = 'input_ids';
const MASK = 'attention_mask';
const SEGMENTS = 'token_type_ids';
const OUTPUT = 'last_hidden_state';
/** Added to the score of a masked position: its share of the attention is then nought to the last bit. */
const MASKED = 1e9;
const PAIRS = ['query', 'key', 'value'] as const;

export interface BertReading {
  /** Layers, counted from 0, whose states are joined as the output, in rising order; the last alone when left out. Those above are not built. */
  readonly layers?: readonly number[];
  /** States that are outputs too, asked for when all is built. */
  readonly watched?: () => readonly string[];
}

/**
 * A BERT encoder as one ONNX graph, its products as `products` makes them. Of operators that do several things at once those
 * are left out that take longer than the things one by one, measured on this runtime: attention (twice), the norm of a sum
 * (three times), the bent sum with a bias (twice), looking up words in blocks (ten times).
 */
export function bertGraph(bert: BertWeights, products: Products, reading: BertReading = {}): OnnxGraph {
  const { layers: read = [bert.layers.length - 1], watched = () => [] } = reading;
  const build = new BertBuilder(bert, products);
  build.encode(read);
  const output = (name: string, width: number | string) => ({
    ...{ name, element: ELEMENT.float, shape: ['rows', 'tokens', width] },
  });
  return {
    name: 'bert',
    nodes: build.graph.nodes,
    tensors: build.graph.tensors,
    inputs: [IDS, MASK, SEGMENTS].map((name) => ({ name, element: ELEMENT.int64, shape: ['rows', 'tokens'] })),
    outputs: [output(OUTPUT, bert.hidden * read.length), ...watched().map((name) => output(name, `${name}.width`))],
    operators: { '': 17, 'com.microsoft': 1 },
  };
}

class BertBuilder {
  readonly graph: GraphBuilder;

  constructor(
    private readonly bert: BertWeights,
    private readonly products: Products,
  ) {
    this.graph = new GraphBuilder(bert.epsilon);
  }

  /** Words, positions and segments, and the norm of their sum. */
  private embedding(): string {
    const { graph, bert } = this;
    this.mask();
    const words = this.words();
    const { segments } = bert;
    const kinds = graph.tensor('segments', [segments.rows, segments.columns], ELEMENT.float, segments.values);
    graph.add('Gather', [kinds, SEGMENTS], 'segment.states', { axis: 0 });
    this.positions();
    graph.add('Add', [words, 'segment.states'], 'segmented');
    graph.add('Add', ['segmented', 'position.states'], 'summed');
    return this.norm('embedding.states', 'summed', bert.embeddingNorm);
  }

  /** All layers up to the last that is read. */
  encode(read: readonly number[]): void {
    const last = read.at(-1) ?? 0;
    let states = this.embedding();
    this.bert.layers.slice(0, last + 1).forEach((layer, place) => {
      const isOutput = place === last && read.length === 1;
      states = this.layer(layer, `l${place}`, states, isOutput ? OUTPUT : `l${place}.states`);
    });
    if (read.length === 1) return;
    const inputs = read.map((place) => `l${place}.states`);
    this.graph.add('Concat', inputs, OUTPUT, { axis: -1 });
  }

  private layer(layer: BertLayer, at: string, states: string, output: string): string {
    const { graph, products } = this;
    const attended = this.attention(layer, at, states);
    const mixed = products.product(graph, `${at}.mixed`, layer.mixed, products.enter(graph, attended));
    const middle = this.sumNorm(`${at}.middle`, [mixed, states], layer.attentionNorm);
    const wide = products.product(graph, `${at}.wide`, layer.wide, products.enter(graph, middle));
    const bent = graph.contrib('Gelu', [wide], `${at}.bent`);
    const narrow = products.product(graph, `${at}.narrow`, layer.narrow, products.enter(graph, bent));
    return this.sumNorm(output, [narrow, middle], layer.outputNorm);
  }

  /** Each head's states, weighed by how its queries and keys agree. */
  private attention(layer: BertLayer, at: string, states: string): string {
    const { graph, products, bert } = this;
    const entered = products.enter(graph, states);
    const [queries = '', keys = '', values = ''] = PAIRS.map((part) =>
      this.heads(products.product(graph, `${at}.${part}`, layer[part], entered), part === 'key'),
    );
    const alpha = 1 / Math.sqrt(bert.hidden / bert.heads);
    graph.contrib('FusedMatMul', [queries, keys], `${at}.scores`, {}, { alpha });
    graph.add('Add', [`${at}.scores`, 'mask.bias'], `${at}.masked`);
    graph.add('Softmax', [`${at}.masked`], `${at}.shares`, { axis: -1 });
    graph.add('MatMul', [`${at}.shares`, values], `${at}.weighed`);
    const rows = graph.transpose(`${at}.weighed`, [0, 2, 1, 3], `${at}.weighed.turned`);
    return graph.add('Reshape', [rows, graph.integers('states.shape', [0, 0, bert.hidden])], `${at}.attended`);
  }

  /** One block a head; keys stand upright, as the product with the queries wants them. */
  private heads(states: string, isUpright: boolean): string {
    const { graph, bert } = this;
    const shape = graph.integers('heads.shape', [0, 0, bert.heads, bert.hidden / bert.heads]);
    const apart = graph.add('Reshape', [states, shape], `${states}.heads`);
    return graph.transpose(apart, isUpright ? [0, 2, 3, 1] : [0, 2, 1, 3], `${apart}.turned`);
  }

  /** Nought for a token, far below for padding. */
  private mask(): void {
    const { graph } = this;
    graph.add('Cast', [MASK], 'mask.float', { to: ELEMENT.float });
    graph.add('Sub', ['mask.float', graph.floats('unmasked', [1])], 'mask.below');
    graph.add('Mul', ['mask.below', graph.floats('masked', [MASKED])], 'mask.far');
    graph.add('Unsqueeze', ['mask.far', graph.integers('mask.axes', [1, 2])], 'mask.bias');
  }

  /** As many as the longest row has tokens. */
  private positions(): void {
    const { graph } = this;
    graph.add('Shape', [IDS], 'tokens', { start: 1, end: 2 });
    const zero = graph.integers('zero', [0]);
    const [codes, scales] = this.table('position', this.bert.positions);
    graph.add('Slice', [codes, zero, 'tokens', zero], 'position.chosen');
    graph.add('Slice', [scales, zero, 'tokens', zero], 'position.scale');
    this.rows('position');
  }

  private words(): string {
    const { graph } = this;
    const [codes, scales] = this.table('word', this.bert.words);
    graph.add('Gather', [codes, IDS], 'word.chosen', { axis: 0 });
    graph.add('Gather', [scales, IDS], 'word.scale', { axis: 0 });
    return this.rows('word');
  }

  /** Eight-bit numbers, and a scale for each row. */
  private table(name: string, table: Table): readonly [string, string] {
    const { codes, scales } = quantiseRows(table);
    return [
      this.graph.tensor(`${name}.codes`, [table.rows, table.columns], ELEMENT.int8, codes),
      this.graph.tensor(`${name}.scales`, [table.rows, 1], ELEMENT.float, scales),
    ];
  }

  /** The rows that were chosen, times their scales. */
  private rows(name: string): string {
    this.graph.add('Cast', [`${name}.chosen`], `${name}.numbers`, { to: ELEMENT.float });
    return this.graph.add('Mul', [`${name}.numbers`, `${name}.scale`], `${name}.states`);
  }

  private sumNorm(output: string, summands: readonly [string, string], norm: Norm): string {
    return this.norm(output, this.graph.add('Add', summands, `${output}.sum`), norm);
  }

  private norm(output: string, states: string, { gain, offset }: Norm): string {
    const { graph, bert } = this;
    const inputs = [states, graph.floats(`${output}.gain`, gain), graph.floats(`${output}.offset`, offset)];
    const attributes = [
      { name: 'epsilon', float: bert.epsilon },
      { name: 'axis', int: -1 },
    ];
    graph.nodes.push({ type: 'LayerNormalization', inputs, outputs: [output], attributes });
    return output;
  }
}
