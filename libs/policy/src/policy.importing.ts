import type { Locale, PolicyKind } from '@zhike/contracts';
import { newId } from '@zhike/platform';
import { groupBy } from './group-by.js';
import { audiencesOf } from './policy.audiences.js';
import { assertStorable, toContent, type Content } from './policy.content.js';
import { alreadyOpen, beginDraft, isOpen, step } from './policy.drafts.js';
import { assertDates } from './policy.lifecycle.js';
import { publishVersions } from './policy.publishing.js';
import type { ActingMember, PolicyScope } from './policy.service.js';
import { freeName, toSlug } from './policy.slug.js';
import type { PolicyRow, PolicyStore, VersionRow } from './policy.store.js';

/** A policy as a file tells it: its first version, or the next one of the policy that is known by the same name. */
export interface ImportedPolicy extends Content {
  readonly title: string;
  /** The name by which it is found again; made from the title when left out. */
  readonly slug?: string | undefined;
  readonly kind: PolicyKind;
  readonly locale: Locale;
  readonly effectiveFrom?: Date | undefined;
  readonly effectiveTo?: Date | undefined;
  /** Groups it is for. Left out: as the policy's newest version is, or for everyone where it is new. */
  readonly audiences?: readonly string[] | undefined;
}

export interface ImportStep {
  readonly now: Date;
  /** Takes every version through submission, approval and publication as well; the member must be allowed all of it. */
  readonly publish: boolean;
}

/**
 * Stores imported policies as drafts, or in force; run it inside the transaction. Works on all of them at once, since a pack
 * has a thousand. `draft-already-open` where a version of one of them is on its way.
 */
export async function importVersions(
  scope: PolicyScope,
  imported: readonly ImportedPolicy[],
  member: ActingMember,
  { now, publish }: ImportStep,
): Promise<VersionRow[]> {
  const { policies } = scope;
  const { workspaceId } = member;
  for (const { title } of imported) assertStorable(title);
  await policies.lockSlugs(workspaceId);
  const rows = await policiesFor(policies, imported, workspaceId);
  const former = await newestOf(policies, rows, workspaceId);
  const drafts = imported.map((policy, place) => {
    const row = rows[place];
    if (!row) throw new Error('every imported policy has a row');
    const newest = former.get(row.id);
    const dates = { effectiveFrom: policy.effectiveFrom ?? now, now };
    return draftOf(policy, beginDraft(row, (newest?.version ?? 0) + 1, member, dates), newest?.audiences ?? []);
  });
  await policies.insertVersions(drafts.map(({ version }) => version));
  await policies.replaceContents(
    workspaceId,
    drafts.map(({ content }) => content),
  );
  const versions = drafts.map(({ version }) => version);
  if (!publish) return versions;
  const approved = versions.map((version) => step(step(version, 'submit', member, now), 'approve', member, now));
  return publishVersions(scope, workspaceId, approved, now);
}

/** A file that names no audience widens none: what was for members stays for members. */
function draftOf(policy: ImportedPolicy, begun: VersionRow, formerAudiences: readonly string[]) {
  const content = toContent(begun.id, policy);
  assertDates(begun.effectiveFrom, policy.effectiveTo);
  const version = {
    ...begun,
    title: policy.title,
    effectiveTo: policy.effectiveTo,
    audiences: policy.audiences ? audiencesOf(policy.audiences) : formerAudiences,
    clauseCount: content.clauses.length,
    factCount: content.facts.length,
  };
  return { version, content };
}

/** The policies' rows in the order of the import, new ones inserted. */
async function policiesFor(
  policies: PolicyStore,
  imported: readonly ImportedPolicy[],
  workspaceId: string,
): Promise<PolicyRow[]> {
  const found = await policies.findPoliciesBySlug(workspaceId, imported.flatMap(namesOf));
  const bySlug = new Map(found.map((policy) => [policy.slug, policy]));
  const rows = new Set<PolicyRow>();
  const added: PolicyRow[] = [];
  for (const policy of imported) {
    const names = namesOf(policy);
    const known = names.map((name) => bySlug.get(name)).find((row) => row && !rows.has(row) && isSame(row, policy));
    if (known) {
      rows.add(known);
      continue;
    }
    const slug = names.find((name) => !bySlug.has(name)) ?? (await freeSlug(policies, policy, workspaceId));
    const { title, kind, locale } = policy;
    const row = { id: newId(), workspaceId, slug, title, kind, locale };
    bySlug.set(slug, row);
    added.push(row);
    rows.add(row);
  }
  if (added.length) await policies.insertPolicies(added);
  return [...rows];
}

/**
 * Names under which an imported policy may be known, best first. A shop has 退货 in two languages, and a policy and a
 * catalogue of one title: the first gets the plain name, the other one that says what it is.
 */
function namesOf({ title, slug, kind, locale }: ImportedPolicy): string[] {
  const name = slug ?? toSlug(title);
  return [name, `${name}-${locale}`, `${name}-${locale}-${kind}`];
}

const isSame = (row: PolicyRow, { kind, locale }: ImportedPolicy) => row.kind === kind && row.locale === locale;

async function freeSlug(policies: PolicyStore, policy: ImportedPolicy, workspaceId: string): Promise<string> {
  const [name = ''] = namesOf(policy);
  return freeName(name, new Set(await policies.takenSlugs(workspaceId, name)));
}

/** The newest version of each policy that has versions; none of them may be on its way. */
async function newestOf(
  policies: PolicyStore,
  rows: readonly PolicyRow[],
  workspaceId: string,
): Promise<Map<string, VersionRow>> {
  const ids = rows.map(({ id }) => id);
  await policies.lockPolicies(workspaceId, ids);
  const versions = groupBy(await policies.versionsOf(workspaceId, ids), ({ policyId }) => policyId);
  const found = new Map<string, VersionRow>();
  for (const [policyId, [newest]] of versions) {
    if (!newest) continue;
    if (isOpen(newest)) throw alreadyOpen(newest);
    found.set(policyId, newest);
  }
  return found;
}
