/** What may stand between two parts of a phrase. */
interface Gap {
  readonly width: number;
  /** Sentences that may end in it. */
  readonly ends: number;
}

/** A phrase with gaps: `保证…盈利`. It is looked for part by part, so that each part is found however it is written. */
export interface GapPhrase {
  readonly parts: readonly string[];
  /** One fewer than parts. */
  readonly gaps: readonly Gap[];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const IN_SENTENCE: Gap = { width: 20, ends: 0 };
const OVER_ONE_END: Gap = { width: 40, ends: 1 };
const GAP = /…+|\.{3,}/gu;
const MOST_PARTS = 5;
/** A full stop of English ends a sentence where a space follows; `1.5` does not. */
const SENTENCE_END = /[。！？!?\n]+|\.(?=\s|$)/gu;

/** Undefined when it has too many parts, or begins or ends with a gap. */
export function readGapPhrase(phrase: string): GapPhrase | undefined {
  const parts = phrase.split(GAP).map((part) => part.trim());
  if (parts.length > MOST_PARTS || parts.includes('')) return undefined;
  const gaps = Array.from(phrase.matchAll(GAP), ([sign]) =>
    sign.length > (sign.startsWith('…') ? 1 : 3) ? OVER_ONE_END : IN_SENTENCE,
  );
  return { parts, gaps };
}

/**
 * Where the parts stand one after the other; for each place where the phrase ends, from its latest beginning. `found` holds the
 * places of each part. A place is only compared with those a gap away, so that no text takes longer than its length allows.
 */
export function findGapPhrase(text: string, { gaps }: GapPhrase, found: readonly (readonly Span[])[]): Span[] {
  let reached: readonly Span[] = found[0] ?? [];
  for (const [at, gap] of gaps.entries()) {
    const before = reached.toSorted((one, other) => one.end - other.end);
    reached = (found[at + 1] ?? []).flatMap((part) => {
      const start = latestBefore(text, before, part.start, gap);
      return start === undefined ? [] : [{ start, end: part.end }];
    });
  }
  return [...reached];
}

function latestBefore(text: string, before: readonly Span[], start: number, gap: Gap): number | undefined {
  let best: number | undefined;
  for (let at = lastEndingBy(before, start); at >= 0; at--) {
    const span = before[at];
    if (!span || start - span.end > gap.width) break;
    if (endsIn(text.slice(span.end, start)) > gap.ends) break;
    best = Math.max(best ?? 0, span.start);
  }
  return best;
}

/** Place of the last span that ends at `limit` or before it; -1 without one. */
function lastEndingBy(sorted: readonly Span[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.end ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const endsIn = (text: string): number => text.match(SENTENCE_END)?.length ?? 0;
