import { ELEMENT, type OnnxNode, type OnnxTensor } from '../multilingual/onnx.bytes.js';
import { type ProtobufField, readFields, textOf, unreadable, wholeNumbers } from './protobuf.fields.js';

/** Numbers of the fields that are read, as in onnx.proto. */
const MODEL = { graph: 7 };
const GRAPH = { node: 1, tensor: 5 };
const NODE = { input: 1, output: 2, type: 4, attribute: 5, domain: 7 };
const ATTRIBUTE = { name: 1, float: 2, tensor: 5 };
const TENSOR = { dimension: 1, element: 2, floats: 4, name: 8, raw: 9, elsewhere: 14 };

/** What of an ONNX model's graph is needed to find its weights. */
export interface OnnxFile {
  /** By the name of what they make. */
  readonly makers: ReadonlyMap<string, ReadNode>;
  readonly nodes: readonly ReadNode[];
  readonly tensors: ReadonlyMap<string, OnnxTensor>;
}

/** A node without its attributes but those that are a number or a tensor. */
export interface ReadNode extends Pick<OnnxNode, 'type' | 'inputs' | 'outputs'> {
  readonly floats: ReadonlyMap<string, number>;
  readonly tensors: ReadonlyMap<string, OnnxTensor>;
}

/** Reads an ONNX file with its weights inside. Throws `model-not-converted` where it is none, or its weights lie elsewhere. */
export function readOnnxFile(bytes: Uint8Array): OnnxFile {
  const graph = readFields(bytes).find(({ number }) => number === MODEL.graph);
  if (!graph) throw unreadable('it has no graph');
  const fields = readFields(graph.bytes);
  const nodes = of(fields, GRAPH.node).map(readNode);
  const tensors = of(fields, GRAPH.tensor).map(({ bytes: tensor }) => readTensor(tensor));
  return {
    nodes,
    makers: new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const))),
    tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])),
  };
}

/** A tensor of single-precision numbers; a copy, because the stored one need not be aligned. */
export function singlesOf({ name, element, bytes }: OnnxTensor): Float32Array {
  if (element !== ELEMENT.float) throw unreadable(`${name} does not hold single-precision numbers`);
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

function readNode({ bytes }: ProtobufField): ReadNode {
  const fields = readFields(bytes);
  const attributes = of(fields, NODE.attribute).map((attribute) => readFields(attribute.bytes));
  const named = <Value>(field: number, read: (value: ProtobufField) => Value) =>
    new Map(
      attributes.flatMap((attribute) => {
        const [value] = of(attribute, field);
        const [name] = of(attribute, ATTRIBUTE.name);
        return value && name ? [[textOf(name), read(value)] as const] : [];
      }),
    );
  return {
    type: of(fields, NODE.type).map(textOf).join(''),
    inputs: of(fields, NODE.input).map(textOf),
    outputs: of(fields, NODE.output).map(textOf),
    floats: named(ATTRIBUTE.float, ({ bytes: float }) => singleAt(float)),
    tensors: named(ATTRIBUTE.tensor, ({ bytes: tensor }) => readTensor(tensor)),
  };
}

function readTensor(bytes: Uint8Array): OnnxTensor {
  const fields = readFields(bytes);
  const name = of(fields, TENSOR.name).map(textOf).join('');
  if (of(fields, TENSOR.elsewhere).some(({ int }) => int === 1n)) throw unreadable(`${name} lies in another file`);
  const [raw] = of(fields, TENSOR.raw);
  const floats = of(fields, TENSOR.floats).map((field) => field.bytes);
  return {
    name,
    dimensions: wholeNumbers(of(fields, TENSOR.dimension)).map(Number),
    element: Number(of(fields, TENSOR.element)[0]?.int ?? 0n),
    bytes: raw?.bytes ?? Buffer.concat(floats),
  };
}

const of = (fields: readonly ProtobufField[], number: number) => fields.filter((field) => field.number === number);

const singleAt = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true);
