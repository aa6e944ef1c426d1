import { Locale } from '@zhike/contracts';
import { floatBytes, floatsOf } from '@zhike/platform';
import { z } from 'zod';
import { type ConfidenceFit, FIRST_CONFIDENCE, LEXICAL_CONFIDENCE } from '../clause.confidence.js';
import { FEATURE_NAMES } from './clause.features.js';
import { SIGN_NAMES } from './question.signs.js';
import type { FeatureWeights } from './ranking.model.js';

const numbersBy = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z.partialRecord(z.enum(names), z.number());

const Learned = z.object({
  features: numbersBy(FEATURE_NAMES),
  confidence: z.object({ offset: z.number(), weights: numbersBy(SIGN_NAMES) }),
});

/** What was learned for one language. It holds for the embedding model it was learned with and for no other. */
const LocaleRanking = Learned.extend({
  model: z.string(),
  /** Mean of many questions' unit vectors: 32-bit floats, little-endian, in base64. */
  usual: z.base64(),
  /** For questions that no adapter teaches, where the rest was learned with one. */
  untaught: Learned.optional(),
  /** What one unit of the reranker's number is worth beside the score. */
  reranker: z.object({ model: z.string(), weight: z.number() }).optional(),
});
type LocaleRanking = z.infer<typeof LocaleRanking>;

/** `models/clause-ranking/weights.json`. */
export const RankingWeights = z.object({
  version: z.literal(1),
  seed: z.number().int(),
  locales: z.partialRecord(Locale, LocaleRanking),
});
export type RankingWeights = z.infer<typeof RankingWeights>;

/** What the ranking goes by for one question. */
export interface Ranking {
  readonly name: 'learned' | 'fusion by place';
  readonly features: FeatureWeights;
  readonly confidence: ConfidenceFit;
  readonly usual: Float32Array | undefined;
  readonly reranker?: { readonly model: string; readonly weight: number };
}

/** Places in two lists and the heading, weighed by hand: for a shop without a model, or with another than was learned with. */
export const FUSION_BY_PLACE: Ranking = {
  name: 'fusion by place',
  features: { wordsPlace: 4, meaningPlace: 4, heading: 3, beside: 0.5 },
  confidence: LEXICAL_CONFIDENCE,
  usual: undefined,
};

export class RankingBook {
  constructor(private readonly weights?: RankingWeights) {}

  /** For learning: candidates are found and measured as they will be, and ranked by place. */
  static measuring(locale: Locale, model: string, usual: Float32Array): RankingBook {
    const { features, confidence } = FUSION_BY_PLACE;
    const learned = { model, features: { ...features }, usual: writeUsual(usual), confidence: { ...confidence } };
    return new RankingBook({ version: 1, seed: 0, locales: { [locale]: learned } });
  }

  /** `model`: the one that embedded question and clauses; undefined where search is lexical. */
  of(locale: Locale, model: string | undefined, isTaught = false): Ranking {
    const learned = this.weights?.locales[locale];
    if (learned && learned.model === model) return rankingOf(learned, isTaught);
    return model === undefined ? FUSION_BY_PLACE : { ...FUSION_BY_PLACE, confidence: FIRST_CONFIDENCE[locale] };
  }
}

export const writeUsual = (usual: Float32Array): string => floatBytes(usual).toString('base64');
const readUsual = (text: string): Float32Array => floatsOf(Buffer.from(text, 'base64'));

/** The vector is read once, not for every question. */
const usualOf = new WeakMap<LocaleRanking, Float32Array>();

function rankingOf(learned: LocaleRanking, isTaught: boolean): Ranking {
  const usual = usualOf.get(learned) ?? readUsual(learned.usual);
  usualOf.set(learned, usual);
  const { features, confidence } = isTaught ? learned : (learned.untaught ?? learned);
  return {
    name: 'learned',
    // The schema gives every name as possibly undefined; a weight that is not there counts nothing.
    features: features as FeatureWeights,
    confidence: confidence as ConfidenceFit,
    usual,
    ...(learned.reranker ? { reranker: learned.reranker } : {}),
  };
}
