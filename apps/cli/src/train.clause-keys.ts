import type { Db } from '@zhike/platform';
import { SqlPublishedPolicies } from '@zhike/policy';

/** Keys of a shop's published clauses (as the pack names them) by their ids (as the product does). */
export async function clauseKeys(database: Db, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const policies = new SqlPublishedPolicies(database);
  const keys = new Map<string, string>();
  for (const policyId of await policies.policyIds(workspaceId))
    for (const { clauses } of await policies.versionsOf(policyId)) for (const { id, key } of clauses) keys.set(id, key);
  return keys;
}
