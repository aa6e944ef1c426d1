import type { Locale } from '@zhike/contracts';
import { type Shape, shapeFit } from './answer.shape.js';
import type { RankedRelation } from './relation.ranking.js';

/** What speaks for and against one part of a question asking one relation of one entity; numbers of about −1 to 1. */
export type FitSigns = Readonly<Record<keyof typeof WEIGHTS.zh, number>>;

/** A cosine that says neither yes nor no; it differs from model to model. */
const EVEN: Record<Locale, number> = { zh: 0.45, en: 0.62 };

/** Without a model, no relation is taken to be near: words must speak for it. */
const UNKNOWN = -0.3;

const WEIGHTS = {
  zh: {
    named: 2.4,
    inOrder: 4.5,
    otherWords: 3.6,
    share: 1.3,
    cosine: 4,
    speaks: 2,
    canAnswer: 0.8,
    cannotAnswer: -1.8,
    tells: -1.8,
  },
  en: {
    named: 3.9,
    inOrder: 3.9,
    otherWords: 2.5,
    share: 1,
    cosine: 2,
    speaks: 2,
    canAnswer: 1,
    cannotAnswer: -1.5,
    tells: -1.8,
  },
} satisfies Record<Locale, Record<string, number>>;
const BIAS: Record<Locale, number> = { zh: -3.5, en: -3.1 };

export function signsOf(
  ranked: RankedRelation,
  asks: number,
  values: { readonly asked: ReadonlySet<Shape>; readonly shapes: ReadonlySet<Shape>; readonly speaks: boolean },
  locale: Locale,
): FitSigns {
  const shape = ranked.named ? 0 : shapeFit(values.asked, values.shapes);
  return {
    named: Number(ranked.named === 1),
    inOrder: Number(ranked.named > 0 && ranked.named < 1),
    otherWords: Number(ranked.byOtherWords),
    share: ranked.named ? 0 : ranked.share,
    cosine: ranked.cosine === undefined ? UNKNOWN : (ranked.cosine - EVEN[locale]) / (1 - EVEN[locale]),
    speaks: Number(values.speaks && !ranked.named),
    canAnswer: Number(shape > 0),
    cannotAnswer: Number(shape < 0),
    tells: Number(asks === 0),
  };
}

/** The signs in one number: above 0, the relation is rather asked for than not. */
export function fitOf(signs: FitSigns, locale: Locale): number {
  const weights: FitSigns = WEIGHTS[locale];
  return (Object.keys(weights) as (keyof FitSigns)[]).reduce(
    (sum, sign) => sum + weights[sign] * signs[sign],
    BIAS[locale],
  );
}

export const logistic = (x: number) => 1 / (1 + Math.exp(-x));
