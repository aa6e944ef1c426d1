import { TINY, TINY_PIECES } from '../multilingual/e5.file.fake.js';
import { ELEMENT, onnxModel, type OnnxNode, type OnnxTensor } from '../multilingual/onnx.bytes.js';

type Tensors = ReadonlyMap<string, Float32Array>;

const PARTS: Readonly<Record<string, string>> = {
  q: 'attention.self.query',
  k: 'attention.self.key',
  v: 'attention.self.value',
  ao: 'attention.output.dense',
  fi: 'intermediate.dense',
  fo: 'output.dense',
};
const NORMS: Readonly<Record<string, string>> = { aln: 'attention.output.LayerNorm', oln: 'output.LayerNorm' };

/**
 * A BERT export as PyTorch writes it, as far as it is read: the tensors by their names, matrices without one, and the nodes
 * that tell what belongs together. It cannot be run.
 */
export function bertExport(tensors: Tensors, prefix = ''): Uint8Array {
  const made: OnnxTensor[] = [];
  const nodes: OnnxNode[] = [];
  const floats = (name: string, values: ArrayLike<number>, ...dimensions: readonly number[]) => {
    const copy = Float32Array.from(values);
    made.push({ name, dimensions, element: ELEMENT.float, bytes: new Uint8Array(copy.buffer) });
  };
  const of = (name: string) => tensors.get(name) ?? new Float32Array();
  const { hidden, heads, inner, positions, layers, epsilon } = TINY;
  const embeddings = `${prefix}embeddings`;
  floats(`${embeddings}.word_embeddings.weight`, of('emb.word'), TINY_PIECES.length + 3, hidden);
  floats(`${embeddings}.position_embeddings.weight`, of('emb.pos'), positions, hidden);
  floats(`${embeddings}.token_type_embeddings.weight`, of('emb.type'), 2, hidden);
  floats(`${embeddings}.LayerNorm.weight`, of('emb.ln.w'), hidden);
  floats(`${embeddings}.LayerNorm.bias`, of('emb.ln.b'), hidden);
  for (let layer = 0; layer < layers; layer++) {
    const at = `${prefix}encoder.layer.${layer}`;
    for (const [short, name] of Object.entries(PARTS)) {
      const [inputs, outputs] = [short === 'fo' ? inner : hidden, short === 'fi' ? inner : hidden];
      const matrix = `onnx::MatMul_${layer}${short}`;
      floats(matrix, turned(of(`l${layer}.${short}.w`), outputs, inputs), inputs, outputs);
      floats(`${at}.${name}.bias`, of(`l${layer}.${short}.b`), outputs);
      nodes.push({ type: 'MatMul', inputs: ['states', matrix], outputs: [`${matrix}.product`] });
      nodes.push({ type: 'Add', inputs: [`${at}.${name}.bias`, `${matrix}.product`], outputs: [`${matrix}.sum`] });
    }
    for (const [short, name] of Object.entries(NORMS)) {
      floats(`${at}.${name}.weight`, of(`l${layer}.${short}.w`), hidden);
      floats(`${at}.${name}.bias`, of(`l${layer}.${short}.b`), hidden);
    }
  }
  floats('tiny', [epsilon]);
  nodes.push({ type: 'Add', inputs: ['variance', 'tiny'], outputs: ['above.nought'] });
  for (const [name, size] of Object.entries({ heads, size: hidden / heads }))
    made.push({
      ...{ name, dimensions: [1], element: ELEMENT.int64 },
      bytes: new Uint8Array(BigInt64Array.of(BigInt(size)).buffer),
    });
  nodes.push({ type: 'Concat', inputs: ['rows', 'tokens', 'heads', 'size'], outputs: ['shape'] });
  return onnxModel({ name: 'export', nodes, tensors: made, inputs: [], outputs: [], operators: { '': 14 } });
}

/** The plain loops hold one row an output, an export one an input. */
function turned(values: Float32Array, rows: number, columns: number): Float32Array {
  return values.map((_, place) => values[(place % rows) * columns + Math.floor(place / rows)] ?? 0);
}
