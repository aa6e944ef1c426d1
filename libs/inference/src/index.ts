export { EmbedderError, ModelFetchError } from './inference.errors.js';
export { MODEL_CATALOGUE, type MavenArtifact, type ModelCard, type ModelFile } from './model.catalogue.js';
export { checkModels, type ModelCheck } from './model.files.js';
export { OnnxEmbedder, type OnnxEmbedderOptions } from './onnx.embedder.js';
