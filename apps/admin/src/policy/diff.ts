import type { ClauseDraft, FactDraft } from '@zhike/contracts';

export interface ClauseChange {
  readonly kind: 'added' | 'changed' | 'removed' | 'moved';
  readonly key: string;
  readonly before?: ClauseDraft;
  readonly after?: ClauseDraft;
}

/** By key, in the order of what stands now; what was removed stands where it used to be. */
export function diffClauses(before: readonly ClauseDraft[], after: readonly ClauseDraft[]): ClauseChange[] {
  const earlier = new Map(before.map((clause) => [clause.key, clause]));
  const later = new Map(after.map((clause) => [clause.key, clause]));
  const stayed = stayingKeys(before, after, earlier, later);

  const changes = after.flatMap((clause): ClauseChange[] => {
    const old = earlier.get(clause.key);
    if (!old) return [{ kind: 'added', key: clause.key, after: clause }];
    if (!isSameClause(old, clause)) return [{ kind: 'changed', key: clause.key, before: old, after: clause }];
    return stayed.has(clause.key) ? [] : [{ kind: 'moved', key: clause.key, before: old, after: clause }];
  });
  const removed = before.filter(({ key }) => !later.has(key));
  return [...changes, ...removed.map((clause): ClauseChange => ({ kind: 'removed', key: clause.key, before: clause }))];
}

function isSameClause(one: ClauseDraft, other: ClauseDraft): boolean {
  return one.heading === other.heading && one.text === other.text && one.path.join('\n') === other.path.join('\n');
}

/** Keys of the longest run that kept its order: all others were moved. One clause carried to the top is one move, not many. */
function stayingKeys(
  before: readonly ClauseDraft[],
  after: readonly ClauseDraft[],
  earlier: ReadonlyMap<string, ClauseDraft>,
  later: ReadonlyMap<string, ClauseDraft>,
): ReadonlySet<string> {
  const places = new Map(before.filter(({ key }) => later.has(key)).map(({ key }, place) => [key, place]));
  const shared = after.map(({ key }) => key).filter((key) => earlier.has(key));
  const kept = longestRising(shared.map((key) => places.get(key) ?? 0));
  return new Set(kept.map((at) => shared[at] ?? ''));
}

/** Places of a longest rising subsequence: patience sorting, n log n. */
function longestRising(values: readonly number[]): number[] {
  const tails: number[] = [];
  const previous = new Int32Array(values.length).fill(-1);
  values.forEach((value, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[at] = tails[low - 1] ?? -1;
    tails[low] = at;
  });
  const run: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) run.push(at);
  return run.reverse();
}

export interface FactChange {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly entity: string;
  readonly relation: string;
  readonly before?: string;
  readonly after?: string;
}

/** By entity and relation; where exactly one value gave way to one other it is a change. */
export function diffFacts(before: readonly FactDraft[], after: readonly FactDraft[]): FactChange[] {
  const [earlier, later] = [valuesOf(before), valuesOf(after)];
  const names = new Map([...later, ...earlier].map(([key, { entity, relation }]) => [key, { entity, relation }]));
  return [...names].flatMap(([key, name]): FactChange[] => {
    const [gone, come] = apart(earlier.get(key)?.values ?? [], later.get(key)?.values ?? []);
    const [old] = gone;
    const [now] = come;
    if (gone.length === 1 && come.length === 1 && old !== undefined && now !== undefined)
      return [{ ...name, kind: 'changed', before: old, after: now }];
    return [
      ...come.map((value) => ({ ...name, kind: 'added' as const, after: value })),
      ...gone.map((value) => ({ ...name, kind: 'removed' as const, before: value })),
    ];
  });
}

interface Values {
  readonly entity: string;
  readonly relation: string;
  readonly values: string[];
}

function valuesOf(facts: readonly FactDraft[]): Map<string, Values> {
  const grouped = new Map<string, Values>();
  for (const { entity, relation, value } of facts) {
    const key = `${entity}\0${relation}`;
    const group = grouped.get(key);
    if (group) group.values.push(value);
    else grouped.set(key, { entity, relation, values: [value] });
  }
  return grouped;
}

/** What only one of two lists holds, counting doubles. */
function apart(before: readonly string[], after: readonly string[]): [gone: string[], come: string[]] {
  const come = [...after];
  const gone = before.filter((value) => {
    const place = come.indexOf(value);
    if (place >= 0) come.splice(place, 1);
    return place < 0;
  });
  return [gone, come];
}
