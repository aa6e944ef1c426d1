import type { Product } from '@zhike/assembly';
import type { Me } from '@zhike/contracts';
import type { ActingMember } from '@zhike/policy';

/** A member as the rooms know one. */
export const acting = ({ memberId, name, workspace }: Me) => ({ workspaceId: workspace.id, memberId, name });

/** A member as the policy room knows one. Alone in a workspace, a member reviews their own work: nobody else could. */
export async function actingAs(identity: Product['identity'], member: Me): Promise<ActingMember> {
  const mayReviewOwnWork = (await identity.countMembers(member.workspace.id)) === 1;
  return { ...acting(member), mayReviewOwnWork };
}
