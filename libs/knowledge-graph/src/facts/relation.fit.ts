import type { Locale } from '@zhike/contracts';
import { type Shape, shapeFit } from './answer.shape.js';
import type { RankedRelation } from './relation.ranking.js';

/**
 * How much each sign counts. Logistic regression over the dev pack's questions and the relations of the entity asked about: is this
 * relation asked for? In five folds by conversation the Chinese weights move by half a point at most. In English nearly every question names its
 * relation, so what the other signs are worth is taken over from Chinese, smaller. `speaks` is judged by hand: no dev question needs it.
 */
const WEIGHTS = {
  zh: {
    ...{ named: 2.4, inOrder: 4.4, otherWords: 3.6, share: 1.2, cosine: 4 },
    ...{ speaks: 2, canAnswer: 0.8, cannotAnswer: -1.7, tells: -1.8 },
  },
  en: {
    ...{ named: 3.9, inOrder: 3.9, otherWords: 2.5, share: 1, cosine: 2 },
    ...{ speaks: 2, canAnswer: 1, cannotAnswer: -1.5, tells: -1.8 },
  },
} satisfies Record<Locale, Record<string, number>>;
const BIAS: Record<Locale, number> = { zh: -3.5, en: -3.1 };

/** What speaks for and against one part of a question asking one relation of one entity; numbers of about −1 to 1. */
export type FitSigns = Readonly<Record<keyof typeof WEIGHTS.zh, number>>;

/** What is known of the values of a relation, as far as a part of a question goes by it. */
export interface ValueSigns {
  readonly asked: ReadonlySet<Shape>;
  readonly shapes: ReadonlySet<Shape>;
  /** A value speaks of what the part speaks of. */
  readonly speaks: boolean;
}

/** A cosine that says neither yes nor no; it differs from model to model. */
const EVEN: Record<Locale, number> = { zh: 0.45, en: 0.62 };
/** Without a model, no relation is taken to be near: words must speak for it. */
const UNKNOWN = -0.3;

/** `asks`: how surely the part's clause asks (0–1). */
export function signsOf(ranked: RankedRelation, asks: number, values: ValueSigns, locale: Locale): FitSigns {
  const isNamed = ranked.named > 0;
  const shape = isNamed ? 0 : shapeFit(values.asked, values.shapes);
  return {
    named: Number(ranked.named === 1),
    inOrder: Number(isNamed && ranked.named < 1),
    otherWords: Number(ranked.byOtherWords),
    share: isNamed ? 0 : ranked.share,
    cosine: nearness(ranked, locale),
    speaks: Number(values.speaks && !isNamed),
    canAnswer: Number(shape > 0),
    cannotAnswer: Number(shape < 0),
    tells: Number(asks === 0),
  };
}

function nearness({ cosine, named }: RankedRelation, locale: Locale): number {
  if (cosine === undefined) return named ? 0 : UNKNOWN;
  return (cosine - EVEN[locale]) / (1 - EVEN[locale]);
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
