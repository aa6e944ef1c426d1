export { AnswerCache, type CacheCounts } from './answer.cache.js';
export { CuratedAnswers, type CuratedAnswersParts } from './curated.answers.js';
export { CuratedError, type CuratedRule } from './curated.errors.js';
export type { FindFlaw, ProposedSentence } from './curated.proof.js';
export type { CuratedFilter } from './curated.rows.js';
export { CuratedService, type Curator, type CuratedScope } from './curated.service.js';
export { SqlCuratedStore } from './curated.store.js';
