import { ModelFetchError } from '../inference.errors.js';
import type { GgufFile } from './gguf.file.js';

/** Names of sizes that differ from run to run: rows, and the tokens of each. */
export const ROWS = 'batch_size';
export const NEW = 'sequence_length';
export const OLD = 'past_sequence_length';
export const ALL = 'total_sequence_length';

export interface LlamaShape {
  readonly layers: number;
  readonly hidden: number;
  readonly inner: number;
  readonly heads: number;
  /** Heads of keys and values; a group of the other heads shares each. */
  readonly keyHeads: number;
  readonly headSize: number;
  readonly vocabulary: number;
  /** Tokens, prompt and answer together. */
  readonly context: number;
  readonly epsilon: number;
  readonly ropeBase: number;
}

/** Throws `model-not-converted` for another architecture, for models that are too large, and for llama models that turn positions in a special way. */
export function shapeOf(file: GgufFile): LlamaShape {
  const architecture = file.text('general.architecture');
  if (architecture !== 'llama')
    throw new ModelFetchError(
      'model-not-converted',
      `The GGUF file cannot be converted: it holds a ${architecture} model; only llama models can be converted.`,
    );
  if (file.has('rope_freqs.weight'))
    throw new ModelFetchError(
      'model-not-converted',
      'The GGUF file cannot be converted: its positions are scaled (rope_freqs), which is not supported.',
    );
  const hidden = file.number('llama.embedding_length');
  const heads = file.number('llama.attention.head_count');
  const shape = {
    layers: file.number('llama.block_count'),
    hidden,
    inner: file.number('llama.feed_forward_length'),
    heads,
    keyHeads: file.number('llama.attention.head_count_kv'),
    headSize: hidden / heads,
    vocabulary: file.tensor('token_embd.weight').rows,
    context: file.number('llama.context_length'),
    epsilon: file.number('llama.attention.layer_norm_rms_epsilon'),
    ropeBase: file.number('llama.rope.freq_base'),
  };
  const weights = weightsOf(shape, file.has('output.weight') ? 2 : 1);
  if (weights > MOST_WEIGHTS)
    throw new ModelFetchError(
      'model-not-converted',
      `The GGUF file cannot be converted: it holds ${(weights / 1e9).toFixed(1)} thousand million weights; an ONNX file has room for ${MOST_WEIGHTS / 1e9}.`,
    );
  return shape;
}

/** One byte each; an ONNX file is one message of a format that ends at two gigabytes. */
const MOST_WEIGHTS = 1.9e9;

function weightsOf(
  { layers, hidden, inner, heads, keyHeads, headSize, vocabulary }: LlamaShape,
  tables: number,
): number {
  const attention = hidden * headSize * (2 * heads + 2 * keyHeads);
  return layers * (attention + 3 * hidden * inner) + tables * vocabulary * hidden;
}
