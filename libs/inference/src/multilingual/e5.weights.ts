import type { BertLayer, BertWeights, Norm, Projection } from '../quantisation/bert.weights.js';
import type { E5File } from './e5.file.js';

/** The weights of the encoder in single precision, with the rows of the wanted pieces only. */
export function e5Weights(file: E5File, wanted: readonly number[]): BertWeights {
  const { hidden, heads, epsilon, positions, layers } = file;
  const segment = file.floats('emb.type').slice(0, hidden);
  return {
    hidden,
    heads,
    epsilon,
    words: file.matrix('emb.word', wanted),
    positions: { rows: positions, columns: hidden, values: file.floats('emb.pos') },
    // Texts have one segment.
    segments: { rows: 1, columns: hidden, values: segment },
    embeddingNorm: norm(file, 'emb.ln'),
    layers: Array.from({ length: layers }, (_, layer) => readLayer(file, `l${layer}`)),
  };
}

function readLayer(file: E5File, at: string): BertLayer {
  return {
    query: projection(file, `${at}.q`),
    key: projection(file, `${at}.k`),
    value: projection(file, `${at}.v`),
    mixed: projection(file, `${at}.ao`),
    attentionNorm: norm(file, `${at}.aln`),
    wide: projection(file, `${at}.fi`),
    narrow: projection(file, `${at}.fo`),
    outputNorm: norm(file, `${at}.oln`),
  };
}

function norm(file: E5File, name: string): Norm {
  return { gain: file.floats(`${name}.w`), offset: file.floats(`${name}.b`) };
}

/** The file has a row an output, a graph multiplies by a row an input. */
function projection(file: E5File, name: string): Projection {
  const { rows: outputs, columns: inputs, values } = file.matrix(`${name}.w`);
  const weights = new Float32Array(values.length);
  for (let output = 0; output < outputs; output++)
    for (let input = 0; input < inputs; input++)
      weights[input * outputs + output] = values[output * inputs + input] ?? 0;
  return { inputs, outputs, weights, bias: file.floats(`${name}.b`) };
}
