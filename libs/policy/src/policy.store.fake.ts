import { stateAt } from './policy.lifecycle.js';
import type { ContentRow, ListedPolicy, PolicyFilter, PolicyRow, PolicyStore, VersionRow } from './policy.store.js';

/** The store's rules in memory, for unit tests. It neither locks nor rolls back. */
export class FakePolicyStore implements PolicyStore {
  private readonly policies = new Map<string, PolicyRow>();
  private readonly versions = new Map<string, VersionRow>();
  private readonly contents = new Map<string, ContentRow>();

  async listPolicies(workspaceId: string, { kind, search = '' }: PolicyFilter, now: Date): Promise<ListedPolicy[]> {
    const wanted = search.trim().toLowerCase();
    const own = [...this.policies.values()].filter(
      (policy) => policy.workspaceId === workspaceId && (!kind || policy.kind === kind),
    );
    return own
      .flatMap((policy) => {
        const [newest, ...older] = this.versionsBy(workspaceId, policy.id);
        if (!newest) return [];
        return [{ policy, newest, live: [newest, ...older].find((version) => stateAt(version, now) === 'live') }];
      })
      .filter(({ policy, newest }) => `${policy.title} ${newest.title} ${policy.slug}`.toLowerCase().includes(wanted))
      .sort((left, right) => (left.policy.title < right.policy.title ? -1 : 1));
  }

  async findPolicy(workspaceId: string, id: string): Promise<PolicyRow | undefined> {
    const policy = this.policies.get(id);
    return policy?.workspaceId === workspaceId ? policy : undefined;
  }

  async findPoliciesBySlug(workspaceId: string, slugs: readonly string[]): Promise<PolicyRow[]> {
    return [...this.policies.values()].filter(
      (policy) => policy.workspaceId === workspaceId && slugs.includes(policy.slug),
    );
  }

  async takenSlugs(workspaceId: string, slug: string): Promise<string[]> {
    const slugs = [...this.policies.values()]
      .filter((policy) => policy.workspaceId === workspaceId)
      .map((policy) => policy.slug);
    return slugs.filter((taken) => taken === slug || taken.startsWith(`${slug}-`));
  }

  async insertPolicies(rows: readonly PolicyRow[]): Promise<void> {
    for (const row of rows) this.policies.set(row.id, row);
  }

  async renamePolicies(
    workspaceId: string,
    titles: readonly { readonly id: string; readonly title: string }[],
  ): Promise<void> {
    for (const { id, title } of titles) {
      const policy = await this.findPolicy(workspaceId, id);
      if (policy) this.policies.set(id, { ...policy, title });
    }
  }

  async lockSlugs(): Promise<void> {}

  async lockPolicies(): Promise<void> {}

  async findVersion(workspaceId: string, id: string): Promise<VersionRow | undefined> {
    const version = this.versions.get(id);
    return version?.workspaceId === workspaceId ? version : undefined;
  }

  async versionsOf(workspaceId: string, policyIds: readonly string[]): Promise<VersionRow[]> {
    return policyIds.flatMap((id) => this.versionsBy(workspaceId, id));
  }

  async audiencesIn(workspaceId: string): Promise<string[]> {
    const own = [...this.versions.values()].filter((version) => version.workspaceId === workspaceId);
    return [...new Set(own.flatMap(({ audiences }) => audiences))].sort();
  }

  async insertVersions(rows: readonly VersionRow[]): Promise<void> {
    for (const row of rows) this.versions.set(row.id, row);
  }

  async updateVersions(workspaceId: string, rows: readonly VersionRow[]): Promise<void> {
    for (const row of rows) if (await this.findVersion(workspaceId, row.id)) this.versions.set(row.id, row);
  }

  async contentOf(workspaceId: string, versionId: string): Promise<ContentRow> {
    const empty = { versionId, clauses: [], facts: [] };
    return (await this.findVersion(workspaceId, versionId)) ? (this.contents.get(versionId) ?? empty) : empty;
  }

  async replaceContents(workspaceId: string, contents: readonly ContentRow[]): Promise<void> {
    for (const content of contents) {
      const version = await this.findVersion(workspaceId, content.versionId);
      if (version?.status !== 'draft') throw new Error('only a draft may change its clauses and facts');
      this.contents.set(content.versionId, content);
    }
  }

  private versionsBy(workspaceId: string, policyId: string): VersionRow[] {
    const own = [...this.versions.values()].filter(
      (version) => version.workspaceId === workspaceId && version.policyId === policyId,
    );
    return own.sort((left, right) => right.version - left.version);
  }
}
