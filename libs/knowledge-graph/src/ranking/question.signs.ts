import type { Features } from './clause.features.js';
import type { Rating } from './ranking.model.js';

/** What speaks for a question being answerable at all, read from its best candidates. */
export const SIGN_NAMES = ['meaning', 'ownMeaning', 'samePolicy', 'onTopic', 'spread', 'coverage'] as const;
export type SignName = (typeof SIGN_NAMES)[number];
export type Signs = Readonly<Record<SignName, number>>;

/** How many of the words are found says much in one field and little in another; it serves where nothing was learned. */
export const LEARNED_SIGNS: readonly SignName[] = ['meaning', 'ownMeaning', 'samePolicy', 'onTopic', 'spread'];

/** Whatever ranks first may be wrong by a place or two, so the best of the first few speaks. */
const FIRST = 3;
/**
 * Among more clauses the nearest is nearer by chance alone: by so much of a cosine for each factor e. Found by drawing shops of 3 to
 * 100 % of the clauses of the packs (English .012, Chinese .017); it carries a threshold from a shop of 2,000 clauses to one of 60.
 */
const NEARER_BY_CHANCE = 0.015;

/** `ranked` is best first; `clauses`: how many there are to choose from. */
export function signsOf(
  ranked: readonly { readonly features: Features; readonly rating: Rating }[],
  clauses: number,
): Signs {
  const first = ranked.slice(0, FIRST).map(({ features }) => features);
  const most = (read: (features: Features) => number) => Math.max(0, ...first.map(read));
  const above = (nearest: number) => nearest && nearest - NEARER_BY_CHANCE * Math.log(Math.max(1, clauses));
  const ownMeaning = above(most(({ meaning }) => meaning));
  const samePolicy = first[0]?.samePolicy ?? 0;
  return {
    meaning: above(most(({ meaning, meaningOfHistory }) => meaning + meaningOfHistory)),
    // History brings its own clauses near whatever is asked; what the question says by itself tells who strayed from the topic.
    ownMeaning,
    samePolicy,
    onTopic: samePolicy * ownMeaning,
    spread: entropyOf(ranked.map(({ rating }) => rating.share)),
    coverage: most(({ coverage }) => coverage),
  };
}

/** In nats: 0 where one candidate stands out, more where many are alike. What was taken out of a policy leaves many alike. */
function entropyOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}
