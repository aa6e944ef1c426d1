import type { OutboxWriter } from '@zhike/platform';
import { groupBy } from './group-by.js';
import { planPublication } from './policy.publication.js';
import type { PolicyStore, VersionRow } from './policy.store.js';

/**
 * Puts approved versions of different policies in force and appends the news of each; run it inside the transaction, with the
 * policies locked. What they overtake is written first, because the database allows one published version per beginning.
 */
export async function publishVersions(
  { policies, outbox }: { policies: PolicyStore; outbox: OutboxWriter },
  workspaceId: string,
  approved: readonly VersionRow[],
  now: Date,
): Promise<VersionRow[]> {
  const siblings = groupBy(
    await policies.versionsOf(
      workspaceId,
      approved.map(({ policyId }) => policyId),
    ),
    ({ policyId }) => policyId,
  );
  const publications = approved.map((version) => planPublication(version, siblings.get(version.policyId) ?? [], now));
  await policies.updateVersions(
    workspaceId,
    publications.flatMap(({ overtaken }) => overtaken),
  );
  const published = publications.map((publication) => publication.published);
  await policies.updateVersions(workspaceId, published);
  await policies.renamePolicies(
    workspaceId,
    published.map(({ policyId, title }) => ({ id: policyId, title })),
  );
  for (const version of published) await outbox.append(newsOf(version));
  return published;
}

function newsOf({ id, policyId, workspaceId, version, title, effectiveFrom }: VersionRow) {
  const data = { policyId, versionId: id, version, title, effectiveFrom: effectiveFrom.toISOString() };
  return { type: 'policy.published', key: id, workspaceId, data };
}
