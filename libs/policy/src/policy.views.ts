import type { PolicyDetail, PolicySummary, VersionDetail, VersionSummary } from '@zhike/contracts';
import { stateAt } from './policy.lifecycle.js';
import type { ContentRow, ListedPolicy, PolicyRow, VersionRow } from './policy.store.js';

/** Rows as the console reads them: times as text, states as they are at `now`. */
export function summarizePolicy({ policy, newest, live }: ListedPolicy, now: Date): PolicySummary {
  const { id, slug, title, kind, locale } = policy;
  return {
    id,
    slug,
    title,
    kind,
    locale,
    ...(live
      ? { live: { versionId: live.id, version: live.version, ...datesOf(live), audiences: [...live.audiences] } }
      : {}),
    newest: {
      versionId: newest.id,
      version: newest.version,
      state: stateAt(newest, now),
      updatedAt: newest.updatedAt.toISOString(),
    },
    clauseCount: newest.clauseCount,
    factCount: newest.factCount,
  };
}

export function summarizeVersion(version: VersionRow, now: Date): VersionSummary {
  return {
    id: version.id,
    policyId: version.policyId,
    version: version.version,
    status: version.status,
    state: stateAt(version, now),
    ...datesOf(version),
    authorId: version.authorId,
    authorName: version.authorName,
    ...(version.reviewerId ? { reviewerId: version.reviewerId } : {}),
    audiences: [...version.audiences],
    updatedAt: version.updatedAt.toISOString(),
  };
}

export function detailPolicy(
  { id, slug, title, kind, locale }: PolicyRow,
  versions: readonly VersionRow[],
  now: Date,
): PolicyDetail {
  return { id, slug, title, kind, locale, versions: versions.map((version) => summarizeVersion(version, now)) };
}

export function detailVersion(policy: PolicyRow, version: VersionRow, content: ContentRow, now: Date): VersionDetail {
  return {
    ...summarizeVersion(version, now),
    policyTitle: version.title,
    kind: policy.kind,
    locale: policy.locale,
    clauses: [...content.clauses],
    facts: [...content.facts],
  };
}

function datesOf({ effectiveFrom, effectiveTo }: VersionRow): { effectiveFrom: string; effectiveTo?: string } {
  return {
    effectiveFrom: effectiveFrom.toISOString(),
    ...(effectiveTo ? { effectiveTo: effectiveTo.toISOString() } : {}),
  };
}
