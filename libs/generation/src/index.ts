export { ComposerAnswerWriter } from './composer.answer-writer.js';
export { splitSentences } from './sentences.js';
