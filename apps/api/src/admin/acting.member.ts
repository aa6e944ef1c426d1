import type { Product } from '@zhike/assembly';
import type { Me } from '@zhike/contracts';
import type { ActingMember } from '@zhike/policy';

/** A member as the policy room knows one. Alone in a workspace, a member reviews their own work: nobody else could. */
export async function actingAs(
  identity: Product['identity'],
  { memberId, name, workspace }: Me,
): Promise<ActingMember> {
  return {
    workspaceId: workspace.id,
    memberId,
    name,
    mayReviewOwnWork: (await identity.countMembers(workspace.id)) === 1,
  };
}
