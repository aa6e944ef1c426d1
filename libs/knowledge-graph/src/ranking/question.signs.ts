import type { Features } from './clause.features.js';
import type { Rating } from './ranking.model.js';

/** What speaks for a question being answerable at all, read from its best candidates. */
export const SIGN_NAMES = ['meaning', 'standing', 'coverage', 'phrases', 'samePolicy', 'spread'] as const;
export type SignName = (typeof SIGN_NAMES)[number];
export type Signs = Readonly<Record<SignName, number>>;

/** Whatever ranks first may be wrong by a place or two, so the best of the first few speaks. */
const FIRST = 3;
/** The nearest stands out, or does not, from so many of the nearest. */
const CROWD = 10;

/** `ranked` is best first. */
export function signsOf(ranked: readonly { readonly features: Features; readonly rating: Rating }[]): Signs {
  const first = ranked.slice(0, FIRST).map(({ features }) => features);
  const most = (read: (features: Features) => number) => Math.max(0, ...first.map(read));
  return {
    meaning: most(nearnessOf),
    standing: standingOut(ranked.map(({ features }) => nearnessOf(features))),
    coverage: most(({ coverage }) => coverage),
    phrases: most(({ phrases }) => phrases),
    samePolicy: first[0]?.samePolicy ?? 0,
    spread: entropyOf(ranked.map(({ rating }) => rating.share)),
  };
}

const nearnessOf = ({ meaning, meaningOfHistory }: Features) => meaning + meaningOfHistory;

/** How far the nearest lies before the mean of the nearest ten. */
function standingOut(cosines: readonly number[]): number {
  const nearest = [...cosines].sort((a, b) => b - a).slice(0, CROWD);
  const mean = nearest.reduce((sum, cosine) => sum + cosine, 0) / Math.max(1, nearest.length);
  return (nearest[0] ?? 0) - mean;
}

/** In nats: 0 where one candidate stands out, more where many are alike. What was taken out of a policy leaves many alike. */
function entropyOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}
