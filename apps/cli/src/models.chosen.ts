import {
  DECODER_NAME,
  FP32_CATALOGUE,
  FP32_NAME,
  type ModelCard,
  ModelFetchError,
  modelsNamed,
  MULTILINGUAL,
  MULTILINGUAL_NAME,
  QUANTISED_CATALOGUE,
  type QuantisedCard,
  SMOLLM2,
} from '@zhike/inference';
import { UsageError } from './command.js';

/** The models a command is about. */
export interface ChosenModels {
  /** Those that are fetched as they are: the product's own, and the ones in single precision where they are named. */
  readonly catalogue: readonly ModelCard[];
  /** The model both languages share. It comes only when it is named. */
  readonly multilingual: boolean;
  /** The chat model. It comes only when it is named. */
  readonly decoder: boolean;
  /** Those that `models quantize` makes; they can be checked, not fetched. */
  readonly quantised: readonly QuantisedCard[];
}

/** A name the catalogue does not have is a wrong call, not a failure of the work. */
export function chosenModels(ids: readonly string[]): ChosenModels {
  const isNamed = (...names: readonly string[]) => names.some((name) => ids.includes(name));
  const single = FP32_CATALOGUE.filter(({ id }) => isNamed(FP32_NAME, id));
  const quantised = QUANTISED_CATALOGUE.filter(({ id }) => isNamed(id));
  const apart = [MULTILINGUAL_NAME, MULTILINGUAL.id, DECODER_NAME, SMOLLM2.id, FP32_NAME];
  const made = [...apart, ...single.map(({ id }) => id), ...quantised.map(({ id }) => id)];
  const others = ids.filter((id) => !made.includes(id));
  return {
    catalogue: [...(ids.length > 0 && others.length === 0 ? [] : fromCatalogue(others)), ...single],
    multilingual: isNamed(MULTILINGUAL_NAME, MULTILINGUAL.id),
    decoder: isNamed(DECODER_NAME, SMOLLM2.id),
    quantised,
  };
}

function fromCatalogue(ids: readonly string[]): readonly ModelCard[] {
  try {
    return modelsNamed(ids);
  } catch (error) {
    throw error instanceof ModelFetchError ? new UsageError(error.message) : error;
  }
}
