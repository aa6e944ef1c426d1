import { advance, assertDates, isEndedAt } from './policy.lifecycle.js';
import type { VersionRow } from './policy.store.js';

export interface Publication {
  readonly published: VersionRow;
  /** Other versions of the policy that end earlier or never come into force. */
  readonly overtaken: readonly VersionRow[];
}

/**
 * What publishing an approved version does to it and to the policy's published versions, so that every moment has at most one
 * version in force. Throws `policy-action-not-allowed` and, when nothing would be left of the version, `effective-dates-invalid`.
 */
export function planPublication(approved: VersionRow, siblings: readonly VersionRow[], now: Date): Publication {
  const status = advance(approved.status, 'publish');
  const settled = siblings.filter((sibling) => sibling.status === 'published');
  const effectiveFrom = beginningOf(approved, settled, now);
  assertDates(effectiveFrom, approved.effectiveTo);

  const overtaken = settled.flatMap((sibling) => {
    if (sibling.effectiveFrom >= effectiveFrom)
      return [{ ...sibling, status: advance(sibling.status, 'supersede'), updatedAt: now }];
    return isEndedAt(sibling, effectiveFrom) ? [] : [{ ...sibling, effectiveTo: effectiveFrom, updatedAt: now }];
  });
  return {
    published: { ...approved, status, effectiveFrom, updatedAt: laterThan(approved.updatedAt, now) },
    overtaken,
  };
}

/**
 * Policies are not changed retroactively: once a version has been in force, customers were answered from it, and a successor
 * dated back would make those answers wrong after the fact. Such a successor begins now. A first version may be dated back,
 * since the shop's rules are older than their arrival here.
 */
function beginningOf(approved: VersionRow, settled: readonly VersionRow[], now: Date): Date {
  const hasBegun = settled.some((sibling) => sibling.effectiveFrom <= now);
  return hasBegun && approved.effectiveFrom < now ? now : approved.effectiveFrom;
}

/** `updatedAt` is what an editor's save is compared with, so two changes within a millisecond must still differ. */
export function laterThan(before: Date, now: Date): Date {
  return now > before ? now : new Date(before.getTime() + 1);
}
