import { describe, expect, it } from 'vitest';
import { advance, assertMayReview, stateAt } from './policy.lifecycle.js';

const june = new Date('2026-06-01T00:00:00Z');
const july = new Date('2026-07-01T00:00:00Z');
const august = new Date('2026-08-01T00:00:00Z');

describe('advance', () => {
  it('walks a draft to publication through review', () => {
    expect(advance(advance(advance('draft', 'submit'), 'approve'), 'publish')).toBe('published');
  });

  it('lets a published version end only by being superseded', () => {
    expect(advance('published', 'supersede')).toBe('superseded');
    expect(() => advance('published', 'request-changes')).toThrow(/settled/);
  });

  it.each(['in-review', 'approved'] as const)(
    'takes a version that is %s back to the draft when changes are asked for',
    (status) => {
      expect(advance(status, 'request-changes')).toBe('draft');
    },
  );

  it.each([
    ['draft', 'publish'],
    ['draft', 'approve'],
    ['in-review', 'publish'],
    ['in-review', 'submit'],
    ['superseded', 'publish'],
  ] as const)('refuses to take a version that is %s through %s', (status, step) => {
    expect(() => advance(status, step)).toThrow(expect.objectContaining({ code: 'policy-action-not-allowed' }));
  });

  it('says what is possible instead, and never offers to supersede', () => {
    expect(() => advance('approved', 'submit')).toThrow(/Possible now: publish, request-changes/);
  });
});

describe('assertMayReview', () => {
  it('keeps everyone who wrote in a draft from approving it', () => {
    const attempt = () => assertMayReview(['ana', 'bo'], { memberId: 'bo', mayReviewOwnWork: false });
    expect(attempt).toThrow(expect.objectContaining({ code: 'reviewer-is-author' }));
  });

  it('lets another member approve, and the only member of a workspace too', () => {
    expect(() => assertMayReview(['ana'], { memberId: 'bo', mayReviewOwnWork: false })).not.toThrow();
    expect(() => assertMayReview(['ana'], { memberId: 'ana', mayReviewOwnWork: true })).not.toThrow();
  });
});

describe('stateAt', () => {
  const version = { status: 'published', effectiveFrom: june, effectiveTo: august } as const;

  it.each([
    [new Date(june.getTime() - 1), 'scheduled'],
    [june, 'live'],
    [july, 'live'],
    [august, 'expired'],
  ])('at %s says %s', (now, state) => {
    expect(stateAt(version, now)).toBe(state);
  });

  it('is live without an end', () => {
    expect(stateAt({ status: 'published', effectiveFrom: june }, new Date('2099-01-01'))).toBe('live');
  });

  it('says the stored status of everything that is not published', () => {
    expect(stateAt({ ...version, status: 'approved' }, july)).toBe('approved');
    expect(stateAt({ ...version, status: 'superseded' }, july)).toBe('superseded');
  });
});
