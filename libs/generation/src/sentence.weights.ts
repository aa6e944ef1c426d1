import type { Sign } from './sentence.signs.js';

export type SentenceWeights = Readonly<Record<Sign, number>>;

/** Where a model rated how near the sentences are to the question. */
export const WEIGHTS: SentenceWeights = {
  nearness: 2.64,
  nearnessBefore: 3.96,
  nearnessHeading: 1.73,
  coverage: 2.74,
  coverageBefore: 3.69,
  coverageHeading: 1.46,
  density: 0.99,
  said: -0.42,
  isShort: -0.73,
  isQuestion: -0.76,
  opensList: -1.61,
  length: 1.13,
  position: -0.88,
  tellsAsked: 0.32,
  hasCondition: 0.45,
  confidence: 2.51,
  rank: 1.63,
};

/** Where words alone speak. */
export const LEXICAL_WEIGHTS: SentenceWeights = {
  nearness: 0,
  nearnessBefore: 0,
  nearnessHeading: 0,
  coverage: 5.33,
  coverageBefore: 3.8,
  coverageHeading: 3.07,
  density: 1.85,
  said: 0.25,
  isShort: -1.01,
  isQuestion: -1.24,
  opensList: -0.6,
  length: 0.83,
  position: -1.36,
  tellsAsked: 0.72,
  hasCondition: 0.82,
  confidence: 3.73,
  rank: 2.45,
};
