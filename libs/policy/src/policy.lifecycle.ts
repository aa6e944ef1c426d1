import type { PolicyAction, PolicyState, PolicyStatus } from '@zhike/contracts';
import { PolicyRuleError } from './policy.errors.js';

/** `supersede` is nobody's button: it happens to a version that another one's publication overtakes. */
export type LifecycleStep = PolicyAction | 'supersede';

const LIFECYCLE: Record<PolicyStatus, Partial<Record<LifecycleStep, PolicyStatus>>> = {
  draft: { submit: 'in-review' },
  'in-review': { approve: 'approved', 'request-changes': 'draft' },
  approved: { publish: 'published', 'request-changes': 'draft' },
  published: { supersede: 'superseded' },
  superseded: {},
};

/** The status after a step; `policy-action-not-allowed` where the life cycle has no such step. */
export function advance(status: PolicyStatus, step: LifecycleStep): PolicyStatus {
  const next = LIFECYCLE[status][step];
  if (next) return next;
  const possible = Object.keys(LIFECYCLE[status]).filter((name) => name !== 'supersede');
  const hint = possible.length ? `Possible now: ${possible.join(', ')}.` : 'It is settled; begin a new draft instead.';
  throw new PolicyRuleError('policy-action-not-allowed', `Cannot ${step} a version that is ${status}. ${hint}`);
}

/**
 * Four eyes: whoever wrote in a draft, be it one word, may not approve it. A shop with a single member could then never
 * publish, so the caller lifts the rule for it (`mayReviewOwnWork`); this room does not know how many members there are.
 */
export function assertMayReview(
  writerIds: readonly string[],
  member: { memberId: string; mayReviewOwnWork: boolean },
): void {
  if (member.mayReviewOwnWork || !writerIds.includes(member.memberId)) return;
  throw new PolicyRuleError('reviewer-is-author', 'You wrote in this draft, so another member has to approve it.');
}

export interface DatedVersion {
  readonly status: PolicyStatus;
  readonly effectiveFrom: Date;
  readonly effectiveTo?: Date | undefined;
}

/** What people see. Scheduled, live and expired follow from the dates and are never stored, so no clock has to write them. */
export function stateAt(version: DatedVersion, now: Date): PolicyState {
  if (version.status !== 'published') return version.status;
  if (version.effectiveFrom > now) return 'scheduled';
  return isEndedAt(version, now) ? 'expired' : 'live';
}

/** The end itself is outside: at that moment the successor is in force. */
export function isEndedAt({ effectiveTo }: DatedVersion, moment: Date): boolean {
  return effectiveTo !== undefined && effectiveTo <= moment;
}

export function assertDates(from: Date, to: Date | undefined): void {
  if (!to || to > from) return;
  throw new PolicyRuleError(
    'effective-dates-invalid',
    `The end (${to.toISOString()}) has to lie after the beginning (${from.toISOString()}).`,
  );
}
