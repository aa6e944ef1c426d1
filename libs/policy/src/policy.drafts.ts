import type { PolicyAction, PolicyStatus } from '@zhike/contracts';
import { newId } from '@zhike/platform';
import { PolicyRuleError } from './policy.errors.js';
import { advance, assertMayReview } from './policy.lifecycle.js';
import { laterThan } from './policy.publication.js';
import type { ActingMember } from './policy.service.js';
import type { PolicyRow, VersionRow } from './policy.store.js';

const OPEN: readonly PolicyStatus[] = ['draft', 'in-review', 'approved'];

/** On its way: a policy has one such version at a time. */
export const isOpen = ({ status }: VersionRow) => OPEN.includes(status);

/** One step short of publication: submit, approve or ask for changes. */
export function step(
  before: VersionRow,
  action: Exclude<PolicyAction, 'publish'>,
  member: ActingMember,
  now: Date,
): VersionRow {
  const status = advance(before.status, action);
  if (action === 'approve') assertMayReview(before.writerIds, member);
  if (action === 'submit' && !before.clauseCount && !before.factCount)
    throw new PolicyRuleError(
      'draft-empty',
      'This draft has no clause and no fact yet; add one before it goes to review.',
    );
  const reviewerId = action === 'approve' ? member.memberId : undefined;
  return { ...before, status, reviewerId, updatedAt: laterThan(before.updatedAt, now) };
}

export function beginDraft(
  policy: PolicyRow,
  version: number,
  member: ActingMember,
  dates: { effectiveFrom: Date; now: Date },
): VersionRow {
  return {
    id: newId(),
    policyId: policy.id,
    workspaceId: policy.workspaceId,
    version,
    title: policy.title,
    status: 'draft',
    effectiveFrom: dates.effectiveFrom,
    authorId: member.memberId,
    authorName: member.name,
    writerIds: [member.memberId],
    audiences: [],
    clauseCount: 0,
    factCount: 0,
    updatedAt: dates.now,
  };
}

export function alreadyOpen(open: VersionRow): PolicyRuleError {
  return new PolicyRuleError(
    'draft-already-open',
    `Version ${open.version} of "${open.title}" by ${open.authorName} is ${open.status}; publish it or go on with it first.`,
  );
}
