import type { Sign } from './sentence.signs.js';

/** Made by `models train sentences`; models/sentence-selection/README.md says from what, and how well they choose. */
export type SentenceWeights = Readonly<Record<Sign, number>>;

/** Where a model rated how near the sentences are to the question. */
export const WEIGHTS: SentenceWeights = {
  nearness: 2.13,
  nearnessBefore: 3.36,
  nearnessHeading: 1.33,
  coverage: 3.03,
  coverageBefore: 3.51,
  coverageHeading: 1.04,
  density: 0.56,
  said: -0.68,
  isShort: -0.75,
  isQuestion: -1.41,
  opensList: -1.61,
  length: 1.78,
  position: -0.95,
  tellsAsked: 0.32,
  hasCondition: 0.34,
  confidence: 1.76,
  rank: 3.45,
};

/** Where words alone speak. */
export const LEXICAL_WEIGHTS: SentenceWeights = {
  nearness: 0,
  nearnessBefore: 0,
  nearnessHeading: 0,
  coverage: 4.48,
  coverageBefore: 4.69,
  coverageHeading: 2.36,
  density: 1.63,
  said: -0.06,
  isShort: -1.13,
  isQuestion: -1.51,
  opensList: -1.66,
  length: 1.54,
  position: -1.48,
  tellsAsked: 0.47,
  hasCondition: 0.62,
  confidence: 1.94,
  rank: 3.84,
};
