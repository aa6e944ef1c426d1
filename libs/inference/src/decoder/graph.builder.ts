import { type Attribute, ELEMENT, type OnnxNode, type OnnxTensor, type OnnxValue } from '../multilingual/onnx.bytes.js';

const CONTRIB = 'com.microsoft';

type Integers = Readonly<Record<string, number>>;

/** Collects the nodes and tensors of one graph. Each method answers the name of what it makes. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly tensors: OnnxTensor[] = [];
  readonly values: OnnxValue[] = [];

  constructor(private readonly epsilon: number) {}

  add(type: string, inputs: readonly string[], output: string, integers: Integers = {}): string {
    this.nodes.push({ type, inputs, outputs: [output], attributes: attributesOf(integers) });
    return output;
  }

  /** Says what shape a value has, where that does not follow from what it is made of. */
  shaped(name: string, shape: OnnxValue['shape'], element: number = ELEMENT.float): string {
    this.values.push({ name, element, shape });
    return name;
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

  /** Cuts an axis, the last one unless told, into parts of these widths. */
  split(states: string, widths: readonly number[], outputs: readonly string[], axis = -1): void {
    const sizes = this.integers(`widths.${widths.join('.')}`, widths);
    this.nodes.push({ type: 'Split', inputs: [states, sizes], outputs, attributes: [{ name: 'axis', int: axis }] });
  }

  /** The axes in another order. */
  transpose(states: string, axes: readonly number[], output: string): string {
    const attributes = [{ name: 'perm', ints: axes }];
    this.nodes.push({ type: 'Transpose', inputs: [states], outputs: [output], attributes });
    return output;
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
}

const attributesOf = (integers: Integers): Attribute[] =>
  Object.entries(integers).map(([name, int]) => ({ name, int }));
