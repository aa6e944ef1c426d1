import { describe, expect, it } from 'vitest';
import { laterThan, planPublication } from './policy.publication.js';
import type { VersionRow } from './policy.store.js';

const day = (text: string) => new Date(`2026-${text}T00:00:00Z`);
const now = day('07-01');

function version(number: number, from: string, more: Partial<VersionRow> = {}): VersionRow {
  return {
    id: `v${number}`,
    policyId: 'returns',
    workspaceId: 'w',
    version: number,
    title: 'Returns',
    status: 'published',
    effectiveFrom: day(from),
    authorId: 'ana',
    authorName: 'Ana',
    writerIds: ['ana'],
    audiences: [],
    clauseCount: 1,
    factCount: 0,
    updatedAt: day('01-01'),
    ...more,
  };
}
const approved = (from: string, more: Partial<VersionRow> = {}) => version(9, from, { status: 'approved', ...more });

describe('planPublication', () => {
  it('lets a first version begin in the past', () => {
    expect(planPublication(approved('01-01'), [], now)).toMatchObject({
      published: { status: 'published', effectiveFrom: day('01-01') },
      overtaken: [],
    });
  });

  it('begins now when the draft is dated back and the policy has been in force already', () => {
    const { published, overtaken } = planPublication(approved('02-01'), [version(1, '01-01')], now);
    expect(published.effectiveFrom).toEqual(now);
    expect(overtaken).toMatchObject([{ id: 'v1', status: 'published', effectiveTo: now }]);
  });

  it('does not rewrite the past of a policy whose versions have all expired', () => {
    const expired = version(1, '01-01', { effectiveTo: day('03-01') });
    const { published, overtaken } = planPublication(approved('02-01'), [expired], now);
    expect(published.effectiveFrom).toEqual(now);
    expect(overtaken).toEqual([]);
  });

  it('ends the version in force when a scheduled one will begin', () => {
    const { published, overtaken } = planPublication(approved('08-01'), [version(1, '01-01')], now);
    expect(published.effectiveFrom).toEqual(day('08-01'));
    expect(overtaken).toMatchObject([{ id: 'v1', effectiveTo: day('08-01') }]);
  });

  it('supersedes scheduled versions that begin later or at the same moment, and ends the one in force earlier', () => {
    const live = version(1, '01-01', { effectiveTo: day('08-01') });
    const siblings = [live, version(2, '08-01', { effectiveTo: day('09-01') }), version(3, '09-01')];
    expect(planPublication(approved('07-15'), siblings, now).overtaken).toMatchObject([
      { id: 'v1', status: 'published', effectiveTo: day('07-15') },
      { id: 'v2', status: 'superseded' },
      { id: 'v3', status: 'superseded' },
    ]);
    expect(planPublication(approved('08-01'), siblings, now).overtaken.map(({ id }) => id)).toEqual(['v2', 'v3']);
  });

  it('leaves superseded versions alone', () => {
    expect(planPublication(approved('08-01'), [version(1, '09-01', { status: 'superseded' })], now).overtaken).toEqual(
      [],
    );
  });

  it('refuses when the end would lie before the beginning it moves to', () => {
    const late = approved('02-01', { effectiveTo: day('06-01') });
    expect(() => planPublication(late, [version(1, '01-01')], now)).toThrow(
      expect.objectContaining({ code: 'effective-dates-invalid' }),
    );
  });

  it('refuses what has not been approved', () => {
    expect(() => planPublication(approved('08-01', { status: 'in-review' }), [], now)).toThrow(
      expect.objectContaining({ code: 'policy-action-not-allowed' }),
    );
  });
});

describe('laterThan', () => {
  it('moves on by a millisecond when two changes meet in one', () => {
    expect(laterThan(now, now).getTime()).toBe(now.getTime() + 1);
    expect(laterThan(day('01-01'), now)).toBe(now);
  });
});
