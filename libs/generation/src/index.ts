export { ComposerAnswerWriter } from './composer.answer-writer.js';
