import { mulberry32 } from './mulberry32.js';
import { byId } from './question.order.js';

interface Sampled {
  readonly id: string;
  readonly source: string;
}

/**
 * Equal shares of each source, drawn with the seed: sources in order of their names, ids sorted within each, shuffled by
 * one generator. A source that is smaller than its share is taken whole and the others make up for it. The sample comes
 * in the order of the pack; which questions it holds does not depend on that order.
 */
export function sampleQuestions<Question extends Sampled>(
  questions: readonly Question[],
  count: number,
  seed: number,
): Question[] {
  const sources = bySource(questions);
  const shares = shareOut(
    count,
    sources.map((some) => some.length),
  );
  const random = mulberry32(seed);
  const drawn = new Set(
    sources.flatMap((some, place) =>
      shuffle([...some].sort(byId), random)
        .slice(0, shares[place])
        .map(({ id }) => id),
    ),
  );
  return questions.filter(({ id }) => drawn.has(id));
}

function bySource<Question extends Sampled>(questions: readonly Question[]): Question[][] {
  const names = [...new Set(questions.map(({ source }) => source))].sort();
  return names.map((name) => questions.filter(({ source }) => source === name));
}

/** Dealt one by one in turn, so that shares differ by one at most where the sources are large enough. */
function shareOut(count: number, sizes: readonly number[]): number[] {
  const shares = sizes.map(() => 0);
  let left = Math.min(
    count,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  while (left > 0)
    sizes.forEach((size, place) => {
      const share = shares[place] ?? 0;
      if (left <= 0 || share >= size) return;
      shares[place] = share + 1;
      left--;
    });
  return shares;
}

/** Fisher–Yates, from the end; in place. */
function shuffle<Item>(items: Item[], random: () => number): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as Item, items[last] as Item];
  }
  return items;
}
