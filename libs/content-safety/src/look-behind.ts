/** So far back a phrase may begin that ends in the text: longer than any rule's phrase, shorter than an answer. */
const REACH = 120;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds what ends in `text`, also where it began in what stood before it. Offsets are of `text`; what began before it starts at 0.
 * Sentences that leave one by one are screened so, and a phrase cannot be hidden by the border between two.
 */
export function findAcross<Hit extends Span>(
  text: string,
  before: string,
  find: (joined: string) => readonly Hit[],
): Hit[] {
  const tail = before.slice(-REACH);
  const from = tail.length;
  return find(tail + text)
    .filter(({ end }) => end > from)
    .map((hit) => ({ ...hit, start: Math.max(0, hit.start - from), end: hit.end - from }));
}
