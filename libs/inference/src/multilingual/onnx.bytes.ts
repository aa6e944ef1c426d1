/**
 * Writes the few messages of the ONNX format (onnx.proto, IR version 8) that a fixed graph needs. Each function answers the
 * bytes of one message; a message is its fields one after another.
 */
const VARINT = 0;
const LENGTH = 2;
const FIXED_32 = 5;

export type Bytes = Uint8Array;

export const ELEMENT = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, half: 10 } as const;

export type Attribute = { readonly name: string } & (
  { readonly int: number } | { readonly float: number } | { readonly ints: readonly number[] }
);

export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: readonly Attribute[];
  /** Absent: the standard operators. */
  readonly domain?: string;
}

export interface OnnxTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly element: number;
  readonly bytes: Bytes;
}

/** A graph's input or output; a dimension is a number or a name. */
export interface OnnxValue {
  readonly name: string;
  readonly element: number;
  readonly shape: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Shapes within the graph that the runtime could not infer; it plans memory by them, far slower where it knows none. */
  readonly values?: readonly OnnxValue[];
  /** Operator sets by domain. */
  readonly operators: Readonly<Record<string, number>>;
}

export function onnxModel(graph: OnnxGraph): Bytes {
  return join([
    int(1, 8),
    text(2, 'zhike'),
    message(7, graphBytes(graph)),
    ...Object.entries(graph.operators).map(([domain, version]) =>
      message(8, join([...(domain === '' ? [] : [text(1, domain)]), int(2, version)])),
    ),
  ]);
}

function graphBytes({ name, nodes, tensors, inputs, outputs, values = [] }: OnnxGraph): Bytes {
  return join([
    ...nodes.map((node, place) => message(1, nodeBytes(node, place))),
    text(2, name),
    ...tensors.map((tensor) => message(5, tensorBytes(tensor))),
    ...inputs.map((value) => message(11, valueBytes(value))),
    ...outputs.map((value) => message(12, valueBytes(value))),
    ...values.map((value) => message(13, valueBytes(value))),
  ]);
}

function nodeBytes({ type, inputs, outputs, attributes = [], domain }: OnnxNode, place: number): Bytes {
  return join([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, `${type}_${place}`),
    text(4, type),
    ...attributes.map((attribute) => message(5, attributeBytes(attribute))),
    ...(domain === undefined ? [] : [text(7, domain)]),
  ]);
}

function attributeBytes(attribute: Attribute): Bytes {
  const name = text(1, attribute.name);
  if ('float' in attribute) return join([name, float(2, attribute.float), int(20, 1)]);
  if ('int' in attribute) return join([name, int(3, attribute.int), int(20, 2)]);
  return join([name, ...attribute.ints.map((value) => int(8, value)), int(20, 7)]);
}

function tensorBytes({ name, dimensions, element, bytes }: OnnxTensor): Bytes {
  return join([...dimensions.map((size) => int(1, size)), int(2, element), text(8, name), message(9, bytes)]);
}

function valueBytes({ name, element, shape }: OnnxValue): Bytes {
  const sizes = shape.map((size) => message(1, typeof size === 'number' ? int(1, size) : text(2, size)));
  return join([text(1, name), message(2, message(1, join([int(1, element), message(2, join(sizes))])))]);
}

const key = (field: number, kind: number) => varint(BigInt(field * 8 + kind));
const int = (field: number, value: number) => join([key(field, VARINT), varint(BigInt.asUintN(64, BigInt(value)))]);
const message = (field: number, bytes: Bytes) => join([key(field, LENGTH), varint(BigInt(bytes.length)), bytes]);
const text = (field: number, value: string) => message(field, new TextEncoder().encode(value));

function float(field: number, value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return join([key(field, FIXED_32), bytes]);
}

function varint(value: bigint): Bytes {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function join(parts: readonly Bytes[]): Bytes {
  return Buffer.concat(parts);
}
