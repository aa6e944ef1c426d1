export { ComposerAnswerWriter } from './composer.answer-writer.js';
export { ratingBy, selectSentences } from './sentence.selection.js';
export { offerSentences, SIGNS, type OfferedSentence, type Sign } from './sentence.signs.js';
export { type Lesson, trainWeights } from './sentence.training.js';
export type { SentenceWeights } from './sentence.weights.js';
