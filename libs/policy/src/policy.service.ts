import type {
  CreatePolicy,
  PolicyAction,
  PolicyDetail,
  PolicySummary,
  SaveDraft,
  VersionDetail,
} from '@zhike/contracts';
import { newId, type Clock, type OutboxWriter, type UnitOfWork } from '@zhike/platform';
import { audiencesOf } from './policy.audiences.js';
import { assertStorable, toContent } from './policy.content.js';
import { alreadyOpen, beginDraft, isOpen, step } from './policy.drafts.js';
import { PolicyRuleError } from './policy.errors.js';
import { importVersions, type ImportedPolicy } from './policy.importing.js';
import { assertDates } from './policy.lifecycle.js';
import { laterThan } from './policy.publication.js';
import { publishVersions } from './policy.publishing.js';
import { freeName, toSlug } from './policy.slug.js';
import type { ContentRow, PolicyFilter, PolicyRow, PolicyStore, VersionRow } from './policy.store.js';
import { detailPolicy, detailVersion, summarizePolicy } from './policy.views.js';

export interface PolicyScope {
  readonly policies: PolicyStore;
  readonly outbox: OutboxWriter;
}

/** Who acts. The caller has checked the role; `mayReviewOwnWork` is for a workspace with one member (see `assertMayReview`). */
export interface ActingMember {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly name: string;
  readonly mayReviewOwnWork: boolean;
}

/** Policies as the console works with them. Each call is one transaction; a refusal is a `PolicyRuleError` and leaves nothing behind. */
export class PolicyService {
  constructor(
    private readonly inTransaction: UnitOfWork<PolicyScope>,
    private readonly clock: Clock,
  ) {}

  listPolicies(workspaceId: string, filter: PolicyFilter = {}): Promise<PolicySummary[]> {
    return this.inTransaction(async ({ policies }) => {
      const now = this.clock.now();
      const listed = await policies.listPolicies(workspaceId, filter, now);
      return listed.map((policy) => summarizePolicy(policy, now));
    });
  }

  /** Groups that any version, published or not, is for. */
  listAudiences(workspaceId: string): Promise<string[]> {
    return this.inTransaction(({ policies }) => policies.audiencesIn(workspaceId));
  }

  detailPolicy(workspaceId: string, policyId: string): Promise<PolicyDetail> {
    return this.inTransaction(async ({ policies }) => {
      const policy = await findPolicy(policies, workspaceId, policyId);
      return detailPolicy(policy, await policies.versionsOf(workspaceId, [policyId]), this.clock.now());
    });
  }

  detailVersion(workspaceId: string, versionId: string): Promise<VersionDetail> {
    return this.inTransaction(async ({ policies }) => {
      const version = await findVersion(policies, workspaceId, versionId);
      return this.show(policies, version, await policies.contentOf(workspaceId, versionId));
    });
  }

  /** A new policy with an empty first draft, in force from `effectiveFrom` or from its creation. */
  createPolicy(input: CreatePolicy, member: ActingMember): Promise<VersionDetail> {
    return this.inTransaction(async ({ policies }) => {
      const { workspaceId } = member;
      const { title, locale, kind = 'policy', effectiveFrom } = input;
      assertStorable(title);
      await policies.lockSlugs(workspaceId);
      const slug = toSlug(title);
      const taken = new Set(await policies.takenSlugs(workspaceId, slug));
      const policy: PolicyRow = { id: newId(), workspaceId, slug: freeName(slug, taken), title, kind, locale };
      await policies.insertPolicies([policy]);
      const now = this.clock.now();
      const draft = beginDraft(policy, 1, member, {
        effectiveFrom: effectiveFrom ? new Date(effectiveFrom) : now,
        now,
      });
      await policies.insertVersions([draft]);
      return this.show(policies, draft, { versionId: draft.id, clauses: [], facts: [] });
    });
  }

  /** The newest version's content as a new draft, without an end. `draft-already-open` while another one is on its way. */
  openDraft(policyId: string, member: ActingMember): Promise<VersionDetail> {
    return this.inTransaction(async ({ policies }) => {
      const { workspaceId } = member;
      await policies.lockPolicies(workspaceId, [policyId]);
      const policy = await findPolicy(policies, workspaceId, policyId);
      const [newest] = await policies.versionsOf(workspaceId, [policyId]);
      if (!newest) throw new PolicyRuleError('version-not-found', 'This policy has no version to begin from.');
      if (isOpen(newest)) throw alreadyOpen(newest);

      const now = this.clock.now();
      const draft = {
        ...beginDraft(policy, newest.version + 1, member, { effectiveFrom: now, now }),
        title: newest.title,
        audiences: newest.audiences,
        clauseCount: newest.clauseCount,
        factCount: newest.factCount,
      };
      const content = toContent(draft.id, await policies.contentOf(workspaceId, newest.id));
      await policies.insertVersions([draft]);
      await policies.replaceContents(workspaceId, [content]);
      return this.show(policies, draft, content);
    });
  }

  /** Replaces title, dates, audiences, clauses and facts of a draft; audiences left out stay as they are. `draft-changed` when someone saved since it was read. */
  saveDraft(versionId: string, input: SaveDraft, member: ActingMember): Promise<VersionDetail> {
    return this.inTransaction(async ({ policies }) => {
      const { workspaceId } = member;
      const before = await lockVersion(policies, workspaceId, versionId);
      assertUnchanged(before, new Date(input.basedOn));
      const effectiveFrom = new Date(input.effectiveFrom);
      const effectiveTo = input.effectiveTo ? new Date(input.effectiveTo) : undefined;
      assertDates(effectiveFrom, effectiveTo);
      const title = input.title ?? before.title;
      assertStorable(title);
      const content = toContent(versionId, { clauses: input.clauses ?? [], facts: input.facts ?? [] });
      const draft: VersionRow = {
        ...before,
        title,
        effectiveFrom,
        effectiveTo,
        writerIds: [...new Set([...before.writerIds, member.memberId])],
        audiences: input.audiences ? audiencesOf(input.audiences) : before.audiences,
        clauseCount: content.clauses.length,
        factCount: content.facts.length,
        updatedAt: laterThan(before.updatedAt, this.clock.now()),
      };
      await policies.updateVersions(workspaceId, [draft]);
      await policies.replaceContents(workspaceId, [content]);
      await nameUnpublished(policies, draft);
      return this.show(policies, draft, content);
    });
  }

  /** Takes one step of the life cycle. State and news of a publication commit together, or neither does. */
  takeAction(versionId: string, action: PolicyAction, member: ActingMember): Promise<VersionDetail> {
    return this.inTransaction(async (scope) => {
      const { policies } = scope;
      const { workspaceId } = member;
      const before = await lockVersion(policies, workspaceId, versionId);
      const now = this.clock.now();
      const after = action === 'publish' ? await this.publish(scope, before, now) : step(before, action, member, now);
      if (action !== 'publish') await policies.updateVersions(workspaceId, [after]);
      return this.show(policies, after, await policies.contentOf(workspaceId, versionId));
    });
  }

  /**
   * Stores policies as a file tells them, all or none: as drafts, or with `publish` in force at once. A policy that is known
   * by its slug in that language gets a new version. Answers the versions in the order they were given.
   */
  importPolicies(
    imported: readonly ImportedPolicy[],
    { publish }: { readonly publish: boolean },
    member: ActingMember,
  ): Promise<{ readonly policyId: string; readonly versionId: string }[]> {
    return this.inTransaction(async (scope) => {
      const versions = await importVersions(scope, imported, member, { now: this.clock.now(), publish });
      return versions.map(({ policyId, id }) => ({ policyId, versionId: id }));
    });
  }

  private async publish(scope: PolicyScope, version: VersionRow, now: Date): Promise<VersionRow> {
    const [published = version] = await publishVersions(scope, version.workspaceId, [version], now);
    return published;
  }

  private async show(policies: PolicyStore, version: VersionRow, content: ContentRow): Promise<VersionDetail> {
    const policy = await findPolicy(policies, version.workspaceId, version.policyId);
    return detailVersion(policy, version, content, this.clock.now());
  }
}

/** Until its first publication a policy is called what its draft is called; afterwards only a publication renames it. */
async function nameUnpublished(policies: PolicyStore, draft: VersionRow): Promise<void> {
  const versions = await policies.versionsOf(draft.workspaceId, [draft.policyId]);
  if (versions.some(({ status }) => status === 'published')) return;
  await policies.renamePolicies(draft.workspaceId, [{ id: draft.policyId, title: draft.title }]);
}

function assertUnchanged(before: VersionRow, basedOn: Date): void {
  if (before.status !== 'draft')
    throw new PolicyRuleError(
      'draft-not-open',
      `Version ${before.version} is ${before.status}; only a draft can be edited.`,
    );
  if (before.updatedAt.getTime() !== basedOn.getTime())
    throw new PolicyRuleError(
      'draft-changed',
      'Someone saved this draft after you opened it. Reload it and make your change again.',
    );
}

async function lockVersion(policies: PolicyStore, workspaceId: string, versionId: string): Promise<VersionRow> {
  const { policyId } = await findVersion(policies, workspaceId, versionId);
  await policies.lockPolicies(workspaceId, [policyId]);
  return findVersion(policies, workspaceId, versionId);
}

async function findPolicy(policies: PolicyStore, workspaceId: string, id: string): Promise<PolicyRow> {
  const policy = await policies.findPolicy(workspaceId, id);
  if (!policy) throw new PolicyRuleError('policy-not-found', 'There is no such policy in this workspace.');
  return policy;
}

async function findVersion(policies: PolicyStore, workspaceId: string, id: string): Promise<VersionRow> {
  const version = await policies.findVersion(workspaceId, id);
  if (!version) throw new PolicyRuleError('version-not-found', 'There is no such version in this workspace.');
  return version;
}
