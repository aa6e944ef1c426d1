import type { Product } from '@zhike/assembly';
import { ConversationError } from '@zhike/conversation';
import type { Workspace } from '@zhike/identity';

/** The shop a widget names in its page. */
export async function findShop(workspaces: Product['workspaces'], slug: string): Promise<Workspace> {
  const workspace = await workspaces.findBySlug(slug);
  if (!workspace)
    throw new ConversationError(
      'workspace-not-found',
      'There is no shop of this name. Check the workspace of the widget.',
    );
  return workspace;
}
