import { type Attribute, ELEMENT, type OnnxNode, type OnnxTensor } from '../multilingual/onnx.bytes.js';
import { BLOCK, type BlockWeights } from './block.weights.js';

const CONTRIB = 'com.microsoft';
/** States are rounded to eight bits, a scale for each block of a row: rows stay independent, six times faster than floats. */
const INTEGER_PRODUCTS = 4;
const WORDS = 'words';

type Integers = Readonly<Record<string, number>>;

/** Collects the nodes and tensors of one graph. Each method answers the name of what it makes. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly tensors: OnnxTensor[] = [];
  private readonly blockSums = new Map<string, string>();
  private words: BlockWeights | undefined;

  constructor(private readonly epsilon: number) {}

  add(type: string, inputs: readonly string[], output: string, integers: Integers = {}): string {
    this.nodes.push({ type, inputs, outputs: [output], attributes: attributesOf(integers) });
    return output;
  }

  /** An operator of ONNX Runtime's own. */
  contrib(
    type: string,
    inputs: readonly string[],
    output: string,
    integers: Integers = {},
    floats: Integers = {},
  ): string {
    const attributes = [...attributesOf(integers), ...Object.entries(floats).map(([name, float]) => ({ name, float }))];
    this.nodes.push({ type, inputs, outputs: [output], attributes, domain: CONTRIB });
    return output;
  }

  /** Cuts the last axis into parts of these widths. */
  split(states: string, widths: readonly number[], outputs: readonly string[]): void {
    const sizes = this.integers(`widths.${widths.join('.')}`, widths);
    this.nodes.push({ type: 'Split', inputs: [states, sizes], outputs, attributes: [{ name: 'axis', int: -1 }] });
  }

  /** Root mean square norm of a sum. Answers the normed states and the sum. */
  norm(name: string, summands: readonly string[], gain: string): readonly [string, string] {
    const normed = `${name}.normed`;
    const epsilon: Attribute = { name: 'epsilon', float: this.epsilon };
    const [only = ''] = summands;
    if (summands.length === 1) {
      const attributes = [epsilon, { name: 'axis', int: -1 }];
      this.nodes.push({ type: 'SimplifiedLayerNormalization', inputs: [only, gain], outputs: [normed], attributes });
      return [normed, only];
    }
    const outputs = [normed, '', '', `${name}.sum`];
    const inputs = [...summands, gain];
    this.nodes.push({
      ...{ type: 'SkipSimplifiedLayerNormalization', domain: CONTRIB, inputs, outputs, attributes: [epsilon] },
    });
    return [normed, `${name}.sum`];
  }

  /** Rows of eight-bit words by their ids. */
  embedding(words: BlockWeights, ids: string): string {
    this.words = words;
    const codes = this.tensor(WORDS, [words.rows, words.columns], ELEMENT.uint8, words.codes);
    const scales = this.tensor(`${WORDS}.scales`, [words.rows, words.columns / BLOCK], ELEMENT.float, words.scales);
    const attributes = { gather_axis: 0, quantize_axis: 1, block_size: BLOCK, bits: words.bits };
    return this.contrib('GatherBlockQuantized', [codes, ids, scales], 'embedded', attributes);
  }

  /** States against every word: the embedding's own tensors, which the file then holds once. */
  wordProduct(states: string, output: string): void {
    const { words } = this;
    if (!words) throw new Error('no embedding yet');
    const shape = this.integers('words.shape', [words.rows, words.columns / BLOCK, BLOCK]);
    this.add('Reshape', [WORDS, shape], 'words.blocks');
    this.nbits(words, [states, 'words.blocks', `${WORDS}.scales`], output);
  }

  /** States × weights: the codes' part, and a small product for the blocks' offsets. */
  product(weights: BlockWeights, states: string, output: string): string {
    const { rows, columns, bits, codes, scales, offsets } = weights;
    const blocks = columns / BLOCK;
    const inputs = [
      states,
      this.tensor(`${output}.codes`, [rows, blocks, (BLOCK * bits) / 8], ELEMENT.uint8, codes),
      this.tensor(`${output}.scales`, [rows, blocks], ELEMENT.float, scales),
    ];
    if (!offsets) return this.nbits(weights, inputs, output);
    const coded = this.nbits(weights, inputs, `${output}.coded`);
    const table = this.tensor(`${output}.offsets`, [blocks, rows], ELEMENT.float, transpose(offsets, rows, blocks));
    this.add('MatMul', [this.sumBlocks(states, columns), table], `${output}.offset`);
    return this.add('Add', [coded, `${output}.offset`], output);
  }

  floats(name: string, values: ArrayLike<number>): string {
    return this.tensor(name, [values.length], ELEMENT.float, Float32Array.from(values));
  }

  integers(name: string, values: readonly number[]): string {
    if (this.tensors.some((tensor) => tensor.name === name)) return name;
    return this.tensor(name, [values.length], ELEMENT.int64, BigInt64Array.from(values, BigInt));
  }

  integer(name: string, value: number): string {
    return this.tensor(name, [], ELEMENT.int64, BigInt64Array.of(BigInt(value)));
  }

  tensor(name: string, dimensions: readonly number[], element: number, values: ArrayBufferView): string {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.tensors.push({ name, dimensions, element, bytes });
    return name;
  }

  private nbits({ rows, columns, bits }: BlockWeights, inputs: readonly string[], output: string): string {
    return this.contrib('MatMulNBits', inputs, output, {
      K: columns,
      N: rows,
      bits,
      block_size: BLOCK,
      accuracy_level: INTEGER_PRODUCTS,
    });
  }

  /** The sum of each block of the states, once for all who read them. */
  private sumBlocks(states: string, columns: number): string {
    const known = this.blockSums.get(states);
    if (known !== undefined) return known;
    const blocks = columns / BLOCK;
    const name = `blocks.${columns}`;
    if (!this.tensors.some((tensor) => tensor.name === name)) {
      const belongs = new Float32Array(columns * blocks);
      for (let column = 0; column < columns; column++) belongs[column * blocks + Math.floor(column / BLOCK)] = 1;
      this.tensor(name, [columns, blocks], ELEMENT.float, belongs);
    }
    const sums = this.add('MatMul', [states, name], `${states}.blocks`);
    this.blockSums.set(states, sums);
    return sums;
  }
}

const attributesOf = (integers: Integers): Attribute[] =>
  Object.entries(integers).map(([name, int]) => ({ name, int }));

function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column] ?? 0;
  return turned;
}
