import type { VersionSummary } from '@zhike/contracts';
import { describe, expect, it } from 'vitest';
import { actionsFor, consequencesOf } from './lifecycle.js';

const now = new Date('2026-07-01T00:00:00.000Z');
const at = { isDirty: false, now };
const version = (number: number, changes: Partial<VersionSummary> = {}): VersionSummary => ({
  id: `v${number}`,
  policyId: 'p1',
  version: number,
  status: 'published',
  state: 'live',
  effectiveFrom: '2026-06-01T00:00:00.000Z',
  authorId: 'm1',
  authorName: '店主',
  audiences: [],
  updatedAt: '2026-06-01T00:00:00.000Z',
  ...changes,
});
const approved = version(2, { status: 'approved', state: 'approved', effectiveFrom: '2026-08-01T00:00:00.000Z' });

describe('the buttons', () => {
  it.each([
    ['draft', 'editor', ['submit']],
    ['draft', 'reviewer', []],
    ['in-review', 'editor', ['request-changes']],
    ['in-review', 'reviewer', ['request-changes', 'approve']],
    ['approved', 'owner', ['request-changes', 'publish']],
    ['approved', 'agent', []],
    ['published', 'owner', []],
  ] as const)('for a version that is %s and a member who is %s are %j', (status, role, actions) => {
    expect(actionsFor(status, role)).toEqual(actions);
  });
});

describe('before a step is taken', () => {
  it('says that unsaved text is saved first', () => {
    const draft = version(2, { status: 'draft' });
    expect(consequencesOf('submit', draft, [], { isDirty: true, now }).effects[0]).toBe('saves-first');
    expect(consequencesOf('submit', draft, [], at).effects).not.toContain('saves-first');
  });

  it('says that an approval is lost when changes are asked for after it', () => {
    expect(consequencesOf('request-changes', approved, [], at).effects).toContain('approval-lost');
    expect(consequencesOf('request-changes', version(2, { status: 'in-review' }), [], at).effects).not.toContain(
      'approval-lost',
    );
  });
});

describe('publishing', () => {
  it('ahead of time ends the live version at that moment', () => {
    const plan = consequencesOf('publish', approved, [approved, version(1)], at);
    expect(plan).toMatchObject({ from: approved.effectiveFrom, ends: [1], supersedes: [] });
    expect(plan.effects[0]).toBe('begins-later');
  });

  it('takes the place of a version that was scheduled for later', () => {
    const scheduled = version(1, { state: 'scheduled', effectiveFrom: '2026-09-01T00:00:00.000Z' });
    expect(consequencesOf('publish', approved, [approved, scheduled], at)).toMatchObject({ ends: [], supersedes: [1] });
  });

  it('is never dated back over a version customers were answered from', () => {
    const late = { ...approved, effectiveFrom: '2026-05-01T00:00:00.000Z' };
    const plan = consequencesOf('publish', late, [late, version(1)], at);
    expect(plan).toMatchObject({ from: now.toISOString(), ends: [1], supersedes: [] });
    expect(plan.effects[0]).toBe('begins-now-instead');
  });

  it('may date back a first version', () => {
    const late = { ...approved, version: 1, effectiveFrom: '2026-05-01T00:00:00.000Z' };
    const plan = consequencesOf('publish', late, [late], at);
    expect(plan).toMatchObject({ from: late.effectiveFrom, ends: [] });
    expect(plan.effects[0]).toBe('begins-in-past');
  });

  it('says when its time is already over', () => {
    const over = {
      ...approved,
      version: 1,
      effectiveFrom: '2026-05-01T00:00:00.000Z',
      effectiveTo: '2026-06-01T00:00:00.000Z',
    };
    expect(consequencesOf('publish', over, [over], at).effects).toContain('ends-before');
  });
});
