export type { SchedulerLimits } from './decoder/batch.scheduler.js';
export type { AnswerConstraint } from './decoder/constraint/constraints.js';
export type { ChatMessage } from './decoder/chat.template.js';
export { DECODER_NAME, type DecoderCard, SMOLLM2 } from './decoder/decoder.card.js';
export type { DecoderErrorCode } from './decoder/decoder.failure.js';
export { pullDecoder, pullDecoderWeights } from './decoder/decoder.pull.js';
export { convertGguf, type ConvertedFile, type ConvertOptions } from './decoder/gguf.convert.js';
export { type GenerationSpeed, measureSpeed, type TokenSpeed } from './decoder/decoder.speed.js';
export type { EndReason, GenerationUsage } from './decoder/generation.js';
export {
  type GenerationEvent,
  type GenerationRequest,
  OnnxDecoder,
  type OnnxDecoderOptions,
} from './decoder/onnx.decoder.js';
export type { SamplingSettings } from './decoder/sampler.js';
export { FileCachedEmbedder } from './file-cached.embedder.js';
export { DecoderError, EmbedderError, ModelFetchError } from './inference.errors.js';
export {
  MODEL_CATALOGUE,
  type MavenArtifact,
  type ModelCard,
  type ModelFile,
  type ModelWeights,
} from './model.catalogue.js';
export { modelsNamed, pullModels, type PulledModel, type PullOptions } from './model.fetcher.js';
export { checkModels, type ModelCheck } from './model.files.js';
export { type PullEnvironment } from './model.source.js';
export type { CountedVectors } from './embedding.queue.js';
export { OnnxEmbedder, type OnnxEmbedderOptions } from './onnx.embedder.js';
export { RemoteEmbedder, type RemoteEmbedderOptions } from './remote/remote.embedder.js';
export { type ProgressStream, type PullProgress, TerminalProgress } from './pull.progress.js';
export { calibrateMultilingual } from './multilingual/e5.calibration.js';
export {
  JUDGING_CATALOGUE,
  MULTILINGUAL,
  MULTILINGUAL_CATALOGUE,
  MULTILINGUAL_NAME,
} from './multilingual/multilingual.card.js';
export { type ReadQueryAdapters, readQueryAdapters, writtenAdapters } from './query-adapter/adapter.file.js';
export { type AdapterExample, type AdapterSettings, trainQueryAdapter } from './query-adapter/adapter.training.js';
export { type AdapterValues, QueryAdapter } from './query-adapter/query.adapter.js';
export { QueryAdapters } from './query-adapter/query-adapters.js';
export { AGREEMENT_TEXTS } from './quantisation/agreement.texts.js';
export { type Agreement, agreementOf, textsPerSecond } from './quantisation/embedding.agreement.js';
export { FP32_CATALOGUE, FP32_NAME, QUANTISED_CATALOGUE, type QuantisedCard } from './quantisation/quantised.cards.js';
export {
  BATCH_ROWS,
  embedderOf,
  type EmbeddingSpeed,
  type PlacedModel,
  type QuantisationReport,
  reportQuantisation,
  speedOf,
} from './quantisation/quantisation.report.js';
export { type QuantisedModel, quantiseModel, type QuantiseOptions } from './quantisation/quantised.model.js';
export { pullMultilingual } from './multilingual/multilingual.pull.js';
