export { ComposerAnswerWriter } from './composer.answer-writer.js';
export { ratingBy, selectSentences } from './sentence.selection.js';
export { offerSentences, SIGNS, type OfferedSentence, type Sign } from './sentence.signs.js';
export { type Lesson, trainWeights } from './sentence.training.js';
export type { SentenceWeights } from './sentence.weights.js';
export { OnnxChatModel } from './chat/onnx.chat-model.js';
export {
  CHAT_TIMEOUTS,
  type ChatTimeouts,
  OpenAiChatModel,
  type OpenAiModelOptions,
} from './chat/openai.chat-model.js';
export { chatTimeouts } from './own-models/own-model.chat.js';
export { OwnModelError } from './own-models/own-model.errors.js';
export { type ModelsMember, type OwnModelScope, OwnModelService } from './own-models/own-model.service.js';
export { SqlOwnModelStore } from './own-models/own-model.store.js';
export { WorkspaceWriters } from './own-models/workspace.writers.js';
export { type AnswerRoute, routeAnswer } from './routing/answer.route.js';
export { BREAKER_LIMITS, type BreakerLimits, CircuitBreaker } from './routing/circuit.breaker.js';
export { type ChainLink, FailoverChatModel, RETRIES, type RetrySettings } from './routing/failover.chat-model.js';
export type { AttemptListener, ModelAttempt, TokenPrice } from './routing/model.attempt.js';
export { RoutingAnswerWriter, type RoutedWriters } from './routing/routing.answer-writer.js';
export { chainsOf, type SizedLink } from './routing/writing.chains.js';
export { type WritingEars, WritingMetrics } from './routing/writing.metrics.js';
export { ModelAnswerWriter, WRITING_LIMITS, type WritingLimits } from './writing/model.answer-writer.js';
export { PromptGuard } from './writing/prompt.guard.js';
