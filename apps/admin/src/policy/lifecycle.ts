import type { Me, PolicyAction, PolicyStatus, VersionSummary } from '@zhike/contracts';

const POSSIBLE: Readonly<Record<PolicyStatus, readonly PolicyAction[]>> = {
  draft: ['submit'],
  'in-review': ['request-changes', 'approve'],
  approved: ['request-changes', 'publish'],
  published: [],
  superseded: [],
};

const MAY_TAKE: Readonly<Record<PolicyAction, readonly Me['role'][]>> = {
  submit: ['owner', 'editor'],
  'request-changes': ['owner', 'editor', 'reviewer'],
  approve: ['owner', 'reviewer'],
  publish: ['owner', 'reviewer'],
};

/** The buttons to show. The server decides again; a button that it would always refuse is only not offered. */
export function actionsFor(status: PolicyStatus, role: Me['role']): PolicyAction[] {
  return POSSIBLE[status].filter((action) => MAY_TAKE[action].includes(role));
}

export type Effect =
  | 'saves-first'
  | 'locks'
  | 'reviewer-decides'
  | 'customers-unchanged'
  | 'opens-again'
  | 'approval-lost'
  | 'ready-to-publish'
  | 'begins-now'
  | 'begins-later'
  | 'begins-now-instead'
  | 'begins-in-past'
  | 'ends-before'
  | 'settled-for-good'
  | 'webhooks-told';

export interface Consequences {
  readonly effects: readonly Effect[];
  /** From when it is in force; only where it is published. */
  readonly from?: string;
  readonly ends: readonly number[];
  readonly supersedes: readonly number[];
}

/** What follows from a step, before it is taken. */
export function consequencesOf(
  action: PolicyAction,
  version: VersionSummary,
  versions: readonly VersionSummary[],
  { isDirty, now }: { isDirty: boolean; now: Date },
): Consequences {
  if (action === 'publish') return publication(version, versions, now);
  const effects: Record<Exclude<PolicyAction, 'publish'>, Effect[]> = {
    submit: [...(isDirty ? ['saves-first' as const] : []), 'locks', 'reviewer-decides', 'customers-unchanged'],
    'request-changes': [
      'opens-again',
      ...(version.status === 'approved' ? ['approval-lost' as const] : []),
      'customers-unchanged',
    ],
    approve: ['ready-to-publish', 'customers-unchanged'],
  };
  return { effects: effects[action], ends: [], supersedes: [] };
}

/** The same reckoning as the policy room's: at most one version in force at any moment, and nothing dated back over another. */
function publication(version: VersionSummary, versions: readonly VersionSummary[], now: Date): Consequences {
  const settled = versions.filter(({ id, status }) => status === 'published' && id !== version.id);
  const wanted = new Date(version.effectiveFrom);
  const isLate = wanted < now;
  const isSecond = settled.some(({ effectiveFrom }) => new Date(effectiveFrom) <= now);
  const from = isLate && isSecond ? now : wanted;
  const isOver = version.effectiveTo !== undefined && new Date(version.effectiveTo) <= now;

  const begins = beginning(isLate, isSecond, wanted > now);
  return {
    effects: [begins, ...(isOver ? ['ends-before' as const] : []), 'settled-for-good', 'webhooks-told'],
    from: from.toISOString(),
    ends: settled.filter((other) => isRunningAt(other, from)).map((other) => other.version),
    supersedes: settled.filter(({ effectiveFrom }) => new Date(effectiveFrom) >= from).map((other) => other.version),
  };
}

function beginning(isLate: boolean, isSecond: boolean, isAhead: boolean): Effect {
  if (isAhead) return 'begins-later';
  if (!isLate) return 'begins-now';
  return isSecond ? 'begins-now-instead' : 'begins-in-past';
}

function isRunningAt({ effectiveFrom, effectiveTo }: VersionSummary, moment: Date): boolean {
  return new Date(effectiveFrom) < moment && (effectiveTo === undefined || new Date(effectiveTo) > moment);
}
