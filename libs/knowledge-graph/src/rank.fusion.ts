/** Small, so that the first ranks count much more than the rest (60 is usual for long lists; measured on the dev packs). */
const K = 10;

/** Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): rankings whose scores cannot be compared are joined by place. */
export function reciprocalRank(place: number): number {
  return (K + 1) / (K + 1 + place);
}
