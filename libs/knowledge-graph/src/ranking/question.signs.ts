import type { Features } from './clause.features.js';
import type { Rating } from './ranking.model.js';

/** What speaks for a question being answerable at all, read from its best candidates. */
export const SIGN_NAMES = [
  'meaning',
  'sentence',
  'coverage',
  'phrases',
  'heading',
  'samePolicy',
  'spread',
] as const;
export type SignName = (typeof SIGN_NAMES)[number];
export type Signs = Readonly<Record<SignName, number>>;

/** Whatever ranks first may be wrong by a place or two, so the best of the first few speaks. */
const FIRST = 3;

/** `ranked` is best first. */
export function signsOf(ranked: readonly { readonly features: Features; readonly rating: Rating }[]): Signs {
  const first = ranked.slice(0, FIRST).map(({ features }) => features);
  const most = (read: (features: Features) => number) => Math.max(0, ...first.map(read));
  return {
    meaning: most(({ meaning, meaningOfHistory }) => meaning + meaningOfHistory),
    sentence: most(({ sentence }) => sentence),
    coverage: most(({ coverage }) => coverage),
    phrases: most(({ phrases }) => phrases),
    heading: most(({ heading }) => heading),
    samePolicy: first[0]?.samePolicy ?? 0,
    spread: entropyOf(ranked.map(({ rating }) => rating.share)),
  };
}

/** In nats: 0 where one candidate stands out, more where many are alike. What was taken out of a policy leaves many alike. */
function entropyOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}
